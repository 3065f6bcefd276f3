import { describe, expect, it } from 'vitest';
import { balanceMap, balanceWeights } from '../../../../src/shared/weighting/balance';

describe('the balance map', () => {
  it('weighs two classes 9:1 by 1/9 and 1 at full smoothing', () => {
    const [frequent, rare] = balanceWeights([900, 100], 1);
    expect(frequent).toBeCloseTo(1 / 9, 12);
    expect(rare).toBe(1);
  });

  it('is (N / (K n_k))^smoothing over the largest, for any smoothing', () => {
    const counts = [700, 200, 100];
    const raw = counts.map((count) => (1000 / (3 * count)) ** 0.5);
    const expected = raw.map((value) => value / Math.max(...raw));
    for (const [k, weight] of balanceWeights(counts, 0.5).entries()) expect(weight).toBeCloseTo(expected[k], 12);
    expect(balanceWeights(counts, 0)).toEqual([1, 1, 1]);
  });

  it('does not divide by zero for a class without training pixels, which counts like the rarest', () => {
    expect(balanceWeights([80, 0, 20], 1)).toEqual([0.25, 1, 1]);
    expect(balanceWeights([0, 0], 1)).toEqual([1, 1]);
  });

  it('gives each pixel the weight of its class and 0 to invalid ones', () => {
    const labels = { width: 3, height: 1, data: Uint8Array.of(0, 255, 1) };
    const map = balanceMap(labels, [900, 100], { smoothing: 1 });
    expect([...map.data]).toEqual([Math.fround(1 / 9), 0, 1]);
  });
});
