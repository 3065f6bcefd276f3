import { describe, expect, it } from 'vitest';
import { imageIdSchema } from '../../../../src/shared/ids';
import { addImage, blank, madeProject, rectangle } from './made-project';

const stroke = () => rectangle(blank(), 1, [0, 0, 5, 5]);

describe("an image's status", () => {
  it('is to do, and in progress from the first stroke on; undone it is to do again', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    expect(store.images.get(id).status).toBe('to-do');
    store.labels.commit(id, [stroke()], 'stroke');
    expect(store.images.get(id)).toMatchObject({ status: 'in-progress', strokes: 1 });
    store.labels.undo(id);
    expect(store.images.get(id).status).toBe('to-do');
    store.project.close();
  });

  it('that a person chose stays through painting', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    for (const status of ['done', 'left-out', 'in-progress'] as const) {
      store.images.setStatus([id], status);
      store.labels.commit(id, [stroke()], 'stroke');
      store.labels.undo(id);
      expect(store.images.get(id).status).toBe(status);
    }
    store.project.close();
  });

  it('put back to what it is by itself follows painting again', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.images.setStatus([id], 'done');
    store.images.setStatus([id], 'to-do');
    store.labels.commit(id, [stroke()], 'stroke');
    expect(store.images.get(id).status).toBe('in-progress');
    store.project.close();
  });

  it('goes back when the class is removed that it was painted with', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [stroke()], 'stroke');
    const [membrane] = store.classes.list();
    store.classes.remove(membrane.id);
    expect(store.images.get(id).status).toBe('to-do');
    store.project.close();
  });

  it('is set for many at once, and what was before can be put back', () => {
    const { store } = madeProject();
    const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => addImage(store, name));
    store.labels.commit(b, [stroke()], 'stroke');
    store.images.setStatus([c], 'done');
    const before = store.images.setStatus([a, b, c], 'done');
    expect(before).toEqual([
      { status: 'to-do', ids: [a] },
      { status: 'in-progress', ids: [b] },
    ]);
    for (const { ids, status } of before) store.images.setStatus(ids, status);
    expect([a, b, c].map((id) => store.images.get(id).status)).toEqual(['to-do', 'in-progress', 'done']);
    store.project.close();
  });

  it('is set once for an image that is named twice, and for none where one is unknown', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const unknown = imageIdSchema.parse('f'.repeat(16));
    expect(() => store.images.setStatus([id, unknown], 'done')).toThrow(
      expect.objectContaining({ code: 'image-unknown' }),
    );
    expect(store.images.get(id).status).toBe('to-do');
    expect(store.images.setStatus([id, id], 'done')).toEqual([{ status: 'to-do', ids: [id] }]);
    store.project.close();
  });

  it('is counted, filtered and sorted by', () => {
    const { store } = madeProject();
    const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => addImage(store, name));
    store.images.setStatus([a], 'left-out');
    store.images.setStatus([c], 'done');
    expect(store.project.statistics().statuses).toEqual({ 'to-do': 1, 'in-progress': 0, done: 1, 'left-out': 1 });
    expect(store.images.ids({ status: 'done' })).toEqual([c]);
    expect(store.images.ids({ sort: 'status' })).toEqual([b, c, a]);
    expect(store.images.ids({ sort: 'status', isReversed: true })).toEqual([a, c, b]);
    expect(store.images.facets({ search: 'c' })).toEqual([{ status: 'done', split: null, file: 'present', images: 1 }]);
    store.project.close();
  });
});
