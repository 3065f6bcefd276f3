import { Menu } from '@base-ui/react/menu';
import { ChevronDown, Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { AddProgress } from '../images/add-progress';
import { RunPill } from '../train/run-pill';
import { keysOf } from './all-commands';
import { goTo, useApp } from './app-state';
import { act } from './client';
import { PaletteButton } from './command-palette';
import { PanelToggle } from './panel-toggle';
import { closeProject, offerNewProject, openByDialog } from './project-acts';
import { SettingsButton } from './settings-dialog';
import { tabs } from './window-commands';

export function TopBar({ project }: { project: OpenProjectFacts }): ReactNode {
  const screen = useApp((state) => state.screen);
  return (
    <header className="top-bar">
      <ProjectMenu name={project.name} />
      <nav className="tabs" aria-label="Screens">
        {tabs.map((tab) => (
          <Hint key={tab.screen} keys={keysOf(`window.${tab.screen}`)}>
            <button
              type="button"
              className="tab"
              aria-current={screen === tab.screen ? 'page' : undefined}
              data-name={tab.name}
              onClick={() => goTo(tab.screen)}
            >
              {tab.name}
            </button>
          </Hint>
        ))}
      </nav>
      <div className="top-bar-end">
        <AddProgress />
        <RunPill />
        <PaletteButton />
        {screen !== 'start' && <PanelToggle />}
        <SettingsButton />
      </div>
    </header>
  );
}

function ProjectMenu({ name }: { name: string }): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger className="project-button" aria-label={`Project ${name}`}>
        <Layers size={16} aria-hidden="true" />
        <span className="truncate">{name}</span>
        <ChevronDown size={16} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner
          className="menu-positioner"
          align="start"
          sideOffset={4}
          collisionAvoidance={{ align: 'shift' }}
        >
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" onClick={() => act(openByDialog)}>
              Open… <kbd className="keys">{keysOf('project.open')}</kbd>
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => act(offerNewProject)}>
              New project <kbd className="keys">{keysOf('project.new')}</kbd>
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => goTo('start')}>
              All projects
            </Menu.Item>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => act(closeProject)}>
              Close project
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
