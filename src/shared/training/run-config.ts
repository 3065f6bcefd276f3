import { z } from 'zod';
import { runIdSchema } from '../ids';
import { weightingSchema } from '../weighting/schema';
import { runRuleSchema } from './run-rules';

/** Channels of the finest level; each coarser level has twice as many. */
const widthSchema = z.int().min(4).max(128).default(16);
/** How often the image is halved: a patch is a multiple of 2^depth. */
const depthSchema = z.int().min(1).max(6).default(4);

/** How deep the pretrained encoder is read: to its stride of 8, 16 or 32. */
export const encoderDepths = { least: 3, most: 5 } as const;

/**
 * Fully convolutional networks. `unet`: Ronneberger et al. 2015 with batch norm and bilinear upsampling.
 * `attention-unet`: the same with gates on its skips (Oktay et al. 2018). `efficientnet-lite0`: the encoder of Tan and
 * Le 2019, its lite form, with a U-Net's decoder.
 */
export const networkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unet'), width: widthSchema, depth: depthSchema }),
  z.strictObject({ kind: z.literal('attention-unet'), width: widthSchema, depth: depthSchema }),
  z.strictObject({
    kind: z.literal('efficientnet-lite0'),
    /** Of the decoder; the encoder has its own. */
    width: widthSchema,
    depth: z.int().min(encoderDepths.least).max(encoderDepths.most).default(5),
    /** Whether the encoder begins with what it learned on ImageNet, or with random weights. */
    pretrained: z.boolean().default(true),
  }),
]);
export type NetworkConfig = z.infer<typeof networkSchema>;
export type NetworkKind = NetworkConfig['kind'];
export const networkKindSchema = z.enum(['unet', 'attention-unet', 'efficientnet-lite0'] satisfies NetworkKind[]);

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
  /** The run of the project whose network is trained further, from its best checkpoint; null: from scratch. */
  startFrom: runIdSchema.nullable().default(null),
  length: runLengthSchema.default({ unit: 'epochs', count: 20 }),
  /** Side of the square training patch, pixels; a multiple of 2^depth. */
  patch: z.int().min(16).max(4096).default(192),
  batch: z.int().min(1).max(256).default(4),
  learningRate: z.number().positive().max(10).default(1e-3),
  optimizer: optimizerSchema.default({ kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }),
  schedule: rateScheduleSchema.default('cosine'),
  /** Epochs in which a pretrained encoder stays as it is; its batch norm statistics stay throughout. */
  freezeEncoderEpochs: z.int().min(0).max(100_000).default(2),
  /** Learning rate of a released pretrained encoder over that of the rest. */
  encoderRateFactor: z.number().gt(0).max(1).default(0.1),
  /** Whether coarser levels of the decoder are trained by heads of their own as well. */
  deepSupervision: z.boolean().default(false),
  /** Largest norm of all gradients together; longer ones are shortened to it. Null: never. */
  clipNorm: z.number().positive().max(1e6).nullable().default(null),
  /** Share that the moving average of the variables keeps a step, used for scoring and prediction. Null: none is kept. */
  averageDecay: z.number().min(0).lt(1).nullable().default(null),
  precision: precisionSchema.default('float32'),
  augmentation: augmentationSchema.default('standard'),
  validation: validationChoiceSchema.default({ kind: 'project' }),
  seed: z.int().min(0).max(0xffffffff).default(0),
  /** Validations without a better mean IoU before the run stops by itself; null: never. */
  patience: z.int().min(1).nullable().default(null),
  /** What is changed while it runs, and when. */
  rules: z.array(runRuleSchema).max(1000).default([]),
  /** d of Boundary IoU, pixels. */
  boundaryDistancePx: z.int().min(1).max(64).default(2),
});
export type RunConfig = z.infer<typeof runConfigSchema>;
