import { describe, expect, it } from 'vitest';
import { addImage, blank, madeProject, rectangle } from './made-project';

describe('classes', () => {
  it('have ids counted up from 1, in the order they were given', () => {
    const { store } = madeProject();
    expect(store.classes.list().map(({ id, name, position }) => [id, name, position])).toEqual([
      [1, 'membrane', 0],
      [2, 'nucleus', 1],
    ]);
    store.project.close();
  });

  it('never give an id out again', () => {
    const { store } = madeProject();
    const [, nucleus] = store.classes.list();
    store.classes.remove(nucleus.id);
    expect(store.classes.add({ name: 'vesicle', color: '#009e73' })).toMatchObject({ id: 3, position: 1 });
    store.project.close();
  });

  it('are renamed, recoloured and reordered without touching labels', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 4, 4])], 'stroke');
    const [first, second] = store.classes.list();
    store.classes.rename(first.id, 'wall');
    store.classes.recolor(first.id, '#ABCDEF');
    const ordered = store.classes.reorder([second.id, first.id]);
    expect(ordered.map(({ name, color }) => [name, color])).toEqual([
      ['nucleus', '#56b4e9'],
      ['wall', '#abcdef'],
    ]);
    expect(store.images.get(id)).toMatchObject({ labelRevision: 1, painted: [{ classId: 1, pixels: 16 }] });
    store.project.close();
  });

  it('refuse a name that another class has, whatever its case', () => {
    const { store } = madeProject();
    expect(() => store.classes.add({ name: ' Membrane ', color: '#000000' })).toThrow(
      expect.objectContaining({ code: 'class-name-taken' }),
    );
    store.project.close();
  });

  it('refuse an order that leaves one out', () => {
    const { store } = madeProject();
    const [first] = store.classes.list();
    expect(() => store.classes.reorder([first.id, first.id])).toThrow(
      expect.objectContaining({ code: 'class-order-invalid' }),
    );
    store.project.close();
  });

  it('are at most 254 in the life of a project', () => {
    const { store } = madeProject({ classes: [{ name: 'only', color: '#000000' }] });
    for (let i = 2; i <= 254; i++) store.classes.add({ name: `class ${i}`, color: '#000000' });
    expect(() => store.classes.add({ name: 'one more', color: '#000000' })).toThrow(
      expect.objectContaining({ code: 'classes-used-up' }),
    );
    store.project.close();
  });
});

describe('removing a class', () => {
  it('sets its pixels to unpainted in all images, and one undo brings them all back', () => {
    const { store } = madeProject();
    const ids = ['a.png', 'b.png', 'c.png'].map((name) => addImage(store, name));
    for (const id of ids.slice(0, 2)) {
      store.labels.commit(
        id,
        [rectangle(rectangle(blank(), 1, [0, 0, 9, 9]).after, 2, [0, 0, 3, 3])].map(fromBlank),
        'stroke',
      );
    }
    const before = ids.map((id) => Buffer.from(store.labels.read(id).data));
    const removal = store.classes.remove(store.classes.list()[0].id);
    expect(removal).toMatchObject({ images: ids.slice(0, 2), pixels: 2 * (81 - 9) });
    expect(store.labels.read(ids[0]).data.includes(1)).toBe(false);
    expect(store.images.get(ids[1]).painted).toEqual([{ classId: 2, pixels: 9 }]);
    expect(store.classes.list().map((entry) => entry.id)).toEqual([2]);

    const step = store.labels.undo(ids[0]);
    expect([step?.imageId, ...(step?.others ?? [])]).toEqual(ids.slice(0, 2));
    expect(ids.map((id, i) => before[i].equals(store.labels.read(id).data))).toEqual([true, true, true]);
    expect(store.classes.list().map((entry) => entry.id)).toEqual([1, 2]);
    store.project.close();
  });

  it('is redone in all images, too', () => {
    const { store } = madeProject();
    const ids = ['a.png', 'b.png'].map((name) => addImage(store, name));
    for (const id of ids) store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    store.classes.remove(store.classes.list()[0].id);
    store.labels.undo(ids[0]);
    store.labels.redo(ids[1]);
    expect(ids.map((id) => store.images.get(id).painted)).toEqual([[], []]);
    expect(store.classes.list().map((entry) => entry.id)).toEqual([2]);
    store.project.close();
  });

  it('is not undone where an image was painted on since, and says which', () => {
    const { store } = madeProject();
    const ids = ['a.png', 'b.png'].map((name) => addImage(store, name));
    for (const id of ids) store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    store.classes.remove(store.classes.list()[0].id);
    store.labels.commit(ids[1], [rectangle(blank(), 2, [0, 0, 5, 5])], 'stroke');
    expect(() => store.labels.undo(ids[0])).toThrow(
      expect.objectContaining({ code: 'edit-not-last', message: expect.stringContaining('b.png') }),
    );
    store.project.close();
  });

  it('is restored beside what was painted since', () => {
    const { store } = madeProject();
    const ids = ['a.png', 'b.png'].map((name) => addImage(store, name));
    for (const id of ids) store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    const { classId } = store.classes.remove(store.classes.list()[0].id);
    store.labels.commit(ids[1], [rectangle(blank(), 2, [0, 0, 5, 5])], 'stroke');
    store.classes.restore(classId);
    expect(store.images.get(ids[0]).painted).toEqual([{ classId: 1, pixels: 81 }]);
    expect(store.images.get(ids[1]).painted).toEqual([
      { classId: 1, pixels: 81 - 25 },
      { classId: 2, pixels: 25 },
    ]);
    store.project.close();
  });

  it('takes a redo away from every image that the removal had touched, so that none goes wrong', () => {
    const { store } = madeProject();
    const ids = ['a.png', 'b.png'].map((name) => addImage(store, name));
    for (const id of ids) store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    store.classes.remove(store.classes.list()[0].id);
    store.labels.commit(ids[1], [rectangle(blank(), 2, [0, 0, 5, 5])], 'stroke');
    store.labels.undo(ids[1]);
    store.labels.undo(ids[1]);
    // The removal is undone in both; a new stroke on the first image ends the line that the second could redo.
    const [tile] = store.labels.tiles(ids[0]);
    store.labels.commit(ids[0], [rectangle(tile.data, 2, [20, 20, 22, 22])], 'stroke');
    expect(store.labels.redo(ids[1])).toBeNull();
    expect(store.images.get(ids[1]).painted).toEqual([{ classId: 1, pixels: 81 }]);
    store.project.close();
  });

  it('keeps older edits from bringing its pixels back, until it is restored', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const first = rectangle(blank(), 1, [0, 0, 9, 9]);
    store.labels.commit(id, [first], 'stroke');
    store.labels.commit(id, [rectangle(first.after, 2, [0, 0, 9, 9])], 'stroke');
    const { classId } = store.classes.remove(store.classes.list()[0].id);
    expect(() => store.labels.undo(id)).toThrow(expect.objectContaining({ code: 'class-removed' }));
    expect(store.images.get(id).painted).toEqual([{ classId: 2, pixels: 81 }]);
    store.classes.restore(classId);
    store.labels.undo(id);
    expect(store.images.get(id).painted).toEqual([{ classId: 1, pixels: 81 }]);
    store.project.close();
  });

  it('by undoing its restoration is refused where it was painted since', () => {
    const { store } = madeProject();
    const [a, b] = ['a.png', 'b.png'].map((name) => addImage(store, name));
    store.labels.commit(a, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    const { classId } = store.classes.remove(store.classes.list()[0].id);
    store.classes.restore(classId);
    store.labels.commit(b, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    expect(() => store.labels.undo(a)).toThrow(
      expect.objectContaining({ code: 'class-in-use', message: expect.stringContaining('b.png') }),
    );
    store.project.close();
  });

  it('reaches images that were taken out of the project', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    store.images.remove([id]);
    store.classes.remove(store.classes.list()[0].id);
    store.images.restore([id]);
    expect(store.images.get(id).painted).toEqual([]);
    store.project.close();
  });
});

function fromBlank<T extends { before: Uint8Array }>(tile: T): T {
  return { ...tile, before: blank() };
}
