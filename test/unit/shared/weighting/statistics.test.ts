import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightedMap } from '../../../../src/shared/weighting/compose';
import {
  attentionOf,
  HISTOGRAM_BINS,
  importanceStatistics,
  weightStatistics,
} from '../../../../src/shared/weighting/statistics';

const runs = { seed: 4, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 100 };
const plain = { floor: 0, strength: 1 };

function mapOf(...values: number[]) {
  return { width: values.length, height: 1, data: Float32Array.from(values) };
}

describe('statistics of a weight map', () => {
  it('say how much each class weighs, leaving unlabelled pixels out', () => {
    const labels = Uint8Array.of(0, 0, 1, 255);
    const statistics = weightStatistics(importanceStatistics(mapOf(0, 0.25, 0.5, 1), labels), plain, 2);
    expect(statistics).toEqual({
      min: 0,
      max: 1,
      mean: 0.4375,
      perClass: [
        { pixels: 2, meanWeight: 0.125, shareOfWeight: 1 / 3 },
        { pixels: 1, meanWeight: 0.5, shareOfWeight: 2 / 3 },
      ],
      borders: { pixels: 2, meanWeight: 0.375, shareOfWeight: 1 },
      unlabelled: { pixels: 1, meanWeight: 1, shareOfWeight: 1 / 1.75 },
    });
  });

  it('take as borders what lies beside another class, across and down, and not what lies beside nothing', () => {
    const labels = Uint8Array.of(0, 0, 255, 0, 1, 1, 255, 1, 1);
    const n = { width: 3, height: 3, data: new Float32Array(9).fill(1) };
    // Of the grid 0 0 - / 0 1 1 / - 1 1 the pixels (1,0), (0,1) and (1,1) touch the other class.
    expect(importanceStatistics(n, labels)).toMatchObject({ borderPixels: 3, borderSum: 3 });
  });

  it('say where the sources point beside the labels', () => {
    const labels = Uint8Array.of(0, 0, 255, 255);
    const attention = attentionOf(importanceStatistics(mapOf(0.25, 0, 0.5, 0.25), labels), 1);
    expect(attention).toEqual({ labelled: 0.125, unlabelled: 0.375, unlabelledShare: 0.75 });
  });

  it('are null for what an image without labels cannot say', () => {
    const { mean, perClass } = weightStatistics(importanceStatistics(mapOf(0, 1), null), { floor: 1, strength: 4 }, 1);
    expect(mean).toBe(3);
    expect(perClass).toEqual([{ pixels: 0, meanWeight: null, shareOfWeight: null }]);
  });

  it('give no share where no labelled pixel weighs anything', () => {
    const [only] = weightStatistics(importanceStatistics(mapOf(0, 1), Uint8Array.of(0, 255)), plain, 1).perClass;
    expect(only).toEqual({ pixels: 1, meanWeight: 0, shareOfWeight: null });
  });

  it('count every pixel in one bin, 1 in the last', () => {
    const { histogram } = importanceStatistics(mapOf(0, 1 / 64, 0.999, 1), null);
    expect(histogram).toHaveLength(HISTOGRAM_BINS);
    expect([histogram[0], histogram[1], histogram[63]]).toEqual([1, 1, 2]);
  });

  it('are those of the weights themselves, counted one by one', () => {
    const pixel = fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 2, 255));
    const range = fc.record({
      floor: fc.double({ min: 0, max: 9, noNaN: true }),
      strength: fc.double({ min: 0, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 1, maxLength: 60 }), range, (pixels, { floor, strength }) => {
        const n = mapOf(...pixels.map(([value]) => value));
        const labels = Uint8Array.from(pixels, ([, label]) => label);
        const found = weightStatistics(importanceStatistics(n, labels), { floor, strength }, 3);
        const weights = [...weightedMap(n, floor, strength).data];
        const sumOf = (of: number[]): number => of.reduce((a, b) => a + b, 0);
        expect(found.min).toBeCloseTo(Math.min(...weights), 5);
        expect(found.max).toBeCloseTo(Math.max(...weights), 5);
        expect(found.mean).toBeCloseTo(sumOf(weights) / weights.length, 5);
        const labelled = sumOf(weights.filter((_, i) => labels[i] !== 255));
        for (const [channel, { pixels: count, meanWeight, shareOfWeight }] of found.perClass.entries()) {
          const own = weights.filter((_, i) => labels[i] === channel);
          expect(count).toBe(own.length);
          if (own.length > 0) expect(meanWeight).toBeCloseTo(sumOf(own) / own.length, 5);
          if (labelled > 1e-3) expect(shareOfWeight).toBeCloseTo(sumOf(own) / labelled, 4);
        }
      }),
      runs,
    );
  });
});
