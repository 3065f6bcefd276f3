import { goTo, readOnlyReason } from '../app/app-state';
import { ask } from '../app/client';
import type { Command } from '../app/commands';
import { undoNotice } from '../app/notices';
import { lockSplit, readChangedFiles, selectedIds, setSplit, setStatus } from './bulk-acts';
import {
  addFiles,
  addFolder,
  doneAndNext,
  findMissing,
  removeSelected,
  selectAll,
  selectNone,
  selectOthers,
} from './image-acts';
import { setQuery, useImages } from './images-state';
import { paintNext } from './paint-next';
import { focusSearch } from './use-image-keys';

const here = { group: 'Images', screens: ['images'] } as const;
/** Also where one of the images is worked on. */
const everywhere = { group: 'Images', screens: ['images', 'paint', 'weights', 'inspect'] } as const;

const nothingSelected = (): string | null =>
  useImages.getState().selection.ids.size === 0 ? 'No image is selected.' : null;
const blocked = (): string | null => readOnlyReason() ?? nothingSelected();

export const imageCommands: readonly Command[] = [
  { ...here, id: 'images.add', name: 'Add images', blocked: readOnlyReason, run: addFiles },
  { ...here, id: 'images.addFolder', name: 'Add a folder of images', blocked: readOnlyReason, run: addFolder },
  { ...here, id: 'images.selectAll', name: 'Select all images', keys: '$mod+a', run: selectAll },
  { ...here, id: 'images.selectNone', name: 'Select nothing', keys: 'Escape', run: selectNone },
  { ...here, id: 'images.selectOthers', name: 'Select the other images instead', keys: '$mod+i', run: selectOthers },
  {
    ...everywhere,
    id: 'images.done',
    name: 'Status: done, and on to the next',
    keys: '$mod+d',
    blocked,
    run: doneAndNext,
  },
  {
    ...everywhere,
    id: 'images.inProgress',
    name: 'Status: in progress',
    keys: '$mod+p',
    blocked,
    run: () => setStatus(selectedIds(), 'in-progress'),
  },
  {
    ...everywhere,
    id: 'images.toDo',
    name: 'Status: to do',
    keys: '$mod+t',
    blocked,
    run: () => setStatus(selectedIds(), 'to-do'),
  },
  {
    ...everywhere,
    id: 'images.leftOut',
    name: 'Status: left out of the work',
    keys: '$mod+l',
    blocked,
    run: () => setStatus(selectedIds(), 'left-out'),
  },
  {
    ...everywhere,
    id: 'split.training',
    name: 'Split: training',
    blocked,
    run: () => setSplit(selectedIds(), 'training'),
  },
  {
    ...everywhere,
    id: 'split.validation',
    name: 'Split: validation',
    blocked,
    run: () => setSplit(selectedIds(), 'validation'),
  },
  { ...everywhere, id: 'split.test', name: 'Split: test', blocked, run: () => setSplit(selectedIds(), 'test') },
  { ...everywhere, id: 'split.none', name: 'Split: none', blocked, run: () => setSplit(selectedIds(), null) },
  {
    ...everywhere,
    id: 'split.lock',
    name: 'Split: lock against training',
    blocked,
    run: () => lockSplit(selectedIds(), true),
  },
  { ...everywhere, id: 'split.unlock', name: 'Split: unlock', blocked, run: () => lockSplit(selectedIds(), false) },
  {
    ...here,
    id: 'images.reveal',
    name: 'Show the file',
    blocked: () => (useImages.getState().selection.ids.size === 1 ? null : 'Select one image.'),
    run: async () => {
      const [id] = selectedIds();
      if (id !== undefined) await ask('images.reveal', { id });
    },
  },
  {
    ...here,
    id: 'images.remove',
    name: 'Take the selected images out of the project',
    keys: 'Delete',
    blocked,
    run: removeSelected,
  },
  {
    ...here,
    id: 'images.findMissing',
    name: 'Find missing images in a folder',
    blocked: () => readOnlyReason() ?? (useImages.getState().statistics?.missingImages ? null : 'No image is missing.'),
    run: findMissing,
  },
  { ...here, id: 'images.grid', name: 'Show the images as a grid', run: () => useImages.setState({ view: 'grid' }) },
  { ...here, id: 'images.list', name: 'Show the images as a list', run: () => useImages.setState({ view: 'list' }) },
  {
    ...here,
    id: 'images.reverse',
    name: 'Reverse the order of the images',
    run: () => setQuery({ isReversed: !useImages.getState().query.isReversed }),
  },
  {
    ...here,
    id: 'images.readChanged',
    name: 'Read the changed files again',
    blocked: () => readOnlyReason() ?? (useImages.getState().statistics?.changedImages ? null : 'No file has changed.'),
    run: readChangedFiles,
  },
  { ...here, id: 'images.search', name: 'Search images', keys: '$mod+f', alsoKeys: '/', run: focusSearch },
  { ...here, id: 'images.undo', name: 'Undo what the notice offers', keys: '$mod+z', run: undoNotice },
  {
    id: 'images.paintNext',
    name: 'Paint the next image that is to do',
    group: 'Images',
    needsProject: true,
    run: paintNext,
  },
  { ...here, id: 'images.paint', name: 'Paint the selected image', run: () => goTo('paint') },
];
