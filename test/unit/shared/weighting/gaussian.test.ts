import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitImage } from '../../../../src/shared/images/pixels';
import { gaussianBlur, gaussianKernel, symmetricIndex } from '../../../../src/shared/weighting/gaussian';
import { anyImage, madeImage, pixel, propertyRuns } from './made-images';

/** The definition, in two dimensions at once and without separation. */
function naiveBlur(image: UnitImage, sigmaPx: number): number[] {
  const radius = Math.ceil(4 * sigmaPx);
  const out: number[] = [];
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      for (let c = 0; c < image.channels; c++) {
        let sum = 0;
        let weights = 0;
        for (let dy = -radius; dy <= radius; dy++) {
          for (let dx = -radius; dx <= radius; dx++) {
            const weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigmaPx * sigmaPx));
            weights += weight;
            sum += weight * pixel(image, mirrored(x + dx, image.width), mirrored(y + dy, image.height), c);
          }
        }
        out.push(sum / weights);
      }
    }
  }
  return out;
}

function mirrored(index: number, length: number): number {
  let i = index;
  while (i < 0 || i >= length) i = i < 0 ? -1 - i : 2 * length - 1 - i;
  return i;
}

describe('the Gaussian', () => {
  it('reaches ceil(4 sigma) pixels and sums to 1', () => {
    const kernel = gaussianKernel(1.3);
    expect(kernel.length).toBe(2 * 6 + 1);
    expect(kernel.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('equals the two-dimensional definition with reflected borders, also on images smaller than its reach', () => {
    fc.assert(
      fc.property(anyImage, fc.constantFrom(0.5, 1, 2.3), (image, sigmaPx) => {
        const blurred = gaussianBlur(image, sigmaPx);
        for (const [i, value] of naiveBlur(image, sigmaPx).entries()) expect(blurred.data[i]).toBeCloseTo(value, 5);
      }),
      { ...propertyRuns, numRuns: Math.min(200, propertyRuns.numRuns) },
    );
  });

  it('keeps a flat image flat to the last bit', () => {
    const blurred = gaussianBlur(
      madeImage(5, 4, 1, () => 0.3),
      2,
    );
    expect(new Set(blurred.data).size).toBe(1);
  });

  it('hands back the image for sigma 0', () => {
    const image = madeImage(3, 3, 1, (x) => x / 3);
    expect(gaussianBlur(image, 0)).toBe(image);
  });
});

describe('the reflected index', () => {
  it('repeats the border pixel and goes on as often as needed', () => {
    const indices = Array.from({ length: 13 }, (_, i) => symmetricIndex(i - 5, 3));
    expect(indices).toEqual([1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1]);
  });
});
