import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addConfidence,
  CALIBRATION_BINS,
  emptyCalibration,
  reliabilityOf,
} from '../../../../../src/shared/training/numbers/calibration';

const runs = { seed: 7, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 60 };

function counted(pixels: readonly (readonly [number, boolean])[]) {
  const counts = emptyCalibration();
  for (const [confidence, isRight] of pixels) addConfidence(counts, confidence, isRight);
  return reliabilityOf(counts);
}

describe('calibration', () => {
  it('has no error where each probability is right as often as it says', () => {
    const pixels = Array.from({ length: 100 }, (_, i) => [0.9, i < 90] as const);
    const { error, surplus } = counted(pixels);
    expect(error).toBeCloseTo(0, 12);
    expect(surplus).toBeCloseTo(0, 12);
  });

  it('has the distance as its error where a network is always 95 % sure and right half the time', () => {
    const { error, surplus, bins } = counted([
      [0.95, true],
      [0.95, false],
    ]);
    expect(error).toBeCloseTo(0.45, 12);
    expect(surplus).toBeCloseTo(0.45, 12);
    expect(bins.filter(({ pixels }) => pixels > 0)).toHaveLength(1);
    expect(bins.at(-1)).toMatchObject({ pixels: 2, accuracy: 0.5 });
  });

  it('does not let a bin that is too sure make up for one that is not sure enough', () => {
    const { error, surplus } = counted([
      [0.6, true],
      [1, false],
      [0.6, true],
      [1, true],
    ]);
    // Half the pixels are off by 0.4 below, half by 0.5 above.
    expect(error).toBeCloseTo(0.45, 12);
    expect(surplus).toBeCloseTo(0.05, 12);
  });

  it('is the mean over pixels of the distances, bin by bin, whatever the pixels', () => {
    // Never on the edge of a bin, where rounding decides.
    const pixel = fc.tuple(
      fc.integer({ min: 0, max: 999 }).map((n) => (n + 0.5) / 1000),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 1, maxLength: 60 }), (pixels) => {
        let expected = 0;
        for (let bin = 0; bin < CALIBRATION_BINS; bin++) {
          const inBin = pixels.filter(
            ([p]) => p >= bin / CALIBRATION_BINS && (p < (bin + 1) / CALIBRATION_BINS || bin === CALIBRATION_BINS - 1),
          );
          const surplus = inBin.reduce((sum, [p, isRight]) => sum + p - (isRight ? 1 : 0), 0);
          expected += Math.abs(surplus) / pixels.length;
        }
        expect(counted(pixels).error).toBeCloseTo(expected, 9);
      }),
      runs,
    );
  });

  it('is null of nothing', () => {
    expect(reliabilityOf(emptyCalibration())).toMatchObject({ error: null, surplus: null });
  });
});
