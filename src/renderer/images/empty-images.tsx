import { FolderPlus, ImagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { act } from '../app/client';
import { Button } from '../components/button';
import { addFiles, addFolder } from './image-acts';
import { showAll, useImages } from './images-state';

export function EmptyImages({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  const isAdding = useImages(({ add }) => add.status === 'listing' || add.status === 'adding');
  if (isAdding) return <p className="empty">The first images are being read…</p>;
  return (
    <div className="empty">
      <ImagePlus size={20} aria-hidden="true" />
      <h2 className="drop-title">No images yet</h2>
      {isReadOnly ? (
        <p className="drop-words">The project is open for reading only, so none can be added.</p>
      ) : (
        <>
          <p className="drop-words">
            Drop images or folders here. They stay where they are; nothing leaves this computer.
          </p>
          <div className="empty-acts">
            <Button kind="primary" icon={ImagePlus} onClick={() => act(addFiles)}>
              Add images
            </Button>
            <Button icon={FolderPlus} onClick={() => act(addFolder)}>
              Add a folder
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** The search or the filter leaves nothing. */
export function NothingFound(): ReactNode {
  const search = useImages((state) => state.query.search);
  return (
    <div className="empty">
      <p>{search === '' ? 'No image fits these filters.' : `No image here is named like "${search}".`}</p>
      <Button onClick={() => act(showAll)}>Show all images</Button>
    </div>
  );
}
