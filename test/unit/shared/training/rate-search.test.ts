import { describe, expect, it } from 'vitest';
import {
  hasBurst,
  type RatePoint,
  searchedRate,
  searchedRates,
  smoothedPoints,
  suggestedRate,
} from '../../../../src/shared/training/rate-search';

const all = Array.from({ length: searchedRates.steps }, (_, step) => step);

/** A loss over the logarithm of the rate: flat, then falling around 10^centre, then bursting beyond 10^limit. */
function made(centre: number, limit: number): RatePoint[] {
  return all.map((step) => {
    const at = Math.log10(searchedRate(step));
    const fall = 1 / (1 + Math.exp(-6 * (at - centre)));
    return { rate: searchedRate(step), loss: 1 - 0.6 * fall + Math.max(0, at - limit) ** 2 };
  });
}

describe('the search for a learning rate', () => {
  it('goes through the rates evenly in their logarithm', () => {
    expect([searchedRate(0), searchedRate(99)]).toEqual([1e-6, 1]);
    expect(searchedRate(50) / searchedRate(49)).toBeCloseTo(searchedRate(2) / searchedRate(1), 12);
  });

  it('smooths by a mean that is not drawn to 0 at its start', () => {
    expect(smoothedPoints([3, 3, 3]).map(({ loss }) => loss)).toEqual([
      expect.closeTo(3, 12),
      expect.closeTo(3, 12),
      expect.closeTo(3, 12),
    ]);
    // (0.9 * 0.1 * 1 + 0.1 * 2) / (1 - 0.9^2)
    expect(smoothedPoints([1, 2])[1].loss).toBeCloseTo(0.29 / 0.19, 12);
  });

  it.each([-4, -3, -2])('suggests the rate at which the loss falls most steeply, 10^%d', (centre) => {
    const rate = suggestedRate(made(centre, centre + 1)) ?? 0;
    expect(Math.log10(rate)).toBeGreaterThan(centre - 0.15);
    expect(Math.log10(rate)).toBeLessThan(centre + 0.15);
  });

  it('is not drawn to the end where the loss stays low', () => {
    const rate = suggestedRate(made(-3, 9)) ?? 0;
    expect(Math.abs(Math.log10(rate) + 3)).toBeLessThan(0.15);
  });

  it('suggests none where the loss never falls', () => {
    expect(suggestedRate(all.map((step) => ({ rate: searchedRate(step), loss: 1 + step / 100 })))).toBeNull();
    expect(suggestedRate([])).toBeNull();
  });

  it('ends once the loss has burst, and not by the chance of its first steps', () => {
    const flat = all.map((step) => ({ rate: searchedRate(step), loss: 1 }));
    expect(hasBurst(flat)).toBe(false);
    expect(hasBurst([...flat, { rate: 1, loss: 4.1 }])).toBe(true);
    expect(hasBurst([...flat, { rate: 1, loss: Number.NaN }])).toBe(true);
    expect(hasBurst([flat[0], { rate: 1, loss: 9 }])).toBe(false);
  });
});
