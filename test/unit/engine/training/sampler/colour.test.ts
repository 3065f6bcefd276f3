import { describe, expect, it } from 'vitest';
import { changeColours } from '../../../../../src/engine/training/sampler/colour';
import { noColourChange } from '../../../../../src/shared/training/augmentation';
import { randomStream } from '../../../../../src/shared/training/random';

const ramp = (): Float32Array => Float32Array.from({ length: 1001 }, (_, i) => i / 1000);
const changed = (change: Partial<typeof noColourChange>, image = ramp()): Float32Array => {
  changeColours(image, { ...noColourChange, ...change }, randomStream(1, 2, 3));
  return image;
};

describe('a colour change', () => {
  it('of nothing leaves every value as it is', () => {
    expect(changed({})).toEqual(ramp());
  });

  it('of gamma is a power, to a thousandth', () => {
    for (const gamma of [1 / 1.6, 1.25]) {
      changed({ gamma }).forEach((value, i) => {
        expect(Math.abs(value - (i / 1000) ** gamma)).toBeLessThan(1e-3);
      });
    }
  });

  it('of contrast stretches around the mean and keeps it', () => {
    const image = Float32Array.of(0.3, 0.4, 0.5);
    changed({ contrast: 1.5 }, image);
    expect(Array.from(image, (v) => Number(v.toFixed(6)))).toEqual([0.25, 0.4, 0.55]);
  });

  it('of brightness adds, and stays in range', () => {
    expect(Array.from(changed({ brightness: 0.2 }, Float32Array.of(0, 0.5, 0.9)))).toEqual(
      Array.from(Float32Array.of(0.2, 0.7, 1)),
    );
  });

  it('of noise has mean 0 and the deviation asked for, and depends on its stream alone', () => {
    const image = new Float32Array(20_000).fill(0.5);
    changed({ noise: 0.05 }, image);
    const again = changed({ noise: 0.05 }, new Float32Array(20_000).fill(0.5));
    expect(again).toEqual(image);
    const mean = image.reduce((sum, v) => sum + v, 0) / image.length;
    const variance = image.reduce((sum, v) => sum + (v - mean) ** 2, 0) / image.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * (0.05 / Math.sqrt(20_000)));
    expect(Math.abs(Math.sqrt(variance) / 0.05 - 1)).toBeLessThan(0.02);
    // Shares of a normal distribution within 1, 2 and 3 deviations; 4 standard errors of 20,000 draws are 0.013.
    for (const [deviations, share] of [
      [1, 0.6827],
      [2, 0.9545],
      [3, 0.9973],
    ]) {
      const within = image.filter((v) => Math.abs(v - 0.5) < 0.05 * deviations).length / image.length;
      expect(Math.abs(within - share)).toBeLessThan(0.013);
    }
  });
});
