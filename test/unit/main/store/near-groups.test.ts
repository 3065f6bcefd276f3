import { describe, expect, it } from 'vitest';
import type { ImageId } from '../../../../src/shared/ids';
import { madeImage, madeProject } from './made-project';

/** Three files, of which the first two look alike to 2 bits; the second has two pages. */
function made() {
  const { store } = madeProject();
  const [a, b, c] = ['a.png', 'b.tif', 'c.png'].map((name) => madeImage(name));
  const { added } = store.images.add([
    a,
    { ...b, name: 'b.tif [1]', page: 0, pages: 2 },
    { ...b, name: 'b.tif [2]', page: 1, pages: 2 },
    c,
  ]);
  const ids = added.map(({ id }) => id);
  const hashes = ['00000000000000ff', '00000000000000fc', 'ffffffff00000000', '0f0f0f0f0f0f0f0f'];
  store.images.keepHashes(ids.map((id, index) => ({ id, hash: hashes[index] })));
  const groupOf = (id: ImageId): string => store.images.get(id).group;
  return { store, ids, groupOf };
}

describe('near duplicates', () => {
  it('become one group on request, and take the other pages of their files along', () => {
    const { store, ids, groupOf } = made();
    expect(store.splits.groupNear(true)).toEqual({ groups: 1, images: 3 });
    const [a, first, second, c] = ids.map(groupOf);
    expect([first, second]).toEqual([a, a]);
    expect(c).not.toBe(a);
  });

  it('are never parted by a split', () => {
    const { store, ids } = made();
    store.splits.groupNear(true);
    for (let seed = 0; seed < 20; seed++) {
      store.splits.assign({ validation: 0.5, test: 0, seed, byClass: false, together: 'file' });
      expect(new Set(ids.slice(0, 3).map((id) => store.images.get(id).split)).size).toBe(1);
    }
  });

  it('are parted again when only files are kept together', () => {
    const { store, ids, groupOf } = made();
    store.splits.groupNear(true);
    expect(store.splits.groupNear(false)).toEqual({ groups: 0, images: 0 });
    const [a, first, second] = ids.map(groupOf);
    expect(second).toBe(first);
    expect(first).not.toBe(a);
  });

  it('are looked for among images whose look is known; the others are named', () => {
    const { store } = made();
    expect(store.images.unhashed()).toEqual([]);
    const { added } = store.images.add([madeImage('d.png')]);
    expect(store.images.unhashed()).toEqual([added[0].id]);
    expect(store.splits.groupNear(true)).toEqual({ groups: 1, images: 3 });
  });
});
