import type { ReactNode } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { Workbench } from '../app/workbench';
import { EmptyImages } from './empty-images';
import { ImageGrid } from './image-grid';
import { ImageList } from './image-list';
import { ImageMenu } from './image-menu';
import { ImageToolbar } from './image-toolbar';
import { totalOf, useImages } from './images-state';
import { MissingNote } from './missing-note';
import { NothingFound } from './no-image-shown';
import { SidePanel } from './side-panel';

/** What do I have, what is left to do? */
export function ImagesScreen({ project }: { project: OpenProjectFacts }): ReactNode {
  const counts = useImages((state) => state.counts);
  const total = useImages(totalOf);
  const isEmpty = useImages((state) => state.counts?.all === 0);
  const view = useImages((state) => state.view);

  return (
    <Workbench panel={<SidePanel isReadOnly={project.isReadOnly} />} panelName="Details">
      <div className="images-main">
        <h1 className="visually-hidden">Images of {project.name}</h1>
        {project.notices.map((notice) => (
          <p key={notice} className="project-notice">
            {notice}
          </p>
        ))}
        <MissingNote isReadOnly={project.isReadOnly} />
        {counts !== null && !isEmpty && <ImageToolbar isReadOnly={project.isReadOnly} />}
        {counts !== null && isEmpty && <EmptyImages isReadOnly={project.isReadOnly} />}
        {counts !== null && !isEmpty && total === 0 && <NothingFound />}
        {total > 0 && (
          // Around the list, so that scrolling does not render it.
          <ImageMenu>
            <div className="images-shown">
              {view === 'grid' ? <ImageGrid total={total} /> : <ImageList total={total} />}
            </div>
          </ImageMenu>
        )}
      </div>
    </Workbench>
  );
}
