import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FloatMap } from '../../../../src/shared/images/pixels';
import { otsuThreshold } from '../../../../src/shared/weighting/otsu';
import { channelMean, regionMap } from '../../../../src/shared/weighting/region';
import { anyImage, madeImage, madeMap, propertyRuns } from './made-images';

const hard = { threshold: 0.5, softness: 0, side: 'dark' } as const;

describe('the region map', () => {
  it.each([
    ['below', 0.39, 0],
    ['at', 0.4, 0],
    ['above', 0.41, 1],
  ])('of a pixel of known intensity with the threshold %s it', (_where, threshold, expected) => {
    // 102 of 255 is 0.4.
    const map = regionMap(
      madeImage(1, 1, 1, () => 102 / 255),
      { ...hard, threshold },
    );
    expect(map.data[0]).toBe(expected);
  });

  it('reads the mean over the channels', () => {
    const image = madeImage(1, 1, 3, (_x, _y, c) => [0.2, 0.3, 0.7][c]);
    expect(channelMean(image).data[0]).toBeCloseTo(0.4, 6);
    expect(regionMap(image, { ...hard, threshold: 0.41 }).data[0]).toBe(1);
    expect(regionMap(image, { ...hard, threshold: 0.39 }).data[0]).toBe(0);
  });

  it('is sigmoid((threshold - m) / softness) where it is soft', () => {
    const map = regionMap(
      madeImage(1, 1, 1, () => 0.25),
      { ...hard, softness: 0.25 },
    );
    expect(map.data[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  });

  it('tends to the hard step as the softness goes to 0', () => {
    const ramp = madeImage(100, 1, 1, (x) => x / 100 + 0.005);
    const step = regionMap(ramp, hard).data;
    const distances = [0.1, 0.01, 0.001].map((softness) => {
      const soft = regionMap(ramp, { ...hard, softness }).data;
      return Math.max(...soft.map((value, i) => Math.abs(value - step[i])));
    });
    expect(distances[0]).toBeGreaterThan(distances[1]);
    expect(distances[1]).toBeGreaterThan(distances[2]);
    expect(distances[2]).toBeLessThan(0.01);
  });

  it('for bright is 1 minus that for dark', () => {
    fc.assert(
      fc.property(anyImage, fc.constantFrom(0, 0.2), (image, softness) => {
        const dark = regionMap(image, { ...hard, softness });
        const bright = regionMap(image, { ...hard, softness, side: 'bright' });
        for (const [i, value] of dark.data.entries()) expect(bright.data[i]).toBeCloseTo(1 - value, 6);
      }),
      propertyRuns,
    );
  });

  it("takes the image's own threshold with otsu, and is 0 where a flat image has none", () => {
    const image = madeImage(10, 1, 1, (x) => (x < 3 ? 0.7 : 0.9));
    const map = regionMap(image, { ...hard, threshold: 'otsu' });
    expect([...map.data]).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    const flat = madeImage(4, 4, 1, () => 0.3);
    for (const side of ['dark', 'bright'] as const) {
      expect(regionMap(flat, { ...hard, threshold: 'otsu', side }).data.every((value) => value === 0)).toBe(true);
    }
  });
});

/** Variance between the groups below and from `threshold` on, over values rounded down to 256 levels. */
function betweenVariance(map: FloatMap, threshold: number): number {
  const levels = [...map.data].map((value) => Math.min(255, Math.floor(value * 256)));
  const [low, high] = [levels.filter((v) => v / 256 < threshold), levels.filter((v) => v / 256 >= threshold)];
  if (low.length === 0 || high.length === 0) return 0;
  const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  return low.length * high.length * (mean(low) - mean(high)) ** 2;
}

describe("Otsu's threshold", () => {
  it('lies in the middle between two levels', () => {
    const map = madeMap(8, 8, (x) => (x < 2 ? 64 / 256 : 192 / 256));
    expect(otsuThreshold(map)).toBeCloseTo(128.5 / 256, 10);
  });

  it('is missing where all pixels are of one level', () => {
    expect(otsuThreshold(madeMap(3, 3, () => 0.5))).toBeNull();
  });

  it('separates with the greatest variance of all thresholds', () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        const map = channelMean(image);
        const threshold = otsuThreshold(map);
        const best = Math.max(...Array.from({ length: 256 }, (_, bin) => betweenVariance(map, bin / 256)));
        if (threshold === null) expect(best).toBe(0);
        else expect(betweenVariance(map, threshold)).toBeCloseTo(best, 6);
      }),
      propertyRuns,
    );
  });
});
