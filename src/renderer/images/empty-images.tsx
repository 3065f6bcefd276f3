import { FolderPlus, ImagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { act } from '../app/client';
import { Button } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { addFiles, addFolder } from './image-acts';
import { useImages } from './images-state';

export function EmptyImages({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  const isAdding = useImages(({ add }) => add.status === 'listing' || add.status === 'adding');
  if (isAdding) return <EmptyState icon={ImagePlus} title="The first images are being read…" />;
  if (isReadOnly) {
    return (
      <EmptyState
        icon={ImagePlus}
        title="No images yet"
        words="The project is open for reading only, so none can be added."
      />
    );
  }
  return (
    <EmptyState
      icon={ImagePlus}
      title="No images yet"
      words="Drop images or folders here. They stay where they are; nothing leaves this computer."
    >
      <Button kind="primary" icon={ImagePlus} onClick={() => act(addFiles)}>
        Add images
      </Button>
      <Button icon={FolderPlus} onClick={() => act(addFolder)}>
        Add a folder
      </Button>
    </EmptyState>
  );
}
