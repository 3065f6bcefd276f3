import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompleteBeta, quantileOfT, tailsOfT } from '../../../../../src/shared/training/compare/student-t';
import { runs } from '../seeded';

const points = fc.double({ min: -200, max: 200, noNaN: true });

describe("the tails of Student's t", () => {
  it("are the arctangent's for one degree of freedom, which is Cauchy's distribution", () => {
    fc.assert(
      fc.property(points, (t) => {
        expect(tailsOfT(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(Math.abs(t)), 11);
      }),
      runs(200),
    );
  });

  it('have their closed forms for two and four degrees of freedom', () => {
    fc.assert(
      fc.property(points, (t) => {
        const two = Math.abs(t) / Math.sqrt(2 + t * t);
        expect(tailsOfT(t, 2)).toBeCloseTo(1 - two, 11);
        const four = Math.abs(t) / Math.sqrt(4 + t * t);
        expect(tailsOfT(t, 4)).toBeCloseTo(1 - (four * (3 - four ** 2)) / 2, 11);
      }),
      runs(200),
    );
  });

  // Percentage points of the t distribution as printed tables have them.
  it.each([
    [1, 0.05, 12.706],
    [4, 0.05, 2.776],
    [4, 0.01, 4.604],
    [9, 0.1, 1.833],
    [10, 0.05, 2.228],
    [30, 0.01, 2.75],
    [120, 0.05, 1.98],
  ])('with %d degrees of freedom leave %f beyond %f', (df, tails, t) => {
    expect(quantileOfT(tails, df)).toBeCloseTo(t, 3);
  });

  it('come near the normal distribution with many degrees of freedom', () => {
    expect(quantileOfT(0.05, 1e7)).toBeCloseTo(1.959964, 5);
  });

  it('are given back by the quantile, also between whole degrees of freedom', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 0.999, noNaN: true }),
        fc.double({ min: 0.5, max: 300, noNaN: true }),
        (tails, df) => {
          expect(tailsOfT(quantileOfT(tails, df), df)).toBeCloseTo(tails, 9);
        },
      ),
      runs(200),
    );
  });

  it('grow smaller with more degrees of freedom', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 20, noNaN: true }),
        fc.double({ min: 0.5, max: 100, noNaN: true }),
        (t, df) => {
          expect(tailsOfT(t, df * 1.5)).toBeLessThan(tailsOfT(t, df));
        },
      ),
      runs(100),
    );
  });
});

describe('the incomplete beta function', () => {
  it('is a polynomial where a and b are whole: I_x(2, 2) = 3x^2 - 2x^3, I_x(a, 1) = x^a', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 30 }), (x, a) => {
        expect(incompleteBeta(x, 2, 2)).toBeCloseTo(3 * x ** 2 - 2 * x ** 3, 12);
        expect(incompleteBeta(x, a, 1)).toBeCloseTo(x ** a, 12);
      }),
      runs(200),
    );
  });
});
