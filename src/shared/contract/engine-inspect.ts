import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { imagePartFields } from '../images/image-part';
import { snapshotChannelSchema } from '../training/snapshot';
import { request } from './define';
import { labelsNeeded, networkSchema, sentLabelsSchema } from './engine-subjects';
import { inspectAtSchema, inspectedLayerSchema, inspectLayerSchema } from './inspect';

/** An image before a run's network: its file as the project knows it, and its labels as they are now. */
const inspectSubjectSchema = z.object({
  ...networkSchema.shape,
  image: z.object({
    id: imageIdSchema,
    name: z.string(),
    path: z.string(),
    sha256: z.string(),
    width: z.int().min(1),
    height: z.int().min(1),
    ...imagePartFields,
  }),
  labelRevision: z.int().min(0),
  labels: sentLabelsSchema,
  /** Below which importance maps are kept. */
  cacheFolder: z.string(),
});
export type InspectSubject = z.infer<typeof inspectSubjectSchema>;

export const engineInspectRequests = {
  /** What a run's network is, and on which images it was trained. */
  inspectRun: request(
    networkSchema,
    z.object({
      channels: z.array(snapshotChannelSchema),
      /** Step of the checkpoint that was read. */
      step: z.int(),
      /** Another one where the checkpoint's file changed. */
      stamp: z.string(),
      images: z.array(z.object({ id: imageIdSchema, name: z.string(), split: z.enum(['training', 'validation']) })),
      notices: z.array(z.string()),
    }),
  ),
  inspectLayer: request(
    inspectSubjectSchema.extend({ layer: inspectLayerSchema }),
    z.union([labelsNeeded, inspectedLayerSchema]),
  ),
  /** The layers of a run's network, in the order of the forward pass. */
  inspectLayers: request(
    networkSchema,
    z.array(
      z.object({
        name: z.string(),
        /** E.g. `convolution`; an `attention-map` shows where a gate looked. */
        kind: z.string(),
        /** Pixels a cell. */
        stride: z.number(),
        channels: z.int().min(1),
      }),
    ),
  ),
  /** The activation of one of them on an image, as a heatmap. */
  inspectActivation: request(
    inspectSubjectSchema.pick({ runFolder: true, checkpoint: true, image: true }).extend({ layer: z.string() }),
    inspectedLayerSchema,
  ),
  inspectAt: request(
    inspectSubjectSchema.extend({ x: z.int().min(0), y: z.int().min(0) }),
    z.union([labelsNeeded, inspectAtSchema]),
  ),
  /** Counts of which scores are made, so that images can be pooled. */
  inspectScore: request(
    /** `keepsProbabilities` for an image that is looked at; a set passes through without crowding out what is. */
    inspectSubjectSchema.extend({ keepsProbabilities: z.boolean() }),
    z.union([
      labelsNeeded,
      z.object({
        /** Pixels by label (row) and prediction (column), [K,K]. */
        confusion: z.array(z.number()),
        /** Pixels in the boundary bands per class. */
        boundaries: z.object({
          labels: z.array(z.number()),
          predictions: z.array(z.number()),
          both: z.array(z.number()),
        }),
        notices: z.array(z.string()),
      }),
    ]),
  ),
};
