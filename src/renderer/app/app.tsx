import { CSPProvider } from '@base-ui/react/csp-provider';
import { type ReactNode, useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { ImagesScreen } from '../images/images-screen';
import { StartScreen } from '../start/start-screen';
import { useApp } from './app-state';
import { act } from './client';
import { DropZone } from './drop-zone';
import { isTyping } from './keys';
import { NoticeBar, undoNotice } from './notice-bar';
import { offerNewProject, openByDialog } from './project-acts';
import { StatusBar } from './status-bar';
import { TopBar } from './top-bar';

/** The window's frame, the same for all screens. */
export function App(): ReactNode {
  const project = useApp((state) => state.project);
  const screen = useApp((state) => state.screen);
  useWindowKeys();
  const isOpen = project.status === 'open';
  return (
    <CSPProvider disableStyleElements>
      <div className="frame">
        {isOpen && <TopBar project={project.project} />}
        <main className="content">
          {isOpen && screen === 'images' ? (
            <ImagesScreen key={project.project.id} project={project.project} />
          ) : (
            <StartScreen />
          )}
        </main>
        <NoticeBar />
        <StatusBar />
        <DropZone />
      </div>
    </CSPProvider>
  );
}

function useWindowKeys(): void {
  useEffect(
    () =>
      tinykeys(window, {
        '$mod+o': (event) => {
          event.preventDefault();
          act(openByDialog);
        },
        '$mod+n': (event) => {
          event.preventDefault();
          act(offerNewProject);
        },
        '$mod+z': (event) => {
          if (isTyping(event.target)) return;
          event.preventDefault();
          act(undoNotice);
        },
      }),
    [],
  );
}
