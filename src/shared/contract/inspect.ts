import { z } from 'zod';
import { imageIdSchema, runIdSchema } from '../ids';
import { scoresSchema } from '../training/run-events';
import { snapshotChannelSchema } from '../training/snapshot';
import { nothing, request } from './define';
import { byteMapSchema } from './weights';

/** What a pane can show that the engine makes; image and labels the window has itself. */
export const inspectLayerSchema = z.discriminatedUnion('kind', [
  /** The channel of highest probability. */
  z.object({ kind: z.literal('prediction') }),
  z.object({ kind: z.literal('probability'), channel: z.int().min(0) }),
  /** Where prediction and label differ, over the labelled pixels. */
  z.object({ kind: z.literal('error') }),
  /** Unweighted cross-entropy of each labelled pixel. */
  z.object({ kind: z.literal('loss') }),
  /** The weights that the run trains with at full strength. */
  z.object({ kind: z.literal('weight') }),
  /** Their product: what drove the training. */
  z.object({ kind: z.literal('weighted-loss') }),
]);
export type InspectLayer = z.infer<typeof inspectLayerSchema>;

/** Bytes of the layer `error` where the prediction is right, and of every layer where the pixel is not labelled. */
export const RIGHT = 254;
export const NOT_LABELLED = 255;

/**
 * Bytes of a layer. prediction: the channel index. error: the channel that a pixel was taken for, {@link RIGHT}, or
 * {@link NOT_LABELLED}. The others: 0 at `low`, 254 at `high`, 255 where not labelled (loss, weighted-loss only).
 */
export const inspectedLayerSchema = z.object({
  map: byteMapSchema,
  low: z.number(),
  high: z.number(),
  /** What to know, e.g. that the labels changed since the run. */
  notices: z.array(z.string()),
});
export type InspectedLayer = z.infer<typeof inspectedLayerSchema>;

export const inspectAtSchema = z.object({
  /** Channel index of label and prediction; null where the pixel is not labelled. */
  label: z.int().nullable(),
  prediction: z.int(),
  /** In channel order. */
  probabilities: z.array(z.number()),
  loss: z.number().nullable(),
  weight: z.number(),
});
export type InspectAt = z.infer<typeof inspectAtSchema>;

const network = { run: runIdSchema, checkpoint: z.enum(['best', 'last']) };
const of = { ...network, image: imageIdSchema };

export const inspectedImageSchema = z.object({
  channels: z.array(snapshotChannelSchema),
  /** Step of the checkpoint that was read. */
  step: z.int(),
  /** Null where nothing in the image is labelled. */
  scores: scoresSchema.nullable(),
  /** How the run used the image. */
  use: z.enum(['training', 'validation', 'none']),
  notices: z.array(z.string()),
});
export type InspectedImage = z.infer<typeof inspectedImageSchema>;

export const inspectedSetSchema = z.object({
  step: z.int(),
  scores: scoresSchema,
  /** Worst mean IoU first. */
  images: z.array(
    z.object({ id: imageIdSchema, name: z.string(), thumbnail: z.string(), meanIou: z.number().nullable() }),
  ),
  notices: z.array(z.string()),
});
export type InspectedSet = z.infer<typeof inspectedSetSchema>;

export const inspectRequests = {
  'inspect.layer': request(z.object({ ...of, layer: inspectLayerSchema }), inspectedLayerSchema),
  'inspect.at': request(z.object({ ...of, x: z.int().min(0), y: z.int().min(0) }), inspectAtSchema),
  'inspect.image': request(z.object(of), inspectedImageSchema),
  /** Scores the run's validation images (its training images where it has none), with progress as events. */
  'inspect.set': request(z.object(network), inspectedSetSchema),
  'inspect.cancelSet': request(nothing, nothing),
};

export const inspectEvents = {
  'inspect.setProgress': z.object({ run: runIdSchema, done: z.int(), total: z.int() }),
};
