import { z } from 'zod';
import { weightingSchema } from '../weighting/schema';

/** Fully convolutional U-Net (Ronneberger 2015) with batch norm and bilinear upsampling. */
export const networkSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('unet'),
    /** Channels of the first level; each deeper level has twice as many. */
    width: z.int().min(4).max(128).default(16),
    /** Number of poolings. */
    depth: z.int().min(1).max(6).default(4),
  }),
]);
export type NetworkConfig = z.infer<typeof networkSchema>;

export const lossSchema = z.strictObject({
  kind: z.enum(['ce', 'dice', 'ce+dice', 'focal']).default('ce'),
  /** a of (1-a) CE + a Dice. */
  diceShare: z.number().min(0).max(1).default(0.5),
  /** gamma of the focal loss. */
  focalGamma: z.number().min(0).max(10).default(2),
  labelSmoothing: z.number().min(0).max(0.9).default(0),
});
export type LossConfig = z.infer<typeof lossSchema>;

export const optimizerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('adam'),
    beta1: z.number().min(0).lt(1).default(0.9),
    beta2: z.number().min(0).lt(1).default(0.999),
    epsilon: z.number().positive().default(1e-7),
  }),
  z.strictObject({
    kind: z.literal('adamw'),
    beta1: z.number().min(0).lt(1).default(0.9),
    beta2: z.number().min(0).lt(1).default(0.999),
    epsilon: z.number().positive().default(1e-7),
    /** Decoupled (Loshchilov and Hutter 2019), not on biases and batch norm. */
    weightDecay: z.number().min(0).max(1).default(0.01),
  }),
  z.strictObject({
    kind: z.literal('sgd'),
    momentum: z.number().min(0).lt(1).default(0.9),
  }),
]);
export type OptimizerConfig = z.infer<typeof optimizerSchema>;

export const rateScheduleSchema = z.enum(['constant', 'cosine', 'onecycle']);
export type RateSchedule = z.infer<typeof rateScheduleSchema>;

export const augmentationSchema = z.enum(['none', 'light', 'standard', 'strong']);
export type Augmentation = z.infer<typeof augmentationSchema>;

export const precisionSchema = z.enum(['float32', 'bfloat16']);
export type Precision = z.infer<typeof precisionSchema>;

export const runLengthSchema = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('steps'), count: z.int().min(1).max(10_000_000) }),
  z.strictObject({ unit: z.literal('epochs'), count: z.int().min(1).max(100_000) }),
]);

/** Which images validate: the project's split, a share by seeded hash, or images by name. */
export const validationChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('project') }),
  z.strictObject({ kind: z.literal('share'), share: z.number().gt(0).lt(1) }),
  z.strictObject({ kind: z.literal('images'), names: z.array(z.string().min(1)).min(1) }),
]);
export type ValidationChoice = z.infer<typeof validationChoiceSchema>;

/** All that decides a run, apart from the images and labels themselves. */
export const runConfigSchema = z.strictObject({
  network: networkSchema.default({ kind: 'unet', width: 16, depth: 4 }),
  loss: lossSchema.default({ kind: 'ce', diceShare: 0.5, focalGamma: 2, labelSmoothing: 0 }),
  weighting: weightingSchema.default({ terms: [], floor: 1, strength: 4, schedule: { kind: 'constant' } }),
  length: runLengthSchema.default({ unit: 'epochs', count: 20 }),
  /** Side of the square training patch, pixels; a multiple of 2^depth. */
  patch: z.int().min(16).max(4096).default(192),
  batch: z.int().min(1).max(256).default(4),
  learningRate: z.number().positive().max(10).default(1e-3),
  optimizer: optimizerSchema.default({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }),
  schedule: rateScheduleSchema.default('cosine'),
  precision: precisionSchema.default('float32'),
  augmentation: augmentationSchema.default('standard'),
  validation: validationChoiceSchema.default({ kind: 'project' }),
  seed: z.int().min(0).max(0xffffffff).default(0),
  /** Validations without a better mean IoU before the run stops by itself; null: never. */
  patience: z.int().min(1).nullable().default(null),
  /** d of Boundary IoU, pixels. */
  boundaryDistancePx: z.int().min(1).max(64).default(2),
});
export type RunConfig = z.infer<typeof runConfigSchema>;
