import { z } from 'zod';
import { comparisonIdSchema } from '../ids';
import { comparisonPlanSchema } from '../training/compare/plan';
import { comparisonReportSchema } from '../training/compare/report';
import { nothing, request } from './define';

/** A comparison as the window shows it: its report without the counts of every image. */
export const comparisonRowSchema = comparisonReportSchema.omit({ scored: true }).extend({
  /** Some program works on it. */
  isRunning: z.boolean(),
});
export type ComparisonRow = z.infer<typeof comparisonRowSchema>;

/** The comparison that this program works on. */
export const activeComparisonSchema = z.object({
  projectName: z.string(),
  projectFolder: z.string(),
  comparison: comparisonIdSchema,
  /** Runs that are done, of all. */
  done: z.int(),
  planned: z.int(),
  /** What is trained or scored just now. */
  configuration: z.string(),
  seed: z.int(),
  /** Until all of it is done; null while nothing tells. */
  secondsLeft: z.number().nullable(),
  isStopping: z.boolean(),
});
export type ActiveComparison = z.infer<typeof activeComparisonSchema>;

const comparison = { comparison: comparisonIdSchema };

export const comparisonRequests = {
  /** Newest first. */
  'comparisons.list': request(nothing, z.array(comparisonRowSchema)),
  'comparisons.start': request(comparisonPlanSchema, z.object(comparison)),
  'comparisons.resume': request(z.object(comparison), nothing),
  /** Ends after the step in hand; what is done is kept. */
  'comparisons.stop': request(nothing, nothing),
  /** Deletes the comparison with its report; its runs stay. */
  'comparisons.remove': request(z.object(comparison), nothing),
  /** Writes the report and opens its page, from where it can be printed. */
  'comparisons.openReport': request(z.object(comparison), nothing),
  'comparisons.active': request(nothing, activeComparisonSchema.nullable()),
};

export const comparisonEvents = {
  /** A comparison of the window's project came further, or is new. */
  'comparisons.changed': comparisonRowSchema,
  'comparisons.removed': z.object(comparison),
  /** To every window; null where none is in progress. */
  'comparisons.activeChanged': activeComparisonSchema.nullable(),
};
