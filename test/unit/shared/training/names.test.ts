import { describe, expect, it } from 'vitest';
import { listNames, nameIndex } from '../../../../src/shared/training/names';

const images = [
  { name: 'day1/a.tif', path: '/data/day1/a.tif' },
  { name: 'day2/a.tif', path: '/data/day2/a.tif' },
  { name: 'day2/b.tif', path: '/data/day2/b.tif' },
  { name: 'c.png', path: '/data/c.png' },
  { name: 'c.jpg', path: '/other/c.jpg' },
  { name: 'my.cells.png', path: '/data/my.cells.png' },
];
const index = nameIndex(images);

describe('an image', () => {
  it.each([
    ['its absolute path', '/data/day2/a.tif', 'day2/a.tif'],
    ['its path in the added folder', 'day1/a.tif', 'day1/a.tif'],
    ['that path with other slashes', 'day1\\a.tif', 'day1/a.tif'],
    ['its file name', 'b.tif', 'day2/b.tif'],
    ['its stem', 'b', 'day2/b.tif'],
    ['a stem with a dot in it', 'my.cells', 'my.cells.png'],
    ['its file name where only the stem is shared', 'c.jpg', 'c.jpg'],
  ])('is found by %s', (_, asked, expected) => {
    expect(index.require(asked).name).toBe(expected);
  });

  it.each([
    ['the mask beside it in the same folder', 'day2/a.png', 'day2/a.tif'],
    ['a mask with its file name alone', 'b.png', 'day2/b.tif'],
  ])('is found by %s', (_, mask, expected) => {
    expect(index.require(mask).name).toBe(expected);
  });

  it('is refused where the name fits several, with the candidates named', () => {
    expect(index.match('a')).toEqual({ kind: 'ambiguous', candidates: [images[0], images[1]] });
    expect(() => index.require('a.tif')).toThrow('"a.tif" fits 2 images: /data/day1/a.tif, /data/day2/a.tif.');
    expect(() => index.require('c')).toThrow('/data/c.png, /other/c.jpg');
  });

  it('is refused where no name fits, with names that come close', () => {
    expect(() => index.require('cell')).toThrow(
      expect.objectContaining({ code: 'name-unknown', hint: 'Did you mean /data/my.cells.png?' }),
    );
    expect(index.match('zebra')).toEqual({ kind: 'unknown', candidates: [] });
  });

  it('is found whether accents are composed or not', () => {
    expect(nameIndex([{ name: 'zelle-ä.png' }]).require('zelle-a\u0308').name).toBe('zelle-ä.png');
  });
});

describe('a list of names', () => {
  it('is cut short and says by how many', () => {
    const many = Array.from({ length: 7 }, (_, i) => ({ name: `${i}.png` }));
    expect(listNames(many)).toBe('0.png, 1.png, 2.png, 3.png, 4.png and 2 more');
  });
});
