import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, percentile } from '../../../../src/shared/weighting/normalise';
import { anyMap, madeMap, propertyRuns } from './made-images';

const normalisers = ['min-max', 'percentile', 'rank', 'none'] as const;

describe('normalisers', () => {
  it('stay within [0,1] and keep the order of values', () => {
    fc.assert(
      fc.property(anyMap, fc.constantFrom(...normalisers), (map, normaliser) => {
        const { data } = normalise(map, normaliser);
        for (const value of data) expect(value >= 0 && value <= 1).toBe(true);
        const order = [...map.data.keys()].sort((a, b) => map.data[a] - map.data[b]);
        for (let i = 1; i < order.length; i++) {
          expect(data[order[i]]).toBeGreaterThanOrEqual(data[order[i - 1]]);
        }
      }),
      propertyRuns,
    );
  });

  it('make a flat map 0, whatever its level', () => {
    for (const normaliser of ['min-max', 'percentile', 'rank'] as const) {
      const { data } = normalise(
        madeMap(5, 5, () => 0.7),
        normaliser,
      );
      expect(data.every((value) => value === 0)).toBe(true);
    }
  });

  it('leave the map that they were given as it was', () => {
    const map = madeMap(3, 2, (x, y) => x + 3 * y);
    const before = [...map.data];
    for (const normaliser of normalisers) normalise(map, normaliser);
    expect([...map.data]).toEqual(before);
  });
});

describe('normalising in place', () => {
  it('gives the same as into a new array', () => {
    fc.assert(
      fc.property(anyMap, fc.constantFrom(...normalisers), (map, normaliser) => {
        const expected = normalise(map, normaliser);
        const own = { ...map, data: Float32Array.from(map.data) };
        expect(normalise(own, normaliser, own.data).data).toBe(own.data);
        expect(own.data).toEqual(expected.data);
      }),
      propertyRuns,
    );
  });
});

describe('min-max', () => {
  it('is (r - min) / (max - min + 1e-7)', () => {
    const { data } = normalise(
      madeMap(3, 1, (x) => [2, 3, 6][x]),
      'min-max',
    );
    for (const [i, expected] of [0, 1 / 4.0000001, 4 / 4.0000001].entries()) expect(data[i]).toBeCloseTo(expected, 7);
  });
});

describe('percentile', () => {
  it('interpolates linearly between order statistics', () => {
    // Positions (n-1) q / 100: of 1..5 the 1st percentile lies 0.04 beyond the first, the 30th 0.2 beyond the second.
    const values = Float32Array.of(5, 1, 4, 2, 3);
    expect(percentile(values, 0)).toBe(1);
    expect(percentile(values, 1)).toBeCloseTo(1.04, 12);
    expect(percentile(values, 30)).toBeCloseTo(2.2, 12);
    expect(percentile(values, 50)).toBe(3);
    expect(percentile(values, 99)).toBeCloseTo(4.96, 12);
    expect(percentile(values, 100)).toBe(5);
  });

  it('is not flattened by one hot pixel', () => {
    // 0..99 and a hot pixel of 1e6: 101 values, so the percentiles are 1 and 99 exactly.
    const map = madeMap(101, 1, (x) => (x === 100 ? 1e6 : x));
    const { data } = normalise(map, 'percentile');
    expect(data[50]).toBeCloseTo(0.5, 6);
    expect(data[100]).toBe(1);
    expect(data[0]).toBe(0);
    expect(normalise(map, 'min-max').data[50]).toBeLessThan(1e-4);
  });
});

describe('rank', () => {
  it('is the mean rank of equal values over their number', () => {
    // Ranks of 3, 1, 3, 2: 3.5, 1, 3.5, 2.
    const { data } = normalise(
      madeMap(4, 1, (x) => [3, 1, 3, 2][x]),
      'rank',
    );
    expect([...data]).toEqual([3.5 / 4, 1 / 4, 3.5 / 4, 2 / 4]);
  });

  it('equals ranking by comparison', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const values = [...map.data];
        const { data } = normalise(map, 'rank');
        if (new Set(values).size === 1) return;
        for (const [i, value] of values.entries()) {
          const below = values.filter((other) => other < value).length;
          const equal = values.filter((other) => other === value).length;
          expect(data[i]).toBeCloseTo((below + (equal + 1) / 2) / values.length, 6);
        }
      }),
      propertyRuns,
    );
  });
});

describe('none', () => {
  it('only clamps', () => {
    const { data } = normalise(
      madeMap(4, 1, (x) => [0, 0.25, 1, 3][x]),
      'none',
    );
    expect([...data]).toEqual([0, 0.25, 1, 1]);
  });
});
