import { goTo, readOnlyReason } from '../app/app-state';
import type { Command } from '../app/commands';
import { undoNotice } from '../app/notices';
import { addFiles, addFolder, removeSelected, selectAll, selectNone } from './image-acts';
import { useImages } from './images-state';
import { paintNext } from './paint-next';

const here = { group: 'Images', screens: ['images'] } as const;

const nothingSelected = (): string | null =>
  useImages.getState().selection.ids.size === 0 ? 'No image is selected.' : null;

export const imageCommands: readonly Command[] = [
  { ...here, id: 'images.add', name: 'Add images', blocked: readOnlyReason, run: addFiles },
  { ...here, id: 'images.addFolder', name: 'Add a folder of images', blocked: readOnlyReason, run: addFolder },
  { ...here, id: 'images.selectAll', name: 'Select all images', keys: '$mod+a', run: selectAll },
  { ...here, id: 'images.selectNone', name: 'Select nothing', keys: 'Escape', run: selectNone },
  {
    ...here,
    id: 'images.remove',
    name: 'Take the selected images out of the project',
    keys: 'Delete',
    blocked: () => readOnlyReason() ?? nothingSelected(),
    run: removeSelected,
  },
  { ...here, id: 'images.search', name: 'Search images', keys: '$mod+f', alsoKeys: '/', run: focusSearch },
  { ...here, id: 'images.undo', name: 'Undo what the notice offers', keys: '$mod+z', run: undoNotice },
  {
    id: 'images.paintNext',
    name: 'Paint the next image without labels',
    group: 'Images',
    needsProject: true,
    run: paintNext,
  },
  { ...here, id: 'images.paint', name: 'Paint the selected image', run: () => goTo('paint') },
];

function focusSearch(): void {
  document.getElementById('image-search')?.focus();
}
