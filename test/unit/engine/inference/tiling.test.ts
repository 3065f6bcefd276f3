import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tileAxis } from '../../../../src/engine/inference/tiling';

const numRuns = process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 200;

describe('tiles along an axis', () => {
  it('cover it on the pooling grid, share at least the overlap, and sum to 1 at every cell', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 4, 16),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 8 }),
        (multiple, lengthUnits, overlapUnits, extra) => {
          const length = lengthUnits * multiple;
          const overlap = overlapUnits * multiple;
          const wanted = (2 * overlapUnits + extra) * multiple;
          const margin = Math.floor(overlap / 4);
          const { offsets, side, shares } = tileAxis(length, wanted, overlap, margin, multiple);
          const sums = new Float64Array(length);
          offsets.forEach((offset, tile) => {
            expect(offset % multiple).toBe(0);
            if (tile > 0) expect(offsets[tile - 1] + side - offset).toBeGreaterThanOrEqual(overlap);
            for (let cell = 0; cell < side; cell++) sums[offset + cell] += shares[tile][cell];
          });
          expect(side).toBe(Math.min(length, wanted));
          for (const sum of sums) expect(sum).toBeCloseTo(1, 5);
        },
      ),
      { numRuns, seed: 3 },
    );
  });

  it('give next to nothing of the cells that lack context', () => {
    const { offsets, shares } = tileAxis(160, 64, 32, 8, 16);
    expect(offsets.length).toBe(4);
    expect(Math.max(...shares[1].subarray(0, 7), ...shares[1].subarray(57))).toBeLessThan(1e-5);
    expect(shares[0][0]).toBe(1);
    expect(shares[3][63]).toBe(1);
  });
});
