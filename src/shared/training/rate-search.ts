import { z } from 'zod';

/**
 * A search for the learning rate (Smith 2017, "Cyclical learning rates for training neural networks"): the rate grows
 * exponentially from step to step, and the loss tells where it learns and where it bursts.
 */
export const rateSearchSchema = z.object({
  /** The smoothed loss after each step, and the rate of the step. */
  points: z.array(z.object({ rate: z.number(), loss: z.number() })),
  /** The rate to train with; null where the loss never fell. */
  rate: z.number().nullable(),
});
export type RateSearch = z.infer<typeof rateSearchSchema>;
export type RatePoint = RateSearch['points'][number];

export const searchedRates = { lowest: 1e-6, highest: 1, steps: 100 } as const;

/** Rate of a step of the search. @param step 0 for the first */
export function searchedRate(step: number): number {
  const { lowest, highest, steps } = searchedRates;
  return lowest * (highest / lowest) ** (step / (steps - 1));
}

/** Share that the smoothed loss keeps a step. */
const keptShare = 0.9;
/** Steps before the loss says enough to end the search by it. */
const firstSteps = 10;
/** A loss of so many times its lowest has burst. */
const burst = 4;

/** The loss of each step as an exponential mean of those up to it, corrected for its start (Kingma and Ba 2015). */
export function smoothedPoints(losses: readonly number[]): RatePoint[] {
  let mean = 0;
  return losses.map((loss, step) => {
    mean = keptShare * mean + (1 - keptShare) * loss;
    return { rate: searchedRate(step), loss: mean / (1 - keptShare ** (step + 1)) };
  });
}

/** Whether the loss has burst, so that higher rates would tell nothing. */
export function hasBurst(points: readonly RatePoint[]): boolean {
  const last = points.at(-1);
  if (last === undefined || points.length <= firstSteps) return false;
  return !Number.isFinite(last.loss) || last.loss > burst * Math.min(...points.map(({ loss }) => loss));
}

/** Points to either side that a slope is taken over. */
const reach = 3;
/** A fall of less than this share of the loss at the start is chance. */
const leastFall = 0.02;

/**
 * The rate at which the loss fell most steeply, over the logarithm of the rate, before it was lowest.
 * @returns null where the loss did not fall
 */
export function suggestedRate(points: readonly RatePoint[]): number | null {
  // The first losses are of few patches and say little of the rate.
  const told = points.filter(({ loss }) => Number.isFinite(loss)).slice(firstSteps - 1);
  if (told.length === 0) return null;
  const lowest = told.reduce((best, { loss }, at) => (loss < told[best].loss ? at : best), 0);
  if (told[lowest].loss > (1 - leastFall) * told[0].loss) return null;
  let steepest = { at: 0, slope: 0 };
  for (let at = 0; at <= lowest; at++) {
    const slope = slopeAround(told, at);
    if (slope < steepest.slope) steepest = { at, slope };
  }
  return round(told[steepest.at].rate);
}

/** Least squares over the points around one; the rates are evenly spaced in their logarithm. */
function slopeAround(points: readonly RatePoint[], at: number): number {
  const near = points.slice(Math.max(0, at - reach), at + reach + 1);
  // At the ends there are fewer points to one side.
  const middle = (near.length - 1) / 2;
  const sum = near.reduce((total, { loss }, offset) => total + (offset - middle) * loss, 0);
  const squares = near.reduce((total, _, offset) => total + (offset - middle) ** 2, 0);
  return squares === 0 ? 0 : sum / squares;
}

/** Two digits: no search is more exact. */
function round(rate: number): number {
  return Number(rate.toPrecision(2));
}
