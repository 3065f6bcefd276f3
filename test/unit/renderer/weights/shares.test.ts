import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharePercents, withShare } from '../../../../src/renderer/weights/shares';
import { termSchema, type WeightingTerm } from '../../../../src/shared/weighting/schema';

const runs = { seed: 6, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 5000 : 200 };

function terms(...shares: number[]): WeightingTerm[] {
  return shares.map((share) => termSchema.parse({ source: 'edge', share }));
}

const someShares = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 8 });

describe('shares in per cent', () => {
  it('are parts of the sum', () => {
    expect(sharePercents(terms(0.6, 0.4))).toEqual([60, 40]);
    expect(sharePercents(terms(3))).toEqual([100]);
  });

  it('give the missing hundredth to the largest remainder', () => {
    expect(sharePercents(terms(1, 1, 1))).toEqual([34, 33, 33]);
    expect(sharePercents(terms(1, 5))).toEqual([17, 83]);
  });

  it('are 0 where no source has a share', () => {
    expect(sharePercents(terms(0, 0))).toEqual([0, 0]);
  });

  it('add up to 100, each within one of its exact part', () => {
    fc.assert(
      fc.property(someShares, (shares) => {
        const sum = shares.reduce((total, share) => total + share, 0);
        fc.pre(sum > 1e-3);
        const percents = sharePercents(terms(...shares));
        expect(percents.reduce((total, value) => total + value, 0)).toBe(100);
        percents.forEach((value, at) => {
          expect(Math.abs(value - (100 * shares[at]) / sum)).toBeLessThanOrEqual(1);
        });
      }),
      runs,
    );
  });
});

describe('giving a source a share', () => {
  it('leaves the rest to the other', () => {
    expect(withShare(terms(0.6, 0.4), 0, 75).map(({ share }) => share)).toEqual([0.75, 0.25]);
  });

  it('keeps the proportion of the others', () => {
    expect(withShare(terms(0.4, 0.4, 0.2), 0, 70).map(({ share }) => share)).toEqual([0.7, 0.2, 0.1]);
  });

  it('shares the rest equally among others that had nothing', () => {
    expect(withShare(terms(1, 0, 0), 0, 50).map(({ share }) => share)).toEqual([0.5, 0.25, 0.25]);
  });

  it('changes nothing where a source is alone', () => {
    expect(withShare(terms(1), 0, 30).map(({ share }) => share)).toEqual([1]);
  });

  it('makes the shares add up to 1', () => {
    fc.assert(
      fc.property(someShares, fc.nat(), fc.double({ min: -50, max: 150, noNaN: true }), (shares, at, percent) => {
        fc.pre(shares.length > 1);
        const changed = withShare(terms(...shares), at % shares.length, percent);
        expect(changed.reduce((sum, term) => sum + term.share, 0)).toBeCloseTo(1, 5);
        expect(changed.every(({ share }) => share >= 0)).toBe(true);
      }),
      runs,
    );
  });
});
