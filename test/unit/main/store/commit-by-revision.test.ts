import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import type { AfterTile, EditPart } from '../../../../src/main/store/records';
import { addImage, blank, madeProject, rectangle } from './made-project';

function square(label: number, tileX = 0, tileY = 0, before = blank()): AfterTile {
  const { after } = rectangle(before, label, [0, 0, 10, 10], tileX, tileY);
  return { tileX, tileY, after };
}

function part(tiles: AfterTile[], revision: number, more: Partial<EditPart> = {}): EditPart {
  return { part: 0, isLast: true, revision, kind: 'stroke', label: 'Brush, membrane', tiles, ...more };
}

describe('an edit that says on which revision it was made', () => {
  it('is saved like one that says what was there', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    const first = store.labels.commitPart(id, part([square(1)], 0));
    expect(first).toMatchObject({
      labelRevision: 1,
      changedPixels: 100,
      painted: [{ classId: 1, pixels: 100 }],
      canUndo: true,
      canRedo: false,
    });
    const over = rectangle(square(1).after, 2, [5, 0, 15, 10]);
    store.labels.commitPart(id, part([over], 1));
    expect(store.images.get(id).painted).toEqual([
      { classId: 1, pixels: 50 },
      { classId: 2, pixels: 100 },
    ]);
    const step = store.labels.undo(id);
    expect(step).toMatchObject({ labelRevision: 3, canUndo: true, canRedo: true });
    expect(Buffer.compare(step?.tiles[0].data ?? blank(), square(1).after)).toBe(0);
    store.project.close();
  });

  it('is refused on another revision, and nothing of it is saved', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    store.labels.commitPart(id, part([square(1)], 0));
    for (const revision of [0, 2]) {
      expect(() => store.labels.commitPart(id, part([square(2, 1)], revision))).toThrow(
        expect.objectContaining({ code: 'edit-stale' }),
      );
    }
    expect(store.labels.history(id).total).toBe(1);
    expect(store.labels.open(id)).toMatchObject({ labelRevision: 1, tiles: [{ tileX: 0, tileY: 0 }] });
    store.project.close();
  });

  it('counts no revision where it changes nothing', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const committed = store.labels.commitPart(id, part([square(0)], 0));
    expect(committed).toMatchObject({ editId: null, labelRevision: 0, canUndo: false });
    store.project.close();
  });
});

describe('an edit in parts', () => {
  it('is one edit once its last part is there, and nothing before', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    const first = store.labels.commitPart(id, part([square(1, 0)], 0, { isLast: false }));
    expect(first).toMatchObject({ labelRevision: 0, changedPixels: 0 });
    store.labels.commitPart(id, part([square(1, 1)], 0, { part: 1, isLast: false }));
    expect(store.labels.open(id).tiles).toEqual([]);
    const last = store.labels.commitPart(id, part([square(1, 2)], 0, { part: 2 }));
    expect(last).toMatchObject({ labelRevision: 1, changedPixels: 300 });
    expect(store.labels.history(id).total).toBe(1);
    store.labels.undo(id);
    expect(store.labels.tiles(id)).toEqual([]);
    store.project.close();
  });

  it('does not mix with one that was broken off', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    store.labels.commitPart(id, part([square(1, 0)], 0, { isLast: false }));
    store.labels.commitPart(id, part([square(2, 1)], 0, { isLast: false }));
    store.labels.commitPart(id, part([square(2, 2)], 0, { part: 1 }));
    expect(store.labels.open(id).painted).toEqual([{ classId: 2, pixels: 200 }]);
    store.project.close();
  });

  it('does not mix with one of another image', () => {
    const { store } = madeProject();
    const a = addImage(store, 'a.png', 600, 300);
    const b = addImage(store, 'b.png', 600, 300);
    store.labels.commitPart(a, part([square(1, 0)], 0, { isLast: false }));
    store.labels.commitPart(b, part([square(2, 0)], 0, { isLast: false }));
    store.labels.commitPart(a, part([square(1, 1)], 0, { part: 1 }));
    store.labels.commitPart(b, part([square(2, 1)], 0, { part: 1 }));
    expect(store.labels.open(a).painted).toEqual([{ classId: 1, pixels: 200 }]);
    expect(store.labels.open(b).painted).toEqual([{ classId: 2, pixels: 200 }]);
    store.project.close();
  });

  it.each([
    ['without the one before it', { part: 1 }],
    ['twice', { part: 0, isLast: false, again: { part: 2 } }],
  ])('is refused %s', (_, { again, ...more }: Partial<EditPart> & { again?: Partial<EditPart> }) => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    expect(() => {
      store.labels.commitPart(id, part([square(1, 1)], 0, more));
      if (again) store.labels.commitPart(id, part([square(1, 2)], 0, again));
    }).toThrow(expect.objectContaining({ code: 'edit-part-lost' }));
    expect(store.labels.open(id).tiles).toEqual([]);
    store.project.close();
  });

  it('is given up where another revision came between its parts', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    store.labels.commitPart(id, part([square(1, 0)], 0, { isLast: false }));
    store.labels.commit(id, [{ ...square(2, 2), before: blank() }], 'stroke');
    for (const revision of [0, 1]) {
      const code = revision === 0 ? 'edit-stale' : 'edit-part-lost';
      expect(() => store.labels.commitPart(id, part([square(1, 1)], revision, { part: 1 }))).toThrow(
        expect.objectContaining({ code }),
      );
    }
    expect(store.labels.open(id).painted).toEqual([{ classId: 2, pixels: 100 }]);
    store.project.close();
  });

  it('never waits with more tiles than its image has', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    const row = [square(1, 0), square(1, 1), square(1, 2)];
    store.labels.commitPart(id, part(row, 0, { isLast: false }));
    store.labels.commitPart(id, part(row, 0, { part: 1, isLast: false }));
    expect(() => store.labels.commitPart(id, part(row, 0, { part: 2, isLast: false }))).toThrow(
      expect.objectContaining({ code: 'edit-invalid' }),
    );
    expect(() => store.labels.commitPart(id, part(row, 0, { part: 2 }))).toThrow(
      expect.objectContaining({ code: 'edit-part-lost' }),
    );
    store.project.close();
  });

  it('is not kept where the program ends before its last part', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    store.labels.commitPart(id, part([square(1, 0)], 0, { isLast: false }));
    store.project.close();
    const again = openProject(folder, { mode: 'write' });
    expect(() => again.labels.commitPart(id, part([square(1, 1)], 0, { part: 1 }))).toThrow();
    expect(again.labels.open(id)).toMatchObject({ labelRevision: 0, tiles: [] });
    again.project.close();
  });
});

describe('tiles as of now', () => {
  it('say which revision they belong to, and leave empty ones out', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png', 600, 300);
    store.labels.commitPart(id, part([square(1, 1)], 0));
    const { labelRevision, tiles } = store.labels.tilesNow(id, [
      { tileX: 0, tileY: 0 },
      { tileX: 1, tileY: 0 },
    ]);
    expect(labelRevision).toBe(1);
    expect(tiles.map(({ tileX }) => tileX)).toEqual([1]);
    store.project.close();
  });
});
