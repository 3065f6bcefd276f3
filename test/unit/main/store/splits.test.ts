import { describe, expect, it } from 'vitest';
import type { SplitPlan } from '../../../../src/shared/training/assign-splits';
import { addImage, blank, madeProject, rectangle } from './made-project';

const plan: SplitPlan = { validation: 0.2, test: 0.1, seed: 1, byClass: true, together: 'file' };

function made(count: number) {
  const { store } = madeProject();
  const ids = Array.from({ length: count }, (_, i) => addImage(store, `${i}.png`));
  return { store, ids };
}

describe('splits of a project', () => {
  it('at random give each image that is not left out a side, and can be taken back', () => {
    const { store, ids } = made(20);
    store.splits.set([ids[3]], 'test');
    store.images.setStatus([ids[0]], 'left-out');
    const preview = store.splits.preview({ ...plan, test: 0 });
    const { counts, before } = store.splits.assign({ ...plan, test: 0 });
    expect(counts).toEqual(preview);
    expect(counts).toEqual({ training: 15, validation: 4, test: 0 });
    expect(store.project.statistics().splits).toEqual({ ...counts, none: 1 });
    expect(store.images.get(ids[0]).split).toBeNull();
    for (const group of before) store.splits.set(group.ids, group.split);
    expect(store.project.statistics().splits).toEqual({ training: 0, validation: 0, test: 1, none: 19 });
    store.project.close();
  });

  it('leave locked images where they are', () => {
    const { store, ids } = made(10);
    store.splits.set(ids.slice(0, 2), 'test');
    store.splits.lock(ids.slice(0, 2), true);
    store.splits.assign({ ...plan, test: 0 });
    expect(ids.slice(0, 2).map((id) => store.images.get(id).split)).toEqual(['test', 'test']);
    store.project.close();
  });

  it('lock only what validates or tests', () => {
    const { store, ids } = made(3);
    store.splits.set([ids[0]], 'validation');
    store.splits.set([ids[1]], 'training');
    expect(store.splits.lock(ids, true)).toEqual({ changed: [ids[0]], refused: [ids[1], ids[2]] });
    expect(store.splits.lock(ids, false)).toEqual({ changed: [ids[0]], refused: [] });
    store.project.close();
  });

  it('share out a rare class', () => {
    const { store, ids } = made(20);
    for (const [i, id] of ids.entries()) {
      store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
      if (i >= 5) continue;
      const painted = rectangle(blank(), 1, [0, 0, 5, 5]).after;
      store.labels.commit(id, [rectangle(painted, 2, [9, 9, 12, 12])], 'stroke');
    }
    store.splits.assign({ ...plan, test: 0 });
    expect(store.images.count({ split: 'validation', classId: 2 })).toBe(1);
    store.project.close();
  });

  it('refuse shares that leave nothing to train on', () => {
    const { store } = made(3);
    expect(() => store.splits.assign({ ...plan, validation: 0.6, test: 0.4 })).toThrow(
      expect.objectContaining({ code: 'split-plan-invalid' }),
    );
    store.project.close();
  });
});
