import { z } from 'zod';
import { runIdSchema } from '../../ids';
import { runConfigSchema } from '../../training/run-config';
import { classScoreSchema, runStatusSchema, scoresSchema } from '../../training/run-events';
import { colorSchema, fileFailureSchema } from './common';

const sharesSchema = z.object({
  pixels: z.int(),
  mean: z.number().nullable(),
  /** 0..1 */
  share: z.number().nullable(),
});

/** `maskwright weights --all --json` */
export const weightsSavedSchema = z.object({
  weighting: z.string(),
  files: z.array(z.string()),
  failed: z.array(fileFailureSchema),
});

/** `maskwright weights --json`: the map that training would use for this image, in weights (floor + strength n). */
export const weightsResultSchema = z.object({
  image: z.string(),
  weighting: z.string(),
  width: z.int(),
  height: z.int(),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  /** Over the labelled pixels of each class; empty where the image has no labels. */
  perClass: z.array(
    z.object({
      name: z.string(),
      color: colorSchema,
      pixels: z.int(),
      mean: z.number().nullable(),
      /** Part of the weight of all labelled pixels, 0..1. */
      share: z.number().nullable(),
    }),
  ),
  /** Labelled pixels beside one of another class; the share is of the labelled pixels' weight. */
  borders: sharesSchema,
  /** Pixels without a label; the share is of all pixels' weight. */
  unlabelled: sharesSchema,
  /** Time to compute the map, decoding not counted. */
  ms: z.number(),
  files: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type WeightsResult = z.infer<typeof weightsResultSchema>;

/** One run, in `runs list`, `runs show` and `runs delete`. */
export const runResultSchema = z.object({
  id: runIdSchema,
  status: runStatusSchema,
  config: runConfigSchema,
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  /** Steps done of the steps wanted. */
  step: z.int(),
  totalSteps: z.int().nullable(),
  best: z.object({ step: z.int(), meanIou: z.number().nullable() }).nullable(),
  metrics: scoresSchema.nullable(),
  trainingLoss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  reason: z.string().nullable(),
});
export type RunResult = z.infer<typeof runResultSchema>;
export const runsListedSchema = z.object({ runs: z.array(runResultSchema) });
export const runDeletedSchema = z.object({ deleted: runIdSchema });

/** `maskwright evaluate --json` */
export const evaluationResultSchema = z.object({
  run: runIdSchema,
  classes: z.array(classScoreSchema),
  meanIou: z.number().nullable(),
  images: z.array(z.object({ file: z.string(), meanIou: z.number().nullable(), classes: z.array(classScoreSchema) })),
  failed: z.array(fileFailureSchema),
});
export type EvaluationResult = z.infer<typeof evaluationResultSchema>;

/** `maskwright predict --json` */
export const predictionResultSchema = z.object({
  run: runIdSchema,
  written: z.array(z.string()),
  failed: z.array(fileFailureSchema),
});
export type PredictionResult = z.infer<typeof predictionResultSchema>;

/** `maskwright export --json` */
export const exportResultSchema = z.object({
  run: runIdSchema,
  format: z.literal('savedmodel'),
  files: z.array(z.string()),
  /** Largest difference of a probability between the export and the program, over the sample images. */
  maxDifference: z.number(),
});
export type ExportResult = z.infer<typeof exportResultSchema>;
