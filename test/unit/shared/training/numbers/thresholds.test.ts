import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestThreshold,
  emptyThresholds,
  THRESHOLD_STEPS,
  thresholdCurve,
  thresholdStep,
} from '../../../../../src/shared/training/numbers/thresholds';

const runs = { seed: 11, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 1000 : 40 };

/** @param pixels probability of class 1 in hundredths, and whether the pixel is of the class */
function curveOf(pixels: readonly (readonly [number, boolean])[]) {
  const counts = emptyThresholds(2);
  for (const [hundredths, isOwn] of pixels) {
    const place = THRESHOLD_STEPS + thresholdStep(hundredths / 100);
    if (isOwn) counts.own[place]++;
    else counts.others[place]++;
  }
  return thresholdCurve(counts, 1);
}

describe('precision and recall over thresholds', () => {
  it('are what counting anew at each threshold gives', () => {
    const pixel = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 1, maxLength: 50 }), (pixels) => {
        for (const [step, point] of curveOf(pixels).entries()) {
          const taken = pixels.filter(([p]) => p >= step);
          const hits = taken.filter(([, isOwn]) => isOwn).length;
          const positives = pixels.filter(([, isOwn]) => isOwn).length;
          expect(point.threshold).toBeCloseTo(step / 100, 12);
          expect(point.precision).toBe(taken.length === 0 ? null : hits / taken.length);
          expect(point.recall).toBe(positives === 0 ? null : hits / positives);
        }
      }),
      runs,
    );
  });

  it('let recall only fall as the threshold rises', () => {
    const recalls = curveOf([
      [10, true],
      [40, false],
      [70, true],
      [95, true],
    ]).map(({ recall }) => recall ?? -1);
    expect(recalls).toEqual(recalls.toSorted((a, b) => b - a));
    expect([recalls[0], recalls[100]]).toEqual([1, 0]);
  });

  it('count a probability that is a threshold as reaching it, though hundredths have no exact float', () => {
    for (let step = 0; step <= 100; step++) expect(thresholdStep(Math.fround(step / 100))).toBe(step);
  });

  it('name the threshold where Dice is highest, the middle of equal ones', () => {
    const best = bestThreshold(
      curveOf([
        [30, false],
        [61, true],
        [90, true],
      ]),
    );
    expect(best).toMatchObject({ precision: 1, recall: 1, dice: 1 });
    expect(best?.threshold).toBeCloseTo(0.46, 12);
  });

  it('name none for a class that is not labelled', () => {
    expect(bestThreshold(curveOf([[30, false]]))).toBeNull();
  });
});
