import { expect, it } from 'vitest';
import { madeImage, madeProject } from './made-project';

const file = madeImage('s.tif');
const stack = (page: number) => ({ ...file, name: `s.tif [${page + 1}]`, page, pages: 12 });

it('pages of one file are images of their own, in natural order and never parted by a split', () => {
  const { store } = madeProject();
  const { added, skipped } = store.images.add([10, 1, 0].map(stack));
  expect(skipped).toEqual([]);
  expect(added.map(({ page }) => page)).toEqual([10, 1, 0]);
  const images = store.images.list();
  expect(images.map(({ name }) => name)).toEqual(['s.tif [1]', 's.tif [2]', 's.tif [11]']);
  expect(new Set(images.map(({ group }) => group)).size).toBe(1);
});

it('the same page of the same content is there once', () => {
  const { store } = madeProject();
  store.images.add([stack(4)]);
  expect(store.images.add([stack(4)]).skipped).toMatchObject([{ problem: { code: 'image-duplicate' } }]);
});

it('an image keeps its pixel size and its choice of channels, and counts the chosen ones', () => {
  const { store } = madeProject();
  const pixelSize = { x: 0.25, y: 0.5, unit: 'µm', source: 'ome', isNominal: false } as const;
  store.images.add([{ ...stack(1), channels: 4, channelChoice: [3, 0], pixelSize }]);
  expect(store.images.list()).toMatchObject([{ channels: 2, channelChoice: [3, 0], pixelSize, page: 1, pages: 12 }]);
});
