import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paddedSize, reflectIndex } from '../../../../src/engine/graph/padding';

const runs = { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 10_000 : 200 };

describe('the padding rule', () => {
  it('mirrors without repeating the border', () => {
    expect(Array.from({ length: 9 }, (_, i) => reflectIndex(i, 4))).toEqual([0, 1, 2, 3, 2, 1, 0, 1, 2]);
  });

  it('works for one and two cells', () => {
    expect(Array.from({ length: 4 }, (_, i) => reflectIndex(i, 1))).toEqual([0, 0, 0, 0]);
    expect(Array.from({ length: 5 }, (_, i) => reflectIndex(i, 2))).toEqual([0, 1, 0, 1, 0]);
  });

  it('names a cell of the image, its own inside, and moves by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: -2000, max: 2000 }), (size, index) => {
        const found = reflectIndex(index, size);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThan(size);
        if (index >= 0 && index < size) expect(found).toBe(index);
        expect(Math.abs(reflectIndex(index + 1, size) - found)).toBe(size === 1 ? 0 : 1);
      }),
      runs,
    );
  });

  it('reaches the next multiple', () => {
    expect([1, 15, 16, 17].map((size) => paddedSize(size, 16))).toEqual([16, 16, 16, 32]);
  });
});
