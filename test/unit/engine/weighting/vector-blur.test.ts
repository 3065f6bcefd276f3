import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vectorBlur } from '../../../../src/engine/weighting/vector-blur';
import type { UnitImage } from '../../../../src/shared/images/pixels';
import { gaussianBlur } from '../../../../src/shared/weighting/gaussian';
import { anyImage, madeImage, propertyRuns } from '../../shared/weighting/made-images';

/** Largest difference to the plain loops, which sum in float64. */
function difference(image: UnitImage, sigmaPx: number): number {
  const plain = gaussianBlur(image, sigmaPx).data;
  const { data } = vectorBlur(image, sigmaPx);
  expect(data.length).toBe(plain.length);
  return plain.reduce((largest, value, i) => Math.max(largest, Math.abs(value - data[i])), 0);
}

describe('the blur of sixteen values at a time', () => {
  it('is that of the plain loops, for every size, number of channels and sigma', () => {
    fc.assert(
      fc.property(anyImage, fc.constantFrom(0.3, 1, 2.3, 8), (image, sigmaPx) => {
        expect(difference(image, sigmaPx)).toBeLessThan(5e-7);
      }),
      propertyRuns,
    );
  });

  it('has no seams where a wide image is cut into strips', () => {
    for (const [width, channels] of [
      [1700, 1],
      [1100, 3],
    ]) {
      const image = madeImage(width, 6, channels, (x, y, c) => ((x * 31 + y * 17 + c * 5) % 101) / 101);
      expect(difference(image, 3)).toBeLessThan(5e-7);
    }
  });

  it('keeps a flat image flat to the last bit', () => {
    const { data } = vectorBlur(
      madeImage(1600, 5, 1, () => 0.3),
      2,
    );
    expect(new Set(data).size).toBe(1);
  });

  it('gives the image itself without smoothing', () => {
    const image = madeImage(3, 2, 1, (x) => x / 3);
    expect(vectorBlur(image, 0)).toBe(image);
  });
});
