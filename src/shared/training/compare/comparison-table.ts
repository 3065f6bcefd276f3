import { z } from 'zod';
import { meanDifference } from './crossed-effects';
import { holm } from './holm';
import { type CompareMeasure, compareMeasureSchema, type ImageCounts, imageScore, pooledScore } from './image-counts';
import type { ComparisonPlan } from './plan';
import { quantileOfT } from './student-t';

/** Chance of a difference that is not there, over all configurations of a comparison together. */
export const COMPARE_ALPHA = 0.05;
/** Fewer seeds call nothing better or worse. */
export const SEEDS_TO_TELL = 5;

export const callSchema = z.enum(['baseline', 'better', 'worse', 'no-difference', 'not-compared']);
export type Call = z.infer<typeof callSchema>;

/** A configuration against the baseline in one score. */
export const scoreDifferenceSchema = z.object({
  /** Mean over images and seeds of the configuration's score minus the baseline's. */
  mean: z.number(),
  /** Bounds of the interval, widened by Holm's procedure; null where nothing tells how far the mean can be trusted. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Half of the interval: a measured difference beyond it would have been called. */
  detectable: z.number().nullable(),
  standardError: z.number().nullable(),
  degreesOfFreedom: z.number().nullable(),
  /** Two-sided, before Holm's procedure. */
  p: z.number().nullable(),
  images: z.int(),
  seeds: z.int(),
});
export type ScoreDifference = z.infer<typeof scoreDifferenceSchema>;

export const comparedScoreSchema = z.object({
  measure: compareMeasureSchema,
  /** Null: mean over the classes. */
  className: z.string().nullable(),
  /** Pooled over the images, one entry a seed that is done. */
  perSeed: z.array(z.object({ seed: z.int(), score: z.number().nullable() })),
  /** Over the seeds; null before the first. */
  mean: z.number().nullable(),
  lowest: z.number().nullable(),
  highest: z.number().nullable(),
  /** Null with fewer than two seeds. */
  standardDeviation: z.number().nullable(),
  /** Null for the baseline, and where no seed has both. */
  difference: scoreDifferenceSchema.nullable(),
  call: callSchema,
});
export type ComparedScore = z.infer<typeof comparedScoreSchema>;

export const comparisonRowSchema = z.object({ name: z.string(), scores: z.array(comparedScoreSchema) });
export type ComparisonRow = z.infer<typeof comparisonRowSchema>;

/** Scores of one run on the scored images. */
export interface ScoredRun {
  configuration: number;
  seed: number;
  images: readonly ImageCounts[];
}

/** A score that is looked at: of a class by its output channel, or the mean over them. */
export interface ScoreKind {
  measure: CompareMeasure;
  channel: number | null;
}

/** All scores of a comparison: the means first, then class by class, IoU before Boundary IoU. */
export function scoreKinds(classCount: number): ScoreKind[] {
  const channels = [null, ...Array.from({ length: classCount }, (_, channel) => channel)];
  return channels.flatMap((channel) => compareMeasureSchema.options.map((measure) => ({ measure, channel })));
}

/**
 * The table of a comparison, of the runs that are done so far (definitions: Comparing configurations). Differences are
 * taken image by image and seed by seed, over the seeds that both have; Holm's procedure goes over the configurations,
 * within each score.
 * @param classNames of the output channels, in order
 */
export function comparisonTable(
  plan: Pick<ComparisonPlan, 'configurations'>,
  classNames: readonly string[],
  runs: readonly ScoredRun[],
): ComparisonRow[] {
  const byKind = scoreKinds(classNames.length).map((kind) =>
    scoreColumn(plan.configurations.length, kind, classNames, runs),
  );
  return plan.configurations.map(({ name }, index) => ({ name, scores: byKind.map((column) => column[index]) }));
}

function scoreColumn(
  configurations: number,
  { measure, channel }: ScoreKind,
  classNames: readonly string[],
  runs: readonly ScoredRun[],
): ComparedScore[] {
  const of = (configuration: number): ScoredRun[] => runs.filter((run) => run.configuration === configuration);
  const baseline = of(0);
  const found = Array.from({ length: configurations }, (_, index) => {
    const table = index === 0 ? [] : differences(baseline, of(index), { measure, channel });
    return table.length === 0 ? null : meanDifference(table);
  });
  const steps = holm(
    found.map((difference) => difference?.p ?? null),
    COMPARE_ALPHA,
  );
  return found.map((difference, index) => {
    const perSeed = of(index).map(({ seed, images }) => ({ seed, score: pooledScore(images, measure, channel) }));
    const step = steps[index];
    const half =
      step === null || difference?.standardError == null || difference.degreesOfFreedom === null
        ? null
        : difference.standardError * quantileOfT(step.level, difference.degreesOfFreedom);
    return {
      measure,
      className: channel === null ? null : classNames[channel],
      perSeed,
      ...spread(perSeed.flatMap(({ score }) => (score === null ? [] : [score]))),
      difference:
        difference === null
          ? null
          : {
              mean: difference.mean,
              interval: half === null ? null : [difference.mean - half, difference.mean + half],
              detectable: half,
              standardError: difference.standardError,
              degreesOfFreedom: difference.degreesOfFreedom,
              p: difference.p,
              images: difference.images,
              seeds: difference.seeds,
            },
      call: callOf(index, difference, step?.isRejected ?? false),
    };
  });
}

function callOf(index: number, difference: { mean: number; seeds: number } | null, isRejected: boolean): Call {
  if (index === 0) return 'baseline';
  if (difference === null) return 'not-compared';
  if (!isRejected || difference.seeds < SEEDS_TO_TELL) return 'no-difference';
  return difference.mean > 0 ? 'better' : 'worse';
}

/** One row an image that has the class, one column a seed that both have; images in the order of the first run. */
function differences(baseline: readonly ScoredRun[], others: readonly ScoredRun[], kind: ScoreKind): number[][] {
  const pairs = baseline.flatMap((run) => {
    const other = others.find(({ seed }) => seed === run.seed);
    return other === undefined ? [] : [{ run, other }];
  });
  const scoreIn = (run: ScoredRun, id: ImageCounts['image']): number | null => {
    const image = run.images.find((entry) => entry.image === id);
    return image === undefined ? null : imageScore(image, kind.measure, kind.channel);
  };
  const ids = pairs[0]?.run.images.map(({ image }) => image) ?? [];
  return ids.flatMap((id) => {
    const row = pairs.flatMap(({ run, other }) => {
      const [from, to] = [scoreIn(run, id), scoreIn(other, id)];
      return from === null || to === null ? [] : [to - from];
    });
    return row.length === pairs.length ? [row] : [];
  });
}

function spread(scores: readonly number[]): Pick<ComparedScore, 'mean' | 'lowest' | 'highest' | 'standardDeviation'> {
  if (scores.length === 0) return { mean: null, lowest: null, highest: null, standardDeviation: null };
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return {
    mean,
    lowest: Math.min(...scores),
    highest: Math.max(...scores),
    standardDeviation: scores.length < 2 ? null : Math.sqrt(squares / (scores.length - 1)),
  };
}
