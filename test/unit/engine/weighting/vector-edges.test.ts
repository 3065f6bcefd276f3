import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vectorEdgeMap } from '../../../../src/engine/weighting/vector-edges';
import { edgeMap } from '../../../../src/shared/weighting/edge';
import { anyImage, madeImage, propertyRuns } from '../../shared/weighting/made-images';

const forward = { operator: 'forward', magnitude: 'l2', sigma: 0 } as const;

describe('edges four values at a time', () => {
  it('are those of the plain loops, for every size, number of channels and kind of edge', () => {
    const terms = [
      forward,
      { ...forward, sigma: 1 },
      { ...forward, magnitude: 'l1' },
      { ...forward, operator: 'sobel' },
    ] as const;
    fc.assert(
      fc.property(anyImage, fc.constantFrom(...terms), (image, term) => {
        const plain = edgeMap(image, term).data;
        const { data } = vectorEdgeMap(image, term);
        expect(data.length).toBe(plain.length);
        for (const [i, value] of plain.entries()) expect(Math.abs(data[i] - value)).toBeLessThan(1e-6);
      }),
      { ...propertyRuns, numRuns: propertyRuns.numRuns * 5 },
    );
  });

  it('also of wide images, for which memory grows, and of small ones after them', () => {
    for (const width of [5, 20_001, 7]) {
      const image = madeImage(width, 3, 3, (x, y, c) => ((x * 31 + y * 17 + c * 5) % 101) / 101);
      const plain = edgeMap(image, forward).data;
      for (const [i, value] of vectorEdgeMap(image, forward).data.entries()) expect(value).toBeCloseTo(plain[i], 6);
    }
  });

  it('are exactly 0 where the image is flat', () => {
    const flat = madeImage(9, 4, 3, (_x, _y, c) => 0.1 + c / 7);
    expect(vectorEdgeMap(flat, forward).data.every((value) => value === 0)).toBe(true);
  });
});
