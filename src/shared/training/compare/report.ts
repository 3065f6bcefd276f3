import { z } from 'zod';
import { comparisonIdSchema, runIdSchema } from '../../ids';
import { type ProblemData, problemDataSchema } from '../../problem';
import { formatWeighting } from '../../weighting/spec';
import { callSchema, comparedScoreSchema, comparisonTable, type ScoredRun } from './comparison-table';
import { configDifferences } from './config-differences';
import { compareMeasureSchema, imageCountsSchema } from './image-counts';
import { type ComparisonPlan, plannedRuns } from './plan';
import { primaryScore, scoreName, verdict } from './verdict';

/** A row of a comparison's table: one configuration. */
export const reportRowSchema = z.object({
  name: z.string(),
  /** In its short form. */
  weighting: z.string(),
  /** In what it differs from the first. */
  differs: z.array(z.string()),
  /** Means over the classes and class by class, IoU and Boundary IoU, each with its spread and difference. */
  metrics: z.array(comparedScoreSchema),
  /** Of the score that the verdict goes by. */
  difference: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** The smallest measured difference that would have been called. */
  detectable: z.number().nullable(),
  verdict: callSchema,
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** What a comparison found so far; kept as JSON and printed. */
export const comparisonReportSchema = z.object({
  comparison: comparisonIdSchema,
  project: z.string(),
  createdAt: z.string(),
  runs: z.object({ done: z.int(), planned: z.int() }),
  seeds: z.array(z.int()),
  scoredOn: z.enum(['test', 'validation']),
  /** Names of the images that were scored. */
  images: z.array(z.string()),
  classNames: z.array(z.string()),
  primary: z.object({ measure: compareMeasureSchema, className: z.string().nullable(), name: z.string() }),
  table: z.array(reportRowSchema),
  verdict: z.string(),
  /** How it was done and what to know about it. */
  notes: z.array(z.string()),
  failed: z.array(
    z.object({ configuration: z.string(), seed: z.int(), run: runIdSchema.nullable(), problem: problemDataSchema }),
  ),
  scored: z.array(
    z.object({
      configuration: z.string(),
      seed: z.int(),
      run: runIdSchema.nullable(),
      seconds: z.number().nullable(),
      images: z.array(imageCountsSchema),
    }),
  ),
});
export type ComparisonReport = z.infer<typeof comparisonReportSchema>;

/** What a report is made from; the store's records fit. */
export interface ReportedComparison {
  id: ComparisonReport['comparison'];
  plan: ComparisonPlan;
  classNames: readonly string[];
  scoredOn: 'test' | 'validation';
  createdAt: string;
  runs: readonly {
    configuration: number;
    seed: number;
    run: z.infer<typeof runIdSchema> | null;
    scores: ScoredRun['images'] | null;
    problem: ProblemData | null;
    seconds: number | null;
  }[];
}

/** The report of a comparison, also of one that is not finished. */
export function comparisonReport(comparison: ReportedComparison, project: string): ComparisonReport {
  const { id, plan, classNames, scoredOn, createdAt, runs } = comparison;
  const scored = runs.flatMap(({ scores, ...run }) => (scores === null ? [] : [{ ...run, images: [...scores] }]));
  const nameOf = (configuration: number): string => plan.configurations[configuration].name;
  const rows = comparisonTable(plan, classNames, scored);
  const images = scored[0]?.images.map(({ name }) => name) ?? [];
  return {
    comparison: id,
    project,
    createdAt,
    runs: { done: scored.length, planned: plannedRuns(plan).length },
    seeds: plan.seeds,
    scoredOn,
    images,
    classNames: [...classNames],
    primary: { ...plan.primary, name: scoreName(plan.primary) },
    table: rows.map((row, index) => {
      const { difference, call } = primaryScore(row, plan.primary);
      const { config } = plan.configurations[index];
      return {
        name: row.name,
        weighting: formatWeighting(config.weighting),
        differs: configDifferences(config, plan.configurations[0].config),
        metrics: row.scores,
        difference: difference?.mean ?? null,
        interval: difference?.interval ?? null,
        detectable: difference?.detectable ?? null,
        verdict: call,
      };
    }),
    verdict: verdict(rows, plan.primary),
    notes: notes(plan, scoredOn, images.length),
    failed: runs.flatMap(({ configuration, seed, run, problem }) =>
      problem === null ? [] : [{ configuration: nameOf(configuration), seed, run, problem }],
    ),
    scored: scored.map(({ configuration, seed, run, seconds, images: counts }) => ({
      configuration: nameOf(configuration),
      seed,
      run,
      seconds,
      images: counts,
    })),
  };
}

function notes({ configurations, seeds }: ComparisonPlan, scoredOn: 'test' | 'validation', images: number): string[] {
  const [{ name, config }] = configurations;
  const others = configurations.length - 1;
  const where =
    scoredOn === 'test'
      ? `the ${images} test ${images === 1 ? 'image' : 'images'}, which no run has seen`
      : `the ${images} validation ${images === 1 ? 'image' : 'images'}, since the project has no labelled test image`;
  return [
    `${seeds.length === 1 ? 'With one seed' : `For each of ${seeds.length} seeds`} all configurations had the same images, first variables where their shapes agree, batches and augmentations.`,
    `Scored after the last step on ${where}.`,
    `Differences to "${name}" are taken image by image and seed by seed; their 95 % intervals count both images and seeds as drawn by chance${
      others > 1 ? `, and are widened for ${others} configurations at once (Holm)` : ''
    }. An image counts in a class only where its labels have it.`,
    `Scores are pooled over the images. The boundary is ${config.boundaryDistancePx} pixels wide.`,
    ...(images === 1 ? ['With one image nothing is said about other images.'] : []),
    ...(images === 2 || images === 3
      ? [
          `${images} images tell little about others, so the intervals are wide; score on more to see smaller differences.`,
        ]
      : []),
  ];
}
