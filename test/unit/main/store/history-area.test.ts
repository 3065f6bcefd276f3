import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import type { ProjectStore } from '../../../../src/main/store/project-store';
import type { ImageId } from '../../../../src/shared/ids';
import { addImage, blank, madeProject, rectangle } from './made-project';

/** Strokes that each paint one more column of a tile; returns their edits' ids and the maps after each. */
function paintColumns(store: ProjectStore, id: ImageId, strokes: number): { ids: number[]; maps: Buffer[] } {
  const ids: number[] = [];
  const maps = [Buffer.from(store.labels.read(id).data)];
  let before = store.labels.tiles(id, [{ tileX: 0, tileY: 0 }])[0]?.data ?? blank();
  for (let i = 0; i < strokes; i++) {
    const edit = rectangle(before, 1 + (i % 2), [i, 0, i + 2, 9]);
    ids.push(store.labels.commit(id, [edit], 'stroke', `Stroke ${i}`).editId ?? 0);
    maps.push(Buffer.from(store.labels.read(id).data));
    before = edit.after;
  }
  return { ids, maps };
}

describe('stepping to an edit', () => {
  it('goes back and forth over many in one revision, and writes each tile once', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const { ids, maps } = paintColumns(store, id, 20);
    const back = store.labels.stepTo(id, ids[4]);
    expect(back).toMatchObject({ labelRevision: 21, revisionBefore: 20, canRedo: true, others: [] });
    expect(back?.entries.map(({ editId }) => editId)).toEqual(ids.slice(5).reverse());
    expect(back?.tiles).toHaveLength(1);
    expect(maps[5].equals(store.labels.read(id).data)).toBe(true);
    store.labels.stepTo(id, ids[17]);
    expect(maps[18].equals(store.labels.read(id).data)).toBe(true);
    expect(store.labels.stepTo(id, ids[17])).toBeNull();
    store.project.close();
  });

  it('reaches the beginning, and what is painted from there takes the place of all that was undone', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    const { ids } = paintColumns(store, id, 5);
    store.labels.stepTo(id, null);
    expect(store.labels.open(id)).toMatchObject({ tiles: [], painted: [], canUndo: false, canRedo: true });
    store.project.close();

    const again = openProject(folder, { mode: 'write' });
    paintColumns(again, id, 1);
    expect(again.labels.history(id)).toMatchObject({ total: 1, standing: 1 });
    expect(() => again.labels.stepTo(id, ids[2])).toThrow(expect.objectContaining({ code: 'step-gone' }));
    again.project.close();
  });

  it('takes edits of several images back in all of them, and says in which', () => {
    const { store } = madeProject();
    const [a, b] = ['a.png', 'b.png'].map((name) => addImage(store, name));
    const { ids } = paintColumns(store, a, 2);
    paintColumns(store, b, 1);
    store.classes.remove(store.classes.list()[1].id);
    store.classes.remove(store.classes.list()[0].id);
    expect(store.labels.history(a, 1).shared.map(({ images, place }) => [images, place])).toEqual([[2, 3]]);

    const step = store.labels.stepTo(a, ids[0]);
    expect(step?.entries.map(({ images }) => images)).toEqual([2, 1, 1]);
    expect(step?.others).toEqual([b]);
    expect(store.images.get(b).painted).toEqual([{ classId: 1, pixels: 18 }]);
    expect(store.classes.list()).toHaveLength(2);
    store.project.close();
  });

  it('leaves everything as it was where an edit on the way cannot be taken back in another image', () => {
    const { store } = madeProject();
    const [a, b] = ['a.png', 'b.png'].map((name) => addImage(store, name));
    const { ids } = paintColumns(store, a, 2);
    paintColumns(store, b, 1);
    store.classes.remove(store.classes.list()[0].id);
    const over = store.labels.tiles(b)[0]?.data ?? blank();
    store.labels.commit(b, [rectangle(over, 2, [50, 50, 60, 60])], 'stroke');
    const tile = store.labels.tiles(a)[0].data;
    store.labels.commit(a, [rectangle(tile, 2, [90, 90, 99, 99])], 'stroke');
    const before = store.labels.read(a);

    expect(() => store.labels.stepTo(a, ids[0])).toThrow(expect.objectContaining({ code: 'edit-not-last' }));
    expect(store.labels.read(a)).toEqual(before);
    expect(store.labels.history(a)).toMatchObject({ total: 4, standing: 4 });
    store.project.close();
  });

  it('goes past a state that shows a removed class to one that does not', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const first = rectangle(blank(), 1, [0, 0, 9, 9]);
    store.labels.commit(id, [first], 'stroke');
    store.labels.commit(id, [rectangle(first.after, 2, [0, 0, 9, 9])], 'stroke');
    store.classes.remove(store.classes.list()[0].id);
    expect(() => store.labels.undo(id)).toThrow(expect.objectContaining({ code: 'class-removed' }));
    store.labels.stepTo(id, null);
    expect(store.labels.tiles(id)).toEqual([]);
    store.project.close();
  });

  it('names the painted tiles beyond what one message holds, and all that it emptied', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 256 * 9, 256 * 8);
    const tiles = Array.from({ length: 72 }, (_, i) => rectangle(blank(), 1, [0, 0, 3, 3], i % 9, Math.floor(i / 9)));
    const { editId } = store.labels.commit(id, tiles, 'stroke');
    const undone = store.labels.stepTo(id, null);
    expect(undone).toMatchObject({ tiles: [], furtherTiles: [] });
    expect(undone?.emptiedTiles).toEqual(tiles.map(({ tileX, tileY }) => ({ tileX, tileY })));
    const redone = store.labels.stepTo(id, editId);
    expect(redone?.tiles).toHaveLength(64);
    expect(redone?.furtherTiles).toEqual(Array.from({ length: 8 }, (_, i) => ({ tileX: 1 + i, tileY: 7 })));
    expect(redone?.emptiedTiles).toEqual([]);
    store.project.close();
  });
});

describe('the history', () => {
  it('comes in parts from any place, or the newest of it', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const { ids } = paintColumns(store, id, 12);
    store.labels.undo(id);
    const part = store.labels.history(id, 3, 4);
    expect(part).toMatchObject({ total: 12, standing: 11, from: 3 });
    expect(part.entries.map(({ editId }) => editId)).toEqual(ids.slice(3, 7));
    const newest = store.labels.history(id, null, 2);
    expect(newest.from).toBe(10);
    expect(newest.entries.map(({ isUndone }) => isUndone)).toEqual([false, true]);
    store.project.close();
  });
});
