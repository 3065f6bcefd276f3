import type { ImageId } from '../../shared/ids';
import { readOnlyReason } from '../app/app-state';
import { ask } from '../app/client';
import { useNotices } from '../app/notices';
import { counted } from '../app/words';
import { askIds, needRows, rowAt, totalOf, useImages } from './images-state';
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

export async function selectAll(): Promise<void> {
  const state = useImages.getState();
  const total = totalOf(state);
  if (total === 0) return;
  const ids = await askIds(0, total);
  useImages.setState({ selection: { ids: new Set(ids), active: state.selection.active, anchor: 0 } });
}

export function selectNone(): void {
  useImages.setState(({ selection }) => ({ selection: { ...noSelection, active: selection.active } }));
}

/** Takes the selected images out of the project, and offers to put them back. */
export async function removeSelected(): Promise<void> {
  const ids: ImageId[] = [...useImages.getState().selection.ids];
  if (ids.length === 0 || readOnlyReason() !== null) return;
  selectNone();
  const { removed } = await ask('images.remove', { ids });
  useNotices
    .getState()
    .showDone(
      `${counted(removed, 'image')} removed from the project, labels included. ${
        removed === 1 ? 'The file stays where it is.' : 'The files stay where they are.'
      }`,
      () => ask('images.restore', { ids }),
    );
}
