import { z } from 'zod';
import { comparisonIdSchema, runIdSchema } from '../../ids';
import { problemDataSchema } from '../../problem';
import { comparisonReportSchema } from '../../training/compare/report';

const place = { configuration: z.string(), seed: z.int(), run: runIdSchema.nullable() };
const whole = {
  /** Runs that are done, of all. */
  done: z.int(),
  planned: z.int(),
  /** Until the whole comparison is done; null while nothing tells. */
  secondsLeft: z.number().nullable(),
};

/** A line each of `maskwright compare --json` and `maskwright comparisons resume --json`. */
export const comparisonEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    comparison: comparisonIdSchema,
    configurations: z.array(z.string()),
    seeds: z.array(z.int()),
    scoredOn: z.enum(['test', 'validation']),
    ...whole,
  }),
  /** At most one a second. */
  z.object({ type: z.literal('step'), ...place, step: z.int(), totalSteps: z.int(), ...whole }),
  z.object({
    type: z.literal('scored'),
    ...place,
    meanIou: z.number().nullable(),
    meanBoundaryIou: z.number().nullable(),
    seconds: z.number(),
    ...whole,
  }),
  z.object({ type: z.literal('failed'), ...place, problem: problemDataSchema, ...whole }),
  comparisonReportSchema.extend({
    type: z.literal('finished'),
    /** `stopped`: by the person; `incomplete`: some runs failed. */
    status: z.enum(['finished', 'stopped', 'incomplete']),
    /** The report: JSON, a printable page, a table. */
    files: z.array(z.string()),
  }),
]);
export type ComparisonEvent = z.infer<typeof comparisonEventSchema>;

/** `maskwright comparisons list --json` */
export const comparisonsListedSchema = z.object({
  comparisons: z.array(
    z.object({
      id: comparisonIdSchema,
      createdAt: z.string(),
      isRunning: z.boolean(),
      configurations: z.array(z.string()),
      seeds: z.array(z.int()),
      scoredOn: z.enum(['test', 'validation']),
      done: z.int(),
      planned: z.int(),
      verdict: z.string(),
    }),
  ),
});

/** `maskwright comparisons show --json` */
export const comparisonShownSchema = comparisonReportSchema.extend({ files: z.array(z.string()) });
export const comparisonDeletedSchema = z.object({ deleted: comparisonIdSchema });
