import { readOnlyReason } from '../app/app-state';
import { ask } from '../app/client';
import { removeImages, selectedIds, setStatus } from './bulk-acts';
import { askIds, needRows, reload, rowAt, totalOf, useImages } from './images-state';
import { noSelection, only, ranged, rangeOf, toggled } from './selection';

export async function addFiles(): Promise<void> {
  await addPaths((await ask('app.chooseImages', null)).paths);
}

export async function addFolder(): Promise<void> {
  await addPaths((await ask('app.chooseFolder', { purpose: 'images' })).paths);
}

async function addPaths(paths: string[]): Promise<void> {
  if (paths.length > 0) await ask('images.add', { paths });
}

/** A click or a key on the image at `index`, with what is held down. */
export async function select(index: number, how: 'only' | 'toggle' | 'range'): Promise<void> {
  const { pages, selection } = useImages.getState();
  if (how === 'range') {
    const { offset, limit } = rangeOf(selection.anchor, index);
    const ids = await askIds(offset, limit);
    useImages.setState({ selection: ranged(selection, ids, index) });
    return;
  }
  const id = rowAt(pages, index)?.id ?? (await askIds(index, 1))[0];
  if (id === undefined) return;
  needRows(index, index);
  useImages.setState({ selection: how === 'toggle' ? toggled(selection, id, index) : only(id, index) });
  await ask('images.look', { id });
}

/** A menu is for the image under the pointer, unless that is one of several selected ones. */
export function selectForMenu(index: number): void {
  const { pages, selection } = useImages.getState();
  const id = rowAt(pages, index)?.id;
  if (id !== undefined && !selection.ids.has(id)) useImages.setState({ selection: only(id, index) });
}

export async function selectAll(): Promise<void> {
  const state = useImages.getState();
  const total = totalOf(state);
  if (total === 0) return;
  const ids = await askIds(0, total);
  useImages.setState({ selection: { ids: new Set(ids), active: state.selection.active, anchor: 0 } });
}

/** What the filter shows and is not selected, instead of what is. */
export async function selectOthers(): Promise<void> {
  const state = useImages.getState();
  const total = totalOf(state);
  if (total === 0) return;
  const { ids, active } = state.selection;
  const others = (await askIds(0, total)).filter((id) => !ids.has(id));
  useImages.setState({ selection: { ids: new Set(others), active, anchor: active } });
}

/** Takes the keyboard to an image and leaves the selection as it is. */
export function goToImage(index: number): void {
  needRows(index, index);
  useImages.setState(({ selection }) => ({ selection: { ...selection, active: index } }));
}

export function selectNone(): void {
  useImages.setState(({ selection }) => ({ selection: { ...noSelection, active: selection.active } }));
}

/** Takes the selected images out of the project, and offers to put them back. */
export async function removeSelected(): Promise<void> {
  const ids = selectedIds();
  if (ids.length === 0 || readOnlyReason() !== null) return;
  selectNone();
  await removeImages(ids);
}

/** Marks what is selected as done; a single image gives way to the next, also where the filter no longer holds it. */
export async function doneAndNext(): Promise<void> {
  const ids = selectedIds();
  const { pages, selection } = useImages.getState();
  const row = rowAt(pages, selection.active);
  await setStatus(ids, 'done', row?.name);
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0) return;
  await reload();
  const total = totalOf(useImages.getState());
  if (total === 0) return;
  const [there] = await askIds(Math.min(selection.active, total - 1), 1);
  await select(Math.min(there === id ? selection.active + 1 : selection.active, total - 1), 'only');
}

/** Asks where the files are now, and looks for the missing ones there. */
export async function findMissing(): Promise<void> {
  const [folder] = (await ask('app.chooseFolder', { purpose: 'moved-images' })).paths;
  if (folder !== undefined) await ask('images.relink', { folder });
}
