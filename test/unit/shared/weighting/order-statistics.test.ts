import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderStatistics } from '../../../../src/shared/weighting/order-statistics';
import { propertyRuns } from './made-images';

describe('order statistics', () => {
  it('are the values at their places after sorting, of any sign and size', () => {
    const value = fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(0, 0.5, 1));
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 80 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (list, at) => {
          const values = Float32Array.from(list);
          const ranks = at.map((rank) => rank % values.length);
          const sorted = Float32Array.from(values).sort();
          // -0 and 0 are one value.
          expect(orderStatistics(values, ranks).map((v) => v + 0)).toEqual(ranks.map((rank) => sorted[rank] + 0));
        },
      ),
      propertyRuns,
    );
  });

  it('are found in a part of a larger array', () => {
    const values = Float32Array.of(9, 9, 3, 1, 2, 9).subarray(2, 5);
    expect(orderStatistics(values, [0, 1, 2])).toEqual([1, 2, 3]);
  });
});
