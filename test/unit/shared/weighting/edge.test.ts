import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeMap } from '../../../../src/shared/weighting/edge';
import { normalise } from '../../../../src/shared/weighting/normalise';
import { anyImage, asImage, madeImage, propertyRuns, transposed, turned } from './made-images';

const forward = { operator: 'forward', magnitude: 'l2', sigma: 0 } as const;
const sobel = { operator: 'sobel', magnitude: 'l2', sigma: 0 } as const;
const operators = [forward, sobel, { ...forward, magnitude: 'l1' }, { ...sobel, magnitude: 'l1' }] as const;
const smooth = { ...forward, sigma: 1.5 } as const;

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 5);
}

describe('the edge map', () => {
  it('gives 1 in one column only, at the step', () => {
    const step = madeImage(8, 5, 3, (x) => (x < 4 ? 0.2 : 0.7));
    const map = normalise(edgeMap(step, forward), 'min-max');
    const expected = madeImage(8, 5, 1, (x) => (x === 3 ? 1 : 0));
    expectClose(map.data, expected.data);
  });

  it('has the size of the image: nothing is cropped by the differences', () => {
    const map = edgeMap(
      madeImage(7, 4, 3, (x, y) => (x + y) / 10),
      forward,
    );
    expect([map.width, map.height, map.data.length]).toEqual([7, 4, 28]);
  });

  it('pads the missing last column and row with 0', () => {
    // Rows 0, 1 / 0, 1: dx is 1 in the first column; nothing right of or below the last ones.
    const map = edgeMap(
      madeImage(2, 2, 1, (x) => x),
      forward,
    );
    expect([...map.data]).toEqual([1, 0, 1, 0]);
  });

  it('is sqrt(dx^2 + dy^2) summed over the channels, or dx + dy for l1', () => {
    // At the first pixel: channel 0 has dx 0.3, dy 0.4; channel 1 has dx 0.6, dy 0.8.
    const image = madeImage(2, 2, 2, (x, y, c) => (c + 1) * (0.3 * x + 0.4 * y));
    expect(edgeMap(image, forward).data[0]).toBeCloseTo(0.5 + 1, 6);
    expect(edgeMap(image, { ...forward, magnitude: 'l1' }).data[0]).toBeCloseTo(0.7 + 1.4, 6);
  });

  it('measures a step by its height under Sobel, on both sides of it', () => {
    const map = edgeMap(
      madeImage(6, 3, 1, (x) => (x < 3 ? 0.25 : 0.75)),
      sobel,
    );
    for (const y of [0, 1, 2]) {
      const row = [...map.data.subarray(y * 6, y * 6 + 6)];
      expect(row).toEqual([0, 0, 0.5, 0.5, 0, 0]);
    }
  });

  it('is the same for three equal channels as three times that of one', () => {
    const grey = madeImage(9, 7, 1, (x, y) => ((x * 5 + y * 3) % 11) / 11);
    const rgb = madeImage(9, 7, 3, (x, y) => ((x * 5 + y * 3) % 11) / 11);
    const expected = edgeMap(grey, forward).data.map((value) => 3 * value);
    expectClose(edgeMap(rgb, forward).data, expected);
  });

  it('is transposed with the image', () => {
    fc.assert(
      fc.property(anyImage, fc.constantFrom(...operators, smooth), (image, term) => {
        const expected = transposed(asImage(edgeMap(image, term)));
        expectClose(edgeMap(transposed(image), term).data, expected.data);
      }),
      propertyRuns,
    );
  });

  it('turns with a quarter turn of the image under Sobel', () => {
    fc.assert(
      fc.property(anyImage, fc.constantFrom(sobel, { ...sobel, sigma: 1 } as const), (image, term) => {
        expectClose(edgeMap(turned(image), term).data, turned(asImage(edgeMap(image, term))).data);
      }),
      propertyRuns,
    );
  });

  it('is exactly 0 where the image is flat', () => {
    for (const term of [...operators, smooth, { ...sobel, sigma: 8 }]) {
      const flat = madeImage(6, 5, 3, (_x, _y, c) => 0.1 + c / 7);
      const map = normalise(edgeMap(flat, term), 'min-max');
      expect(map.data.every((value) => value === 0)).toBe(true);
    }
  });
});
