import { describe, expect, it } from 'vitest';
import {
  imagesOfFile,
  nameWithoutPage,
  oncePerFile,
  type PagedFile,
  pageFacts,
} from '../../../../src/shared/images/file-images';

const page = { width: 5, height: 4, channels: 1, depth: 16 } as const;
const stack: PagedFile = {
  format: 'tiff',
  orientation: 1,
  sha256: 'cd'.repeat(32),
  bytes: 99,
  modifiedMs: 7,
  pages: [page, { ...page, width: 6 }, page],
  pixelSize: null,
};

describe('a file of several pages', () => {
  it('becomes an image of each, named by its number from 1 and of its own size', () => {
    const images = imagesOfFile(stack, '/in/a.tif', 'in/a.tif', 'all');
    expect(images.map(({ name, page: at, pages, width }) => [name, at, pages, width])).toEqual([
      ['in/a.tif [1]', 0, 3, 5],
      ['in/a.tif [2]', 1, 3, 6],
      ['in/a.tif [3]', 2, 3, 5],
    ]);
  });

  it('is its first page alone where that is asked for, under its own name', () => {
    expect(imagesOfFile(stack, '/in/a.tif', 'a.tif', 'first')).toMatchObject([{ name: 'a.tif', page: 0, pages: 3 }]);
  });

  it('that lost a page is a problem for the image of it', () => {
    expect(() => pageFacts(stack, '/in/a.tif', 3)).toThrow(expect.objectContaining({ code: 'image-part-missing' }));
  });
});

it('a file is read once for all of its pages, also where it cannot be read', async () => {
  const read: string[] = [];
  const inspect = oncePerFile(async (path) => {
    read.push(path);
    if (path === 'broken.tif') throw new Error('broken');
    return path;
  });
  expect([await inspect('a.tif'), await inspect('b.tif'), await inspect('a.tif')]).toEqual(['a.tif', 'b.tif', 'a.tif']);
  await expect(inspect('broken.tif')).rejects.toThrow('broken');
  await expect(inspect('broken.tif')).rejects.toThrow('broken');
  expect(read).toEqual(['a.tif', 'b.tif', 'broken.tif']);
});

it('a file of one page keeps its name', () => {
  expect(imagesOfFile({ ...stack, pages: [page] }, '/in/a.tif', 'a.tif', 'all')).toMatchObject([{ name: 'a.tif' }]);
});

it('a page leads back to the name of its file', () => {
  expect(nameWithoutPage('in/a.tif [12]')).toBe('in/a.tif');
  expect(nameWithoutPage('in/a [b].tif')).toBe('in/a [b].tif');
});
