import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSnapshotImportance } from '../../../../src/engine/training/run-folder';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { snapshotSchema } from '../../../../src/shared/training/snapshot';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { addImage, blank, madeProject, rectangle } from './made-project';

describe('painted importance', () => {
  it('is kept beside the labels, from 0 to 255, with a history of its own', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 10, 10])], 'stroke');
    const strong = rectangle(blank(), 255, [5, 0, 15, 10]);
    store.importance.commit(id, [strong], 'stroke', 'Brush, importance 100 %');
    store.importance.commit(id, [rectangle(strong.after, 100, [0, 0, 6, 10])], 'stroke');
    expect(store.importance.read(id).data.filter((value) => value === 100)).toHaveLength(60);
    expect(store.labels.read(id).data.filter((label) => label === 1)).toHaveLength(100);
    store.importance.undo(id);
    expect(store.importance.read(id).data.filter((value) => value === 255)).toHaveLength(100);
    expect([store.importance.history(id).total, store.labels.history(id).total]).toEqual([2, 1]);
    store.importance.redo(id);
    expect(store.importance.read(id).data.filter((value) => value === 100)).toHaveLength(60);
    expect(store.images.get(id)).toMatchObject({ labelRevision: 1, importanceRevision: 4 });
    store.project.close();
  });

  it('is no label: neither counts nor the status of the image follow it', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    const committed = store.importance.commit(id, [rectangle(blank(), 1, [0, 0, 10, 10])], 'stroke');
    expect(committed.painted).toEqual([]);
    expect(store.images.get(id)).toMatchObject({ status: 'to-do', painted: [], labelRevision: 0 });
    expect(store.project.statistics().paintedImages).toBe(0);
    store.project.close();
  });

  it('refuses an edit made on importance that changed since', () => {
    const { store } = madeProject();
    const id = addImage(store, 'a.png');
    store.importance.commit(id, [rectangle(blank(), 9, [0, 0, 10, 10])], 'stroke');
    const tiles = [rectangle(blank(), 5, [0, 0, 2, 2])];
    expect(() => store.importance.commit(id, tiles, 'stroke')).toThrow(expect.objectContaining({ code: 'edit-stale' }));
    store.project.close();
  });

  it('is part of a run that reads it, and of no other', async () => {
    const { store } = madeProject();
    const ids = ['a.png', 'b.png'].map((name) => addImage(store, name, 300, 280));
    for (const id of ids) store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 9, 9])], 'stroke');
    store.importance.commit(ids[0], [rectangle(blank(), 77, [0, 0, 44, 24], 1, 1)], 'stroke');
    const split = { training: [ids[0]], validation: [ids[1]] };
    const snapshotOf = (spec: string) => {
      const { folder } = store.runs.create(runConfigSchema.parse({ weighting: parseWeighting(spec) }), split);
      return {
        folder,
        snapshot: snapshotSchema.parse(JSON.parse(readFileSync(join(folder, 'snapshot.json'), 'utf8'))),
      };
    };
    const { folder, snapshot } = snapshotOf('edge+painted');
    const map = await readSnapshotImportance(folder, snapshot.images[0]);
    expect(map.data).toEqual(store.importance.read(ids[0]).data);
    expect((await readSnapshotImportance(folder, snapshot.images[1])).data.every((value) => value === 0)).toBe(true);
    expect(snapshotOf('edge').snapshot.images[0].importanceTiles).toBeUndefined();
    store.project.close();
  });
});
