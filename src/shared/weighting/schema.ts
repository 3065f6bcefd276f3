import { z } from 'zod';

/** How a raw map becomes [0,1]; see `normalise.ts` for the formulas. */
export const normaliserSchema = z.enum(['min-max', 'percentile', 'rank', 'none']);
export type Normaliser = z.infer<typeof normaliserSchema>;

const share = z.number().min(0).max(1000).default(1);

export const edgeTermSchema = z.strictObject({
  source: z.literal('edge'),
  share,
  operator: z.enum(['forward', 'sobel']).default('forward'),
  magnitude: z.enum(['l2', 'l1']).default('l2'),
  /** Gaussian before the differences, pixels. */
  sigma: z.number().min(0).max(8).default(0),
  normaliser: normaliserSchema.default('min-max'),
});

export const regionTermSchema = z.strictObject({
  source: z.literal('region'),
  share,
  /** Mean intensity over the channels, 0..1, or Otsu's value of the image. */
  threshold: z.union([z.number().min(0).max(1), z.literal('otsu')]).default(0.5),
  /** Width of the sigmoid, in intensity; 0 is the hard step. */
  softness: z.number().min(0).max(1).default(0),
  side: z.enum(['dark', 'bright']).default('dark'),
  normaliser: normaliserSchema.default('none'),
});

export const featureTermSchema = z.strictObject({
  source: z.literal('feature'),
  share,
  /** `lite0` is built in; anything else is the path of a tfjs graph or layers model. */
  extractor: z.string().min(1).default('lite0'),
  /** For `lite0` the depth 1..6, fine to coarse; for other models the name of a node or layer. */
  layer: z.union([z.int().min(1).max(6), z.string().min(1)]).default(2),
  normaliser: normaliserSchema.default('min-max'),
});

export const balanceTermSchema = z.strictObject({
  source: z.literal('balance'),
  share,
  /** 0 no balancing, 1 full inverse frequency. */
  smoothing: z.number().min(0).max(1).default(0.5),
  normaliser: normaliserSchema.default('none'),
});

export const borderTermSchema = z.strictObject({
  source: z.literal('border'),
  share,
  /** Names of the classes whose components are objects, separated by `|`; `auto`: the one in most pieces. */
  classes: z.string().min(1).default('auto'),
  /** How far from both objects a border counts, pixels. */
  sigma: z.number().min(0.5).max(50).default(5),
  normaliser: normaliserSchema.default('none'),
});

export const paintedTermSchema = z.strictObject({
  source: z.literal('painted'),
  share,
  normaliser: normaliserSchema.default('none'),
});

export const uncertaintyTermSchema = z.strictObject({
  source: z.literal('uncertainty'),
  share,
  /** The run whose best checkpoint is asked; empty where none is chosen yet, which cannot be trained with. */
  run: z
    .string()
    .regex(/^(run-\d{3,})?$/)
    .default(''),
  normaliser: normaliserSchema.default('none'),
});

export const termSchema = z.discriminatedUnion('source', [
  edgeTermSchema,
  regionTermSchema,
  featureTermSchema,
  balanceTermSchema,
  borderTermSchema,
  paintedTermSchema,
  uncertaintyTermSchema,
]);
export type WeightingTerm = z.infer<typeof termSchema>;
export type EdgeTerm = z.infer<typeof edgeTermSchema>;
export type RegionTerm = z.infer<typeof regionTermSchema>;
export type FeatureTerm = z.infer<typeof featureTermSchema>;
export type BalanceTerm = z.infer<typeof balanceTermSchema>;
export type BorderTerm = z.infer<typeof borderTermSchema>;
export type UncertaintyTerm = z.infer<typeof uncertaintyTermSchema>;

/** How strength follows the step: at once, linearly up over the first steps, or switched on after some. */
export const strengthScheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant') }),
  z.strictObject({ kind: z.literal('ramp'), steps: z.int().min(1) }),
  z.strictObject({ kind: z.literal('after'), step: z.int().min(1) }),
]);
export type StrengthSchedule = z.infer<typeof strengthScheduleSchema>;

/** w = floor + strength * n, n the share-weighted mean of the normalised terms; no terms: w = floor. */
export const weightingSchema = z.strictObject({
  terms: z.array(termSchema).max(8).default([]),
  floor: z.number().min(0).max(100).default(1),
  strength: z.number().min(0).max(1000).default(4),
  schedule: strengthScheduleSchema.default({ kind: 'constant' }),
});
export type Weighting = z.infer<typeof weightingSchema>;

export const unweighted: Weighting = weightingSchema.parse({});
