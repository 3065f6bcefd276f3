import { z } from 'zod';
import { problemDataSchema } from '../problem';
import { imageCountsSchema } from '../training/compare/image-counts';
import { runConfigSchema } from '../training/run-config';
import { runEventSchema } from '../training/run-events';
import { nothing, request, requestWithProgress } from './define';
import { sentLabelsSchema } from './engine-subjects';

/** What a configuration needs, from the shapes of its graph alone. */
export const engineEstimateSchema = z.object({
  memoryBytes: z.number(),
  /** What the machine has free for it. */
  availableBytes: z.number(),
  parameters: z.int(),
  receptiveFieldPx: z.int(),
  /** Multiplications and additions of one step. */
  flopsPerStep: z.number(),
  /** Why it cannot be trained on this machine. */
  refusals: z.array(problemDataSchema),
  /** What to know before. */
  notes: z.array(problemDataSchema),
  /** Largest batch and patch, each with the other as it is, that fit where this does not; null where it fits or nothing would. */
  fit: z.object({ batch: z.int().nullable(), patch: z.int().nullable() }).nullable(),
});
export type EngineEstimate = z.infer<typeof engineEstimateSchema>;

/** What an engine is asked for training. */
export const engineTraining = {
  /**
   * Trains a run to its end; cancelling stops it after the step in hand. Its events are the progress, `finished` the
   * last of them. Only an engine of the run's own is asked this.
   */
  train: requestWithProgress(
    z.object({
      runFolder: z.string(),
      cacheFolder: z.string(),
      vendorFolder: z.string(),
      /** Go on from the checkpoint `last`. */
      resume: z.boolean(),
    }),
    nothing,
    runEventSchema,
  ),
  /** Counts of a compared run after its last step, image by image. */
  scoreComparedRun: request(
    z.object({ runFolder: z.string(), frozenFolder: z.string(), scoredOn: z.enum(['test', 'validation']) }),
    z.array(imageCountsSchema),
  ),
  /** Sides of the objects that labels show whole; see `objectSides`. Tiles count from the part's corner. */
  objectSides: request(
    z.object({
      width: z.int().min(1),
      height: z.int().min(1),
      tiles: sentLabelsSchema.unwrap(),
      /** Class id of each output channel. */
      classIds: z.array(z.int()),
    }),
    z.array(z.int().min(1)),
  ),
  trainingDevice: request(nothing, z.object({ hasBfloat16: z.boolean() })),
  estimateRun: request(
    z.object({ config: runConfigSchema, inputChannels: z.int().min(1), classCount: z.int().min(2) }),
    engineEstimateSchema,
  ),
  /** Times a few steps of the configuration on made data. */
  timeSteps: request(
    z.object({ config: runConfigSchema, inputChannels: z.int().min(1), classCount: z.int().min(2) }),
    z.object({ flopsPerStep: z.number(), secondsPerStep: z.number() }),
  ),
};
