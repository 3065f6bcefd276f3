import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions } from '../../../../src/main/store/image-filter';
import { orderTerms } from '../../../../src/main/store/image-order';
import { openProject } from '../../../../src/main/store/open-project';
import type { ImageFilter, ImageSort } from '../../../../src/main/store/records';
import { connect } from '../../../../src/main/store/sqlite';
import { imageStatuses } from '../../../../src/shared/images/status';
import { addImage, blank, madeProject, rectangle } from './made-project';

const sorts: ImageSort[] = ['name', 'added', 'modified', 'size', 'painted', 'status'];

describe('orders of images', () => {
  it('follow everything that changes them', () => {
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom('add', 'paint', 'undo', 'status', 'split', 'remove', 'look'),
        at: fc.nat(5),
        value: fc.nat(3),
      }),
      { maxLength: 12 },
    );
    const filters: ImageFilter[] = [
      ...sorts.map((sort) => ({ sort })),
      { status: 'in-progress' },
      { split: 'test', sort: 'painted' },
      { isPainted: true, isReversed: true },
    ];
    fc.assert(
      fc.property(acts, (done) => {
        const { store, folder } = madeProject();
        const ids = [3, 1, 2].map((number) => addImage(store, `${number}.png`, 40 * number, 40));
        for (const { act, at, value } of done) {
          const id = ids[at % ids.length];
          const isThere = store.images.ids().includes(id);
          if (act === 'add') ids.push(addImage(store, `new-${ids.length}.png`, 50, 50));
          if (isThere && act === 'paint' && store.labels.open(id).tiles.length === 0) {
            store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 1 + value, 2])], 'stroke');
          }
          if (isThere && act === 'undo') store.labels.undo(id);
          if (isThere && act === 'status') store.images.setStatus([id], imageStatuses[value]);
          if (isThere && act === 'split') store.splits.set([id], 'test');
          if (act === 'remove') store.images.remove([id]);
          for (const filter of filters) store.images.ids(filter);
        }
        // Another connection has nothing kept.
        const other = openProject(folder, { mode: 'read' });
        for (const filter of filters) expect(store.images.ids(filter)).toEqual(other.images.ids(filter));
        other.project.close();
        store.project.close();
      }),
      { seed: 5, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 200 : 12 },
    );
  });

  it('are seen to change by one who reads beside the writer', () => {
    const { store, folder } = madeProject();
    addImage(store, 'a.png');
    const reader = openProject(folder, { mode: 'read' });
    expect(reader.images.ids()).toHaveLength(1);
    addImage(store, 'b.png');
    expect(reader.images.ids()).toHaveLength(2);
    reader.project.close();
    store.project.close();
  });

  it('say where an image stands', () => {
    const { store } = madeProject();
    const [b, a] = ['b.png', 'a.png'].map((name) => addImage(store, name));
    expect([store.images.placeOf(a), store.images.placeOf(b)]).toEqual([0, 1]);
    expect(store.images.placeOf(a, { status: 'done' })).toBeNull();
    store.project.close();
  });

  it.each(sorts)('by %s, and every count, are read from the narrow index alone', (sort) => {
    const { store, folder } = madeProject();
    store.project.close();
    const db = connect(`${folder}/project.sqlite`, { readonly: true });
    const planOf = (sql: string, values: unknown[]): string =>
      db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...values)
        .map(({ detail }) => detail)
        .join('; ');
    for (const filter of [{}, { search: 'a' }, { status: 'done', split: 'test' } as const]) {
      const { where, values } = conditions(filter);
      const ordered = planOf(`SELECT key FROM images WHERE ${where} ORDER BY ${orderTerms(sort)}`, values);
      const counted = planOf(
        `SELECT status, split, file, count(*) FROM images WHERE ${where} GROUP BY 1, 2, 3`,
        values,
      );
      expect(counted).toMatch(/COVERING INDEX images_by_state/);
      // The order of adding is the table's own.
      if (sort !== 'added') expect(ordered).toMatch(/COVERING INDEX images_by_state/);
    }
    db.close();
  });
});
