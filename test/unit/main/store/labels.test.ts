import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import { addImage, blank, madeProject, rectangle } from './made-project';

describe('labels', () => {
  it('reads back what was committed', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 300, 280);
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 44, 24], 1, 1)], 'stroke');
    const { width, height, data } = store.labels.read(id);
    expect([width, height]).toEqual([300, 280]);
    expect(data[256 * 300 + 256]).toBe(1);
    expect(data.filter((label) => label === 1)).toHaveLength(44 * 24);
    store.project.close();
  });

  it('counts pixels per class, and images per class', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const first = rectangle(blank(), 1, [0, 0, 10, 10]);
    store.labels.commit(id, [first], 'stroke');
    const committed = store.labels.commit(id, [rectangle(first.after, 255, [5, 0, 20, 10])], 'stroke');
    expect(committed.painted).toEqual([
      { classId: 1, pixels: 50 },
      { classId: 255, pixels: 150 },
    ]);
    expect(committed.changedPixels).toBe(150);
    expect(store.images.get(id).painted).toEqual(committed.painted);
    expect(store.project.statistics()).toMatchObject({ paintedImages: 1, paintedPixels: 200 });
    expect(store.project.statistics().classes[0]).toMatchObject({ name: 'membrane', images: 1, pixels: 50 });
    store.project.close();
  });

  it('refuses an edit made on labels that changed since', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 10, 10])], 'stroke');
    expect(() => store.labels.commit(id, [rectangle(blank(), 2, [0, 0, 5, 5])], 'stroke')).toThrow(
      expect.objectContaining({ code: 'edit-stale' }),
    );
    expect(store.labels.history(id).total).toBe(1);
    store.project.close();
  });

  it('saves nothing of an edit of which one tile is stale', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 10, 10], 1, 0)], 'stroke');
    const edit = [rectangle(blank(), 2, [0, 0, 5, 5], 0, 0), rectangle(blank(), 2, [0, 0, 5, 5], 1, 0)];
    expect(() => store.labels.commit(id, edit, 'stroke')).toThrow();
    expect(store.labels.read(id).data.includes(2)).toBe(false);
    store.project.close();
  });

  it.each([
    ['beyond the border', rectangle(blank(), 1, [40, 0, 60, 10], 1, 0)],
    ['in a tile outside the image', rectangle(blank(), 1, [0, 0, 5, 5], 2, 0)],
  ])('refuses to paint %s', (_, tile) => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 300, 280);
    expect(() => store.labels.commit(id, [tile], 'stroke')).toThrow(expect.objectContaining({ code: 'edit-invalid' }));
    store.project.close();
  });

  it('refuses a label that is no class of the project', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    expect(() => store.labels.commit(id, [rectangle(blank(), 3, [0, 0, 5, 5])], 'stroke')).toThrow(
      expect.objectContaining({ code: 'class-unknown' }),
    );
    store.project.close();
  });

  it('keeps no history of an edit that changes nothing', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const committed = store.labels.commit(id, [rectangle(blank(), 0, [0, 0, 5, 5])], 'stroke');
    expect(committed).toMatchObject({ editId: null, changedPixels: 0, labelRevision: 0 });
    expect(store.labels.history(id).entries).toEqual([]);
    store.project.close();
  });

  it('undoes and redoes after the project was closed and opened again', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    const first = rectangle(blank(), 1, [0, 0, 10, 10]);
    store.labels.commit(id, [first], 'stroke', 'Stroke');
    const second = rectangle(first.after, 2, [5, 5, 20, 20]);
    store.labels.commit(id, [second], 'stroke');
    const painted = store.labels.read(id);
    store.project.close();

    const again = openProject(folder, { mode: 'write' });
    const step = again.labels.undo(id);
    expect(step?.tiles[0].data).toEqual(first.after);
    expect(step).toMatchObject({ labelRevision: 3, painted: [{ classId: 1, pixels: 100 }] });
    expect(again.labels.history(id)).toMatchObject({ total: 2, standing: 1 });
    again.labels.undo(id);
    expect(again.labels.tiles(id)).toEqual([]);
    expect(again.labels.undo(id)).toBeNull();
    again.project.close();

    const third = openProject(folder, { mode: 'write' });
    third.labels.redo(id);
    third.labels.redo(id);
    expect(third.labels.redo(id)).toBeNull();
    expect(third.labels.read(id)).toEqual(painted);
    third.project.close();
  });

  it('forgets what could be redone when something new is painted', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 10, 10])], 'stroke');
    store.labels.undo(id);
    store.labels.commit(id, [rectangle(blank(), 2, [0, 0, 3, 3])], 'stroke');
    expect(store.labels.redo(id)).toBeNull();
    expect(store.labels.history(id).total).toBe(1);
    store.project.close();
  });

  it('gives tiles that are asked for, without empty ones', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 600);
    store.labels.commit(
      id,
      [rectangle(blank(), 1, [0, 0, 10, 10], 0, 0), rectangle(blank(), 2, [0, 0, 10, 10], 1, 2)],
      'fill',
    );
    const tiles = store.labels.tiles(id, [
      { tileX: 1, tileY: 2 },
      { tileX: 2, tileY: 2 },
    ]);
    expect(tiles.map(({ tileX, tileY }) => [tileX, tileY])).toEqual([[1, 2]]);
    store.project.close();
  });
});
