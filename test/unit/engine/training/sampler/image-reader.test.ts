import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { openImageReader } from '../../../../../src/engine/training/sampler/image-reader';
import { chooseResidents } from '../../../../../src/engine/training/sampler/resident-images';
import { toUnitImage } from '../../../../../src/engine/weighting/unit-image';
import { madeImage, prepareImage, tempFolder } from './made-images';

const folder = tempFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const gigabyte = 2 ** 30;

describe('a rectangle of a prepared image', () => {
  it.each([
    ['8-bit grey', 8, 1, 1],
    ['8-bit RGB as grey', 8, 3, 1],
    ['16-bit grey three times', 16, 1, 3],
    ['16-bit RGB', 16, 3, 3],
    ['float grey', 32, 1, 1],
  ] as const)(
    'holds what the whole image holds there: %s, from memory and from the file',
    (_, depth, channels, wanted) => {
      const made = madeImage(channels * 100 + depth + wanted, 70, 50, channels, depth);
      const ref = prepareImage(folder, made);
      const range = { 8: { lo: [10], hi: [200] }, 16: { lo: [700], hi: [60_000] }, 32: { lo: [0.1], hi: [0.9] } }[
        depth
      ];
      const whole = toUnitImage(made.image, range.lo, range.hi, wanted);
      const area = { left: 13, top: 7, width: 31, height: 22 };
      for (const limit of [gigabyte, 0]) {
        const options = { images: [ref], inputChannels: wanted, range, floor: 1 };
        const reader = openImageReader(options, chooseResidents([ref], [1], limit));
        const window = reader.window(0, area);
        for (let y = 0; y < area.height; y++) {
          const from = (area.top + y) * 70 + area.left;
          const at = y * area.width;
          const row = window.unit.slice(at * wanted, (at + area.width) * wanted);
          expect(row).toEqual(whole.data.slice(from * wanted, (from + area.width) * wanted));
          expect(window.labels.slice(at, at + area.width)).toEqual(made.channelLabels.slice(from, from + area.width));
          const n = made.importance.data.slice(from, from + area.width);
          expect(window.importance.slice(at, at + area.width)).toEqual(n);
        }
        reader.close();
      }
    },
  );

  it('has no importance where the run has no weighting', () => {
    const ref = { ...prepareImage(folder, madeImage(1, 20, 20, 1)), importance: null, isImportanceZero: true };
    const options = { images: [ref], inputChannels: 1, range: { lo: [0], hi: [255] }, floor: 1 };
    const reader = openImageReader(options, chooseResidents([ref], [1], gigabyte));
    expect(reader.window(0, { left: 0, top: 0, width: 20, height: 20 }).importance.every((n) => n === 0)).toBe(true);
    reader.close();
  });
});

describe('the images kept in memory', () => {
  const refs = [
    prepareImage(folder, madeImage(11, 40, 40, 1)),
    prepareImage(folder, madeImage(12, 80, 80, 1)),
    prepareImage(folder, madeImage(13, 40, 40, 1)),
  ];
  const bytes = 40 * 40 * 6;
  const kept = (chances: number[], limit: number): boolean[] =>
    chooseResidents(refs, chances, limit).buffers.map((buffer) => buffer !== null);

  it('are those of the highest chance per byte that fit', () => {
    expect(kept([0.1, 0.2, 0.7], bytes)).toEqual([false, false, true]);
    expect(kept([0.1, 0.2, 0.7], 2 * bytes)).toEqual([true, false, true]);
    expect(kept([0.05, 0.9, 0.05], 4 * bytes)).toEqual([false, true, false]);
    expect(kept([0.1, 0.2, 0.7], 6 * bytes)).toEqual([true, true, true]);
    expect(kept([0.1, 0.2, 0.7], 0)).toEqual([false, false, false]);
  });

  it('take no room for importance where the run has no weighting', () => {
    const [plain] = refs.map((ref) => ({ ...ref, importance: null }));
    expect(chooseResidents([plain], [1], 40 * 40 * 2).buffers[0]?.byteLength).toBe(40 * 40 * 2);
  });
});
