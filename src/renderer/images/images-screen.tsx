import { type ReactNode, useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { act } from '../app/client';
import { isTyping } from '../app/keys';
import { EmptyImages, NothingFound } from './empty-images';
import { removeSelected, selectAll, selectNone } from './image-acts';
import { ImageGrid } from './image-grid';
import { ImageToolbar } from './image-toolbar';
import { ImageView } from './image-view';
import { showProjectImages, togglePanel, totalOf, useImages } from './images-state';
import { SidePanel } from './side-panel';

/** What do I have, what is left to do? */
export function ImagesScreen({ project }: { project: OpenProjectFacts }): ReactNode {
  const counts = useImages((state) => state.counts);
  const total = useImages(totalOf);
  const shown = useImages((state) => state.shown);
  const isPanelOpen = useImages((state) => state.isPanelOpen);
  const isEmpty = useImages((state) => state.counts?.all === 0 && state.query.search === '');

  useEffect(() => act(showProjectImages), []);
  useImageKeys();

  return (
    <div className="images">
      <div className="images-main">
        <h1 className="visually-hidden">Images of {project.name}</h1>
        {project.notices.map((notice) => (
          <p key={notice} className="project-notice">
            {notice}
          </p>
        ))}
        {counts !== null && !isEmpty && shown === null && <ImageToolbar isReadOnly={project.isReadOnly} />}
        {counts !== null && isEmpty && <EmptyImages isReadOnly={project.isReadOnly} />}
        {counts !== null && !isEmpty && total === 0 && <NothingFound />}
        {shown === null ? total > 0 && <ImageGrid total={total} /> : <ImageView index={shown} total={total} />}
      </div>
      {isPanelOpen && <SidePanel isReadOnly={project.isReadOnly} />}
    </div>
  );
}

function useImageKeys(): void {
  useEffect(() => {
    const unlessTyping = (work: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
      if (isTyping(event.target)) return;
      event.preventDefault();
      work(event);
    };
    const search = (event: KeyboardEvent): void => {
      event.preventDefault();
      document.getElementById('image-search')?.focus();
    };
    return tinykeys(window, {
      '$mod+a': unlessTyping(() => act(selectAll)),
      '$mod+b': unlessTyping(togglePanel),
      '$mod+f': search,
      '/': unlessTyping(search),
      Delete: unlessTyping(() => act(removeSelected)),
      Escape: unlessTyping(() => {
        if (useImages.getState().shown !== null) useImages.setState({ shown: null });
        else selectNone();
      }),
    });
  }, []);
}
