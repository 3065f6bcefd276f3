import { CSPProvider } from '@base-ui/react/csp-provider';
import { type ReactNode, useEffect } from 'react';
import { Filmstrip } from '../filmstrip/filmstrip';
import { StartScreen } from '../start/start-screen';
import { commands, heldKeys } from './all-commands';
import { useApp, useOpenProject } from './app-state';
import { CommandPalette } from './command-palette';
import { bindKeys } from './commands';
import { DropZone } from './drop-zone';
import { NoticeBar } from './notice-bar';
import { ScreenBoundary } from './screen-boundary';
import { entryOf } from './screens';
import { SettingsDialog } from './settings-dialog';
import { ShortcutsPage } from './shortcuts-page';
import { StatusBar } from './status-bar';
import { TopBar } from './top-bar';

/** The window's frame, the same for all screens. */
export function App(): ReactNode {
  const project = useOpenProject();
  const screen = useApp((state) => state.screen);
  useEffect(() => bindKeys(commands, heldKeys), []);
  const entry = project === null ? undefined : entryOf(screen);
  return (
    <CSPProvider disableStyleElements>
      <div className="frame">
        {project !== null && <TopBar project={project} />}
        <main className="content">
          {entry === undefined || project === null ? (
            <StartScreen />
          ) : (
            <ScreenBoundary name={`${entry.screen} ${project.folder}`}>
              <entry.Content key={project.folder} project={project} />
            </ScreenBoundary>
          )}
        </main>
        {entry?.hasStrip && <Filmstrip />}
        <NoticeBar />
        <CommandPalette />
        <ShortcutsPage />
        <SettingsDialog />
        <StatusBar />
        <DropZone />
      </div>
    </CSPProvider>
  );
}
