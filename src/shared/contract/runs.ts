import { z } from 'zod';
import { projectIdSchema, runIdSchema } from '../ids';
import { problemDataSchema } from '../problem';
import { runConfigSchema } from '../training/run-config';
import { runEventSchema, runStatusSchema, scoresSchema } from '../training/run-events';
import { nothing, request } from './define';

export const runRowSchema = z.object({
  id: runIdSchema,
  status: runStatusSchema,
  config: runConfigSchema,
  /** ISO 8601; so are the times below. */
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Steps done, of all. */
  step: z.int(),
  totalSteps: z.int().nullable(),
  best: z.object({ step: z.int(), meanIou: z.number().nullable() }).nullable(),
  trainingLoss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  scores: scoresSchema.nullable(),
  /** Why it ended. */
  reason: z.string().nullable(),
  problem: problemDataSchema.nullable(),
  notes: z.string(),
  /** Has a checkpoint, so that Inspect and Export can read it. */
  isTrained: z.boolean(),
});
export type RunRow = z.infer<typeof runRowSchema>;

export const storedRunEventSchema = z.object({ seq: z.int(), at: z.string(), event: runEventSchema });
export type StoredRunEvent = z.infer<typeof storedRunEventSchema>;

/** A run in progress, of whatever project: what the top bar shows on every screen. */
export const activeRunSchema = z.object({
  project: projectIdSchema,
  projectName: z.string(),
  projectFolder: z.string(),
  run: runIdSchema,
  /** A few words on its weighting. */
  name: z.string(),
  /** What it does just now, e.g. `Preparing images, 3 of 24`; null while it trains. */
  phase: z.string().nullable(),
  step: z.int(),
  totalSteps: z.int().nullable(),
  secondsLeft: z.number().nullable(),
  /** Told to stop, and ending. */
  isStopping: z.boolean(),
});
export type ActiveRun = z.infer<typeof activeRunSchema>;

/** What there is to train on, for choosing a configuration and for saying what is missing. */
export const trainingFactsSchema = z.object({
  images: z.int(),
  labelledImages: z.int(),
  training: z.int(),
  validation: z.int(),
  /** Longest and shortest side over the labelled images, pixels; null where none is labelled. */
  largestSidePx: z.int().nullable(),
  smallestSidePx: z.int().nullable(),
  classes: z.array(z.object({ name: z.string(), pixels: z.number() })),
  inputChannels: z.int(),
  /** Side of the square that a middle-sized labelled object fits into; null where none is seen whole, or measured yet. */
  objectPx: z.number().nullable(),
  /** What keeps training from starting, a sentence and a remedy each; empty where it can start. */
  missing: z.array(problemDataSchema),
  /** Whether bfloat16 pays on this device. */
  hasBfloat16: z.boolean(),
});
export type TrainingFacts = z.infer<typeof trainingFactsSchema>;

export const runEstimateSchema = z.object({
  totalSteps: z.int(),
  stepsPerEpoch: z.int(),
  /** From this device's measured speed. */
  secondsTotal: z.number().nullable(),
  memoryBytes: z.number(),
  /** What the machine has for it. */
  availableBytes: z.number(),
  parameters: z.int(),
  receptiveFieldPx: z.int(),
  /** Why it cannot be trained like this, or what to know before; hints say what would fit. */
  problems: z.array(problemDataSchema),
  /** Largest batch, or largest patch, that would fit where it is too large; null where it fits or nothing would. */
  fit: z.object({ batch: z.int().nullable(), patch: z.int().nullable() }).nullable(),
  /** Whether one of the problems keeps it from starting. */
  canStart: z.boolean(),
});
export type RunEstimateReply = z.infer<typeof runEstimateSchema>;

const run = { run: runIdSchema };

export const runRequests = {
  /** Newest first. */
  'runs.list': request(nothing, z.array(runRowSchema)),
  'runs.events': request(z.object({ ...run, afterSeq: z.int().min(0) }), z.array(storedRunEventSchema)),
  'runs.facts': request(nothing, trainingFactsSchema),
  /** The size of the labelled objects, measured where it has to be, which takes longer than the other facts. */
  'runs.objectSize': request(nothing, z.object({ objectPx: z.number().nullable() })),
  'runs.estimate': request(z.object({ config: runConfigSchema }), runEstimateSchema),
  'runs.start': request(z.object({ config: runConfigSchema }), z.object(run)),
  /** Ends after the step in hand, with a checkpoint; the run can be resumed. */
  'runs.stop': request(z.object(run), nothing),
  'runs.resume': request(z.object(run), nothing),
  /** Deletes row, checkpoints and events. Cannot be undone. */
  'runs.remove': request(z.object(run), nothing),
  'runs.note': request(z.object({ ...run, notes: z.string().max(2000) }), nothing),
  /** Runs in progress in all projects. */
  'runs.active': request(nothing, z.array(activeRunSchema)),
  /** Stops a run of any project from the top bar. */
  'runs.stopActive': request(z.object({ project: projectIdSchema, ...run }), nothing),
};

export const runEvents = {
  /** A run of the window's project changed: its row. */
  'runs.changed': runRowSchema,
  /** A new event of a run of the window's project, in order. */
  'runs.eventAdded': z.object({ ...run, entry: storedRunEventSchema }),
  'runs.removed': z.object(run),
  /** All runs in progress; sent at most a few times a second, to every window. */
  'runs.activeChanged': z.array(activeRunSchema),
  /** Once a run, to every window. */
  'runs.ended': z.object({
    project: projectIdSchema,
    projectName: z.string(),
    projectFolder: z.string(),
    run: runRowSchema,
  }),
};
