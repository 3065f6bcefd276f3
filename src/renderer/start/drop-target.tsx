import { ImagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { act, ask } from '../app/client';
import { openOrOffer } from '../app/project-acts';

/** Says that a folder can be dropped, and takes one by the dialog from those who do not drop. */
export function DropTarget({ isFirst }: { isFirst: boolean }): ReactNode {
  return (
    <button type="button" className="drop-target" data-first={isFirst} onClick={() => act(chooseFolder)}>
      <ImagePlus size={20} aria-hidden="true" />
      <span className="drop-title">Drop a folder of images here</span>
      <span className="drop-words">
        JPEG, PNG, TIFF, BMP, WebP, GIF. They stay where they are; nothing leaves this computer.
      </span>
      <span className="drop-words">Or choose one by a click.</span>
    </button>
  );
}

async function chooseFolder(): Promise<void> {
  const { paths } = await ask('app.chooseFolder', { purpose: 'images' });
  if (paths.length > 0) await openOrOffer(paths);
}
