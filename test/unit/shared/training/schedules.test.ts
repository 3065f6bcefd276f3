import { describe, expect, it } from 'vitest';
import {
  encoderRateFactorAt,
  epochsBetweenValidations,
  isValidationStep,
  learningRateAt,
  stepsPerEpoch,
  totalSteps,
  validationSteps,
} from '../../../../src/shared/training/schedules';

describe('the learning rate', () => {
  it('stays where it is when constant', () => {
    expect([0, 10, 99].map((step) => learningRateAt('constant', 0.01, step, 100))).toEqual([0.01, 0.01, 0.01]);
  });

  it('falls along half a cosine: whole, half, and towards 0', () => {
    expect(learningRateAt('cosine', 2e-3, 0, 300)).toBe(2e-3);
    expect(learningRateAt('cosine', 2e-3, 150, 300)).toBeCloseTo(1e-3, 12);
    expect(learningRateAt('cosine', 2e-3, 100, 300)).toBeCloseTo(1.5e-3, 12);
    expect(learningRateAt('cosine', 2e-3, 299, 300)).toBeGreaterThan(0);
    expect(learningRateAt('cosine', 2e-3, 299, 300)).toBeLessThan(1e-7);
  });

  it('of one cycle warms up from 1/25 to its peak at 30 % and ends at 1/250,000', () => {
    const at = (step: number): number => learningRateAt('onecycle', 1, step, 101);
    expect([at(0), at(30), at(100)].map((rate) => Number(rate.toPrecision(9)))).toEqual([0.04, 1, 4e-6]);
    expect(at(15)).toBeCloseTo(0.52, 12);
    for (let step = 1; step <= 100; step++) expect(at(step) > at(step - 1)).toBe(step <= 30);
  });

  it('is finite for a run of one step', () => {
    for (const schedule of ['constant', 'cosine', 'onecycle'] as const) {
      expect(learningRateAt(schedule, 0.1, 0, 1)).toBeGreaterThan(0);
    }
  });
});

describe('the rate of a pretrained encoder', () => {
  it('is 0 for the frozen epochs and then the factor', () => {
    const config = { freezeEncoderEpochs: 2, encoderRateFactor: 0.1 };
    expect([0, 99, 100, 5000].map((step) => encoderRateFactorAt(config, step, 50))).toEqual([0, 0, 0.1, 0.1]);
    expect(encoderRateFactorAt({ ...config, freezeEncoderEpochs: 0 }, 0, 50)).toBe(0.1);
  });
});

describe('epochs', () => {
  it('are at least 50 steps, and else as many as see each image once', () => {
    expect([stepsPerEpoch(3, 4), stepsPerEpoch(200, 4), stepsPerEpoch(201, 4)]).toEqual([50, 50, 51]);
    expect(totalSteps({ unit: 'epochs', count: 3 }, 51)).toBe(153);
    expect(totalSteps({ unit: 'steps', count: 300 }, 51)).toBe(300);
  });
});

describe('validation', () => {
  it('comes at the end of every epoch and after the last step', () => {
    const plan = { stepsPerEpoch: 50, totalSteps: 120, epochsBetween: 1 };
    expect(validationSteps(plan)).toEqual([50, 100, 120]);
    expect(validationSteps({ ...plan, totalSteps: 20 })).toEqual([20]);
    expect(validationSteps({ ...plan, totalSteps: 100 })).toEqual([50, 100]);
  });

  it('is asked for at exactly the planned steps', () => {
    const plan = { stepsPerEpoch: 50, totalSteps: 330, epochsBetween: 2 };
    const asked = Array.from({ length: 331 }, (_, step) => step).filter((step) => isValidationStep(step, plan));
    expect(asked).toEqual(validationSteps(plan));
  });

  it('takes at most a fifth of the time', () => {
    for (const [epoch, validation] of [
      [10, 1],
      [10, 2.5],
      [10, 2.6],
      [1, 30],
    ]) {
      const between = epochsBetweenValidations(epoch, validation);
      expect(validation / (between * epoch + validation)).toBeLessThanOrEqual(0.2);
      if (between > 1) expect(validation / ((between - 1) * epoch + validation)).toBeGreaterThan(0.2);
    }
  });
});
