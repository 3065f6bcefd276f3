import { z } from 'zod';
import { imageIdSchema, runIdSchema } from '../ids';
import { scoresSchema } from '../training/run-events';
import { snapshotChannelSchema } from '../training/snapshot';
import { nothing, request } from './define';
import { disagreementSchema, imageNumbersSchema } from './inspect-numbers';
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
  /** Of the probabilities, in nats: how unsure the network is. */
  z.object({ kind: z.literal('entropy') }),
]);
export type InspectLayer = z.infer<typeof inspectLayerSchema>;

/** The same, and what looks inside the network or at another one. */
export const paneLayerSchema = z.discriminatedUnion('kind', [
  ...inspectLayerSchema.options,
  /** Mean absolute activation of a layer; of an attention map its coefficients. */
  z.object({ kind: z.literal('activation'), layer: z.string() }),
  /** Where the prediction differs from that of another run's best checkpoint. */
  z.object({ kind: z.literal('difference'), run: runIdSchema }),
]);
export type PaneLayer = z.infer<typeof paneLayerSchema>;

/** What a pane can show: the window's own image and labels, or a layer that the engine makes. */
export const paneViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('image') }),
  z.object({ kind: z.literal('labels') }),
  ...paneLayerSchema.options,
]);
export type PaneView = z.infer<typeof paneViewSchema>;

/** Bytes of the layer `error` where the prediction is right, and of every layer where the pixel is not labelled. */
export const RIGHT = 254;
export const NOT_LABELLED = 255;

/**
 * Bytes of the layer `difference`, {@link RIGHT} where both networks say the same: the first alone is right, the other
 * alone is right, they differ and neither is right, they differ where nothing is labelled.
 */
export const DIFFERENCE = { thisRight: 0, otherRight: 1, neitherRight: 2, notLabelled: 3 } as const;

/**
 * Bytes of a layer. prediction: the channel index. error: the channel that a pixel was taken for, {@link RIGHT}, or
 * {@link NOT_LABELLED}. difference: {@link DIFFERENCE}. The others: 0 at `low`, 254 at `high`, 255 where not labelled (loss, weighted-loss only).
 */
export const inspectedLayerSchema = z.object({
  map: byteMapSchema,
  low: z.number(),
  high: z.number(),
  /** What to know, e.g. that the labels changed since the run. */
  notices: z.array(z.string()),
});
export type InspectedLayer = z.infer<typeof inspectedLayerSchema>;

export const networkLayerSchema = z.object({
  name: z.string(),
  /** E.g. `convolution`; an `attention-map` shows where a gate looked. */
  kind: z.string(),
  /** Pixels a cell. */
  stride: z.number(),
  channels: z.int().min(1),
});
export type NetworkLayer = z.infer<typeof networkLayerSchema>;

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
  /** Null where nothing in the image is labelled; so are the numbers. */
  scores: scoresSchema.nullable(),
  numbers: imageNumbersSchema.nullable(),
  /** Where labels and prediction differ most, worst first. */
  regions: z.array(disagreementSchema),
  /** How the run used the image. */
  use: z.enum(['training', 'validation', 'none']),
  notices: z.array(z.string()),
});
export type InspectedImage = z.infer<typeof inspectedImageSchema>;

const listedImage = { id: imageIdSchema, name: z.string(), thumbnail: z.string() };

/** A region of an image of the project. */
export const listedRegionSchema = disagreementSchema.extend({ image: z.object(listedImage) });
export type ListedRegion = z.infer<typeof listedRegionSchema>;

export const inspectedSetSchema = z.object({
  step: z.int(),
  scores: scoresSchema,
  numbers: imageNumbersSchema,
  /** Worst mean IoU first. */
  images: z.array(z.object({ ...listedImage, meanIou: z.number().nullable() })),
  /** Of all these images, worst first. */
  regions: z.array(listedRegionSchema),
  notices: z.array(z.string()),
});
export type InspectedSet = z.infer<typeof inspectedSetSchema>;

/** A region whose label a network doubts that never saw the image. */
export const doubtSchema = listedRegionSchema.extend({
  /** Class ids of the project: of the label, and of what the network is sure of. */
  labelId: z.int(),
  predictedId: z.int(),
  /** Their names and colours, in the run that doubts. */
  labelClass: z.object({ name: z.string(), color: z.string() }),
  predictedClass: z.object({ name: z.string(), color: z.string() }),
  /** Whose network it is. */
  run: runIdSchema,
});
export type Doubt = z.infer<typeof doubtSchema>;

export const doubtsSchema = z.object({
  /** By falling score; the first {@link LISTED_DOUBTS}. */
  doubts: z.array(doubtSchema),
  /** How many there are in all, without those said to be right. */
  total: z.int(),
  /** Labelled images that were looked at, and that could not be: every run trained on them. */
  images: z.int(),
  seenByAll: z.int(),
  /** Said to be right, and left out for it. */
  right: z.int(),
  notices: z.array(z.string()),
});
export type Doubts = z.infer<typeof doubtsSchema>;
export const LISTED_DOUBTS = 200;

export const paintNextSchema = z.object({
  images: z.array(z.object({ ...listedImage, reason: z.string() })),
  /** Unpainted images that were looked at. */
  candidates: z.int(),
  notices: z.array(z.string()),
});
export type PaintNext = z.infer<typeof paintNextSchema>;

export const inspectRequests = {
  'inspect.layer': request(z.object({ ...of, layer: paneLayerSchema }), inspectedLayerSchema),
  /** The layers of a run's network, in the order of the forward pass. */
  'inspect.layers': request(z.object(network), z.array(networkLayerSchema)),
  'inspect.at': request(z.object({ ...of, x: z.int().min(0), y: z.int().min(0) }), inspectAtSchema),
  'inspect.image': request(z.object(of), inspectedImageSchema),
  /** Scores the run's validation images (its training images where it has none), with progress as events. */
  'inspect.set': request(z.object(network), inspectedSetSchema),
  'inspect.cancelSet': request(nothing, nothing),
  /** Doubts the labels of all images by runs that did not train on them, with progress as events. */
  'inspect.doubts': request(z.object(network), doubtsSchema),
  /** Says that the label of a doubted region is right, so that it is not listed again; or takes that back. */
  'inspect.judge': request(
    z.object({
      image: imageIdSchema,
      x: z.int(),
      y: z.int(),
      width: z.int().min(1),
      height: z.int().min(1),
      labelId: z.int(),
      predictedId: z.int(),
    }),
    z.object({ judgement: z.int() }),
  ),
  'inspect.unjudge': request(z.object({ judgement: z.int() }), nothing),
  /** Which images to paint next, best first, with progress as events. */
  'inspect.paintNext': request(z.object(network), paintNextSchema),
  /** Gives up doubting, or looking for what to paint next. */
  'inspect.cancelSearch': request(nothing, nothing),
};

export const inspectEvents = {
  'inspect.setProgress': z.object({ run: runIdSchema, done: z.int(), total: z.int() }),
  'inspect.searchProgress': z.object({ run: runIdSchema, done: z.int(), total: z.int() }),
};
