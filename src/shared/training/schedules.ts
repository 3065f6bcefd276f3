import type { RateSchedule, RunConfig } from './run-config';

/** Share of a one-cycle run that warms up, and what the rate starts and ends at (as PyTorch's OneCycleLR). */
const warmUpShare = 0.3;
const startDivisor = 25;
const endDivisor = 25e4;

/**
 * Learning rate of a step.
 * - `constant`: `rate`.
 * - `cosine`: `rate/2 (1 + cos(pi step/total))`, from `rate` towards 0 without restarts (Loshchilov and Hutter 2017).
 * - `onecycle`: from `rate/25` up to `rate` over the first 30 % of the steps, then down to `rate/250,000` at the last
 *   step, both halves of a cosine (Smith and Topin 2019).
 * @param step 0 for the first step, below `total`
 */
export function learningRateAt(schedule: RateSchedule, rate: number, step: number, total: number): number {
  switch (schedule) {
    case 'constant':
      return rate;
    case 'cosine':
      return (rate / 2) * (1 + Math.cos((Math.PI * step) / total));
    case 'onecycle': {
      const peak = warmUpShare * (total - 1);
      if (step <= peak && peak > 0) return cosineBetween(rate / startDivisor, rate, step / peak);
      return cosineBetween(rate, rate / endDivisor, total > 1 ? (step - peak) / (total - 1 - peak) : 0);
    }
  }
}

function cosineBetween(from: number, to: number, share: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
}

/**
 * Learning rate of a pretrained encoder over that of the rest at a step: 0 while it is frozen, then `encoderRateFactor`.
 * @param step 0 for the first step
 */
export function encoderRateFactorAt(
  { freezeEncoderEpochs, encoderRateFactor }: Pick<RunConfig, 'freezeEncoderEpochs' | 'encoderRateFactor'>,
  step: number,
  epochSteps: number,
): number {
  return step < freezeEncoderEpochs * epochSteps ? 0 : encoderRateFactor;
}

/**
 * Share that the moving average of the variables keeps at a step: min(decay, (1 + step) / (10 + step)), so that the drawn
 * variables of the start are soon forgotten; 0 where no average is kept.
 * @param step 0 for the first step
 */
export function averageDecayAt(decay: number | null, step: number): number {
  return decay === null ? 0 : Math.min(decay, (1 + step) / (10 + step));
}

/** An epoch is `max(50, ceil(labelled training images / batch))` steps: small sets are seen often in one. */
export function stepsPerEpoch(trainingImages: number, batch: number): number {
  return Math.max(50, Math.ceil(trainingImages / batch));
}

/** Steps of a run of that length. */
export function totalSteps(length: RunConfig['length'], epochSteps: number): number {
  return length.unit === 'steps' ? length.count : length.count * epochSteps;
}

/** Validation may take at most this share of a run's time. */
const validationShare = 0.2;

/**
 * After how many epochs to validate, so that validation takes at most 20 % of the time: 1 where it is quick.
 * Measure once, early, and keep the answer with the run: then the plan does not depend on the clock any more.
 */
export function epochsBetweenValidations(secondsPerEpoch: number, validationSeconds: number): number {
  if (!(secondsPerEpoch > 0)) return 1;
  const allowed = (secondsPerEpoch * validationShare) / (1 - validationShare);
  return Math.max(1, Math.ceil(validationSeconds / allowed));
}

/**
 * Whether to validate when `step` steps are done: at the end of every n-th epoch, and after the last step.
 * @param step steps done, 1 after the first
 */
export function isValidationStep(
  step: number,
  plan: { stepsPerEpoch: number; totalSteps: number; epochsBetween: number },
): boolean {
  return step === plan.totalSteps || (step > 0 && step % (plan.stepsPerEpoch * plan.epochsBetween) === 0);
}

/** All validation steps of a run, ascending. */
export function validationSteps(plan: { stepsPerEpoch: number; totalSteps: number; epochsBetween: number }): number[] {
  const interval = plan.stepsPerEpoch * plan.epochsBetween;
  const steps: number[] = [];
  for (let step = interval; step < plan.totalSteps; step += interval) steps.push(step);
  steps.push(plan.totalSteps);
  return steps;
}
