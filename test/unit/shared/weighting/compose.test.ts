import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeMaps, isAllZero, weightedMap } from '../../../../src/shared/weighting/compose';
import { strengthAt } from '../../../../src/shared/weighting/strength';
import { anyMap, madeMap, propertyRuns } from './made-images';

describe('composing maps', () => {
  const left = madeMap(2, 1, (x) => (x === 0 ? 1 : 0));
  const right = madeMap(2, 1, (x) => (x === 0 ? 0 : 0.5));

  it('is the mean by shares', () => {
    const n = composeMaps([
      { share: 3, map: left },
      { share: 1, map: right },
    ]);
    expect([...n.data]).toEqual([0.75, 0.125]);
  });

  it('does not depend on the scale of the shares', () => {
    const of = (factor: number) =>
      composeMaps([
        { share: 0.7 * factor, map: left },
        { share: 0.3 * factor, map: right },
      ]);
    for (const [i, value] of of(1).data.entries()) expect(of(64).data[i]).toBeCloseTo(value, 7);
  });

  it('is 0 everywhere where all shares are 0', () => {
    expect(isAllZero(composeMaps([{ share: 0, map: left }]))).toBe(true);
  });

  it('refuses maps of different sizes', () => {
    const other = madeMap(1, 1, () => 0);
    expect(() =>
      composeMaps([
        { share: 1, map: left },
        { share: 1, map: other },
      ]),
    ).toThrow(RangeError);
  });
});

describe('the weight map', () => {
  it('lies between floor and floor + strength, and is the floor where n is 0', () => {
    fc.assert(
      fc.property(
        anyMap,
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 9, noNaN: true }),
        (map, floor, strength) => {
          const n = { ...map, data: map.data.map((value) => Math.min(1, value)) };
          const w = weightedMap(n, floor, strength);
          for (const [i, value] of w.data.entries()) {
            expect(value).toBe(Math.fround(floor + strength * n.data[i]));
            if (n.data[i] === 0) expect(value).toBe(Math.fround(floor));
          }
        },
      ),
      propertyRuns,
    );
  });
});

describe('strength over the steps', () => {
  it('is constant unless told otherwise', () => {
    expect([0, 1, 1000].map((step) => strengthAt({ kind: 'constant' }, step, 4))).toEqual([4, 4, 4]);
  });

  it('ramps up linearly and is full at the last step of the ramp', () => {
    const strengths = [0, 1, 2, 3, 4, 100].map((step) => strengthAt({ kind: 'ramp', steps: 4 }, step, 4));
    expect(strengths).toEqual([1, 2, 3, 4, 4, 4]);
  });

  it('is switched on after step k', () => {
    const strengths = [0, 9, 10, 11].map((step) => strengthAt({ kind: 'after', step: 10 }, step, 4));
    expect(strengths).toEqual([0, 0, 4, 4]);
  });
});
