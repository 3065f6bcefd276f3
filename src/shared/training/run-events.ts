import { z } from 'zod';
import { imageIdSchema, runIdSchema } from '../ids';
import { problemDataSchema } from '../problem';

/** Scores of one class, pooled over the images; null where the class is in neither labels nor predictions. */
export const classScoreSchema = z.object({
  name: z.string(),
  iou: z.number().nullable(),
  dice: z.number().nullable(),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  boundaryIou: z.number().nullable(),
});
export type ClassScore = z.infer<typeof classScoreSchema>;

export const scoresSchema = z.object({
  classes: z.array(classScoreSchema),
  meanIou: z.number().nullable(),
  meanBoundaryIou: z.number().nullable(),
  validPixels: z.int(),
});
export type Scores = z.infer<typeof scoresSchema>;

export const runStatusSchema = z.enum(['preparing', 'running', 'finished', 'stopped', 'interrupted', 'failed']);
export type RunStatus = z.infer<typeof runStatusSchema>;

const base = { run: runIdSchema };

/** One typed stream a run; kept in the database, sent to the window, printed by the command line. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('preparing'), ...base, part: z.string(), done: z.int(), total: z.int() }),
  z.object({
    type: z.literal('started'),
    ...base,
    totalSteps: z.int(),
    fromStep: z.int(),
    stepsPerEpoch: z.int(),
    parameters: z.int(),
    trainingImages: z.int(),
    validationImages: z.int(),
    device: z.string(),
    estimate: z.object({
      secondsTotal: z.number().nullable(),
      memoryBytes: z.number(),
      /** Multiplications and additions of one step; runs of earlier versions did not tell. */
      flopsPerStep: z.number().optional(),
      /** Side of the square around a pixel that the network judges it by; earlier versions did not tell. */
      receptiveFieldPx: z.int().optional(),
      /** Side of the square that a middle-sized labelled object fits into, where one is seen whole. */
      objectPx: z.number().optional(),
    }),
  }),
  z.object({
    type: z.literal('step'),
    ...base,
    /** Steps done, 1 after the first. */
    step: z.int(),
    totalSteps: z.int(),
    loss: z.number(),
    learningRate: z.number(),
    strength: z.number(),
    msPerStep: z.number(),
    waitMsPerStep: z.number(),
    secondsLeft: z.number(),
  }),
  z.object({
    type: z.literal('validated'),
    ...base,
    step: z.int(),
    epoch: z.int(),
    trainingLoss: z.number().nullable(),
    /** Unweighted cross-entropy per valid pixel. */
    validationLoss: z.number(),
    scores: scoresSchema,
    isBest: z.boolean(),
    seconds: z.number(),
  }),
  z.object({ type: z.literal('saved'), ...base, step: z.int(), checkpoint: z.enum(['last', 'best']) }),
  z.object({
    type: z.literal('warned'),
    ...base,
    step: z.int().nullable(),
    problem: problemDataSchema,
    images: z.array(imageIdSchema).optional(),
  }),
  z.object({
    type: z.literal('finished'),
    ...base,
    status: z.enum(['finished', 'stopped', 'failed']),
    /** Why it ended: all steps done, early stopping, stopped by the person, or what failed. */
    reason: z.string(),
    problem: problemDataSchema.optional(),
    step: z.int(),
    trainingLoss: z.number().nullable(),
    validationLoss: z.number().nullable(),
    scores: scoresSchema.nullable(),
    bestStep: z.int().nullable(),
    seconds: z.number(),
    msPerStep: z.number().nullable(),
    waitShare: z.number().nullable(),
  }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
