import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../../../../src/shared/training/compare/holm';
import { runs } from '../seeded';

const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });

describe("Holm's procedure", () => {
  // The worked order of 0.01, 0.04, 0.03, 0.005 at 0.05: bounds 0.0125, 0.0167, 0.025; the third, 0.03, fails.
  it('steps down from the smallest and stops at the first that fails', () => {
    const steps = holm([0.01, 0.04, 0.03, 0.005], 0.05);
    expect(steps.map((step) => step?.isRejected)).toEqual([true, false, false, true]);
    expect(steps.map((step) => step?.level)).toEqual([0.05 / 3, 0.025, 0.025, 0.0125]);
  });

  it('leaves out what could not be tested', () => {
    expect(holm([null, 0.04], 0.05)).toEqual([null, { isRejected: true, level: 0.05 }]);
  });

  it('never calls more than no correction, and never less than dividing by all', () => {
    fc.assert(
      fc.property(chances, (p) => {
        holm(p, 0.05).forEach((step, i) => {
          if (step?.isRejected) expect(p[i]).toBeLessThanOrEqual(0.05);
          if (p[i] <= 0.05 / p.length) expect(step?.isRejected).toBe(true);
        });
      }),
      runs(200),
    );
  });

  it('gives each a level at which its own interval says the same', () => {
    fc.assert(
      fc.property(chances, (p) => {
        holm(p, 0.05).forEach((step, i) => {
          expect(step?.isRejected).toBe(p[i] <= Number(step?.level));
        });
      }),
      runs(200),
    );
  });
});
