import { Menu } from '@base-ui/react/menu';
import { ChevronDown, Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { overlayRoot } from '../components/overlay-root';
import { AddProgress } from '../images/add-progress';
import { PanelToggle } from '../images/panel-toggle';
import { type Screen, useApp } from './app-state';
import { act, ask } from './client';
import { keysText } from './keys';
import { offerNewProject, openByDialog } from './project-acts';
import { SettingsMenu } from './settings-menu';

const tabs: { screen: Screen; name: string }[] = [
  { screen: 'start', name: 'Start' },
  { screen: 'images', name: 'Images' },
];

export function TopBar({ project }: { project: OpenProjectFacts }): ReactNode {
  const screen = useApp((state) => state.screen);
  const goTo = useApp((state) => state.goTo);
  return (
    <header className="top-bar">
      <ProjectMenu name={project.name} />
      <nav className="tabs" aria-label="Screens">
        {tabs.map((tab) => (
          <button
            key={tab.screen}
            type="button"
            className="tab"
            aria-current={screen === tab.screen ? 'page' : undefined}
            onClick={() => goTo(tab.screen)}
          >
            {tab.name}
          </button>
        ))}
      </nav>
      <div className="top-bar-end">
        <AddProgress />
        {screen === 'images' && <PanelToggle />}
        <SettingsMenu />
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
        <Menu.Positioner className="menu-positioner" align="start" sideOffset={4}>
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" onClick={() => act(openByDialog)}>
              Open… <kbd className="keys">{keysText('Ctrl+O')}</kbd>
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => act(offerNewProject)}>
              New project <kbd className="keys">{keysText('Ctrl+N')}</kbd>
            </Menu.Item>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => act(() => ask('projects.close', null))}>
              Close project
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
