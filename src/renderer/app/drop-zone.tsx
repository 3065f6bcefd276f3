import { ImagePlus } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useApp } from './app-state';
import { act, ask } from './client';
import { openFolder, openOrOffer } from './project-acts';

/** Files and folders may be dropped anywhere on the window: onto a project they are added, onto Start they open. */
export function DropZone(): ReactNode {
  const [isOver, setOver] = useState(false);
  const isAdding = useApp(
    ({ project, screen }) => project.status === 'open' && !project.project.isReadOnly && screen !== 'start',
  );

  useEffect(() => {
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      const paths = droppedPaths(event);
      if (paths.length > 0) act(() => (isAdding ? addOrOpen(paths) : openOrOffer(paths)));
    };
    const over = (event: DragEvent): void => {
      event.preventDefault();
      if (event.dataTransfer?.types.includes('Files')) setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    window.addEventListener('drop', drop);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    return () => {
      window.removeEventListener('drop', drop);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
    };
  }, [isAdding]);

  if (!isOver) return null;
  return (
    <div className="drop-over" aria-hidden="true">
      <ImagePlus size={20} />
      {isAdding ? 'Add to this project' : 'Open, or start a project with these images'}
    </div>
  );
}

/** A project that is dropped onto another is opened, not added to it. */
async function addOrOpen(paths: string[]): Promise<void> {
  const found = await ask('projects.examine', { paths });
  if (found.kind === 'project') await openFolder(found.folder);
  else await ask('images.add', { paths });
}

function droppedPaths(event: DragEvent): string[] {
  return [...(event.dataTransfer?.files ?? [])]
    .map((file) => window.maskwright.pathOf(file))
    .filter((path) => path !== '');
}
