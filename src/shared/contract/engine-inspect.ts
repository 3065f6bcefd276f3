import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { imagePartFields } from '../images/image-part';
import { snapshotChannelSchema } from '../training/snapshot';
import { request } from './define';
import { labelsNeeded, networkSchema, sentLabelsSchema } from './engine-subjects';
import { inspectAtSchema, inspectedLayerSchema, inspectLayerSchema, networkLayerSchema } from './inspect';
import { disagreementSchema, imageNumbersSchema } from './inspect-numbers';

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
  inspectLayers: request(networkSchema, z.array(networkLayerSchema)),
  /** The activation of one of them on an image, as a heatmap. */
  inspectActivation: request(
    inspectSubjectSchema.pick({ runFolder: true, checkpoint: true, image: true }).extend({ layer: z.string() }),
    inspectedLayerSchema,
  ),
  inspectAt: request(
    inspectSubjectSchema.extend({ x: z.int().min(0), y: z.int().min(0) }),
    z.union([labelsNeeded, inspectAtSchema]),
  ),
  /** Where two networks take pixels for different classes. */
  inspectDifference: request(
    inspectSubjectSchema.extend({ other: networkSchema }),
    z.union([labelsNeeded, inspectedLayerSchema]),
  ),
  /** What is counted of an image, so that images can be pooled, and its worst regions. */
  inspectScore: request(
    /** `keepsProbabilities` for an image that is looked at; a set passes through without crowding out what is. */
    inspectSubjectSchema.extend({ keepsProbabilities: z.boolean() }),
    z.union([
      labelsNeeded,
      z.object({
        numbers: imageNumbersSchema,
        /** By falling score. */
        regions: z.array(disagreementSchema),
        notices: z.array(z.string()),
      }),
    ]),
  ),
  /** Regions where the network is sure of another class than the label's, by falling score. */
  inspectDoubts: request(
    /** @param thresholds least probability of the predicted class, by channel */
    inspectSubjectSchema.extend({ thresholds: z.array(z.number()), most: z.int().min(1) }),
    z.union([labelsNeeded, z.array(disagreementSchema)]),
  ),
  /** How unsure a network is of an image, and how the image looks to it inside. */
  inspectLook: request(
    inspectSubjectSchema.pick({ runFolder: true, checkpoint: true, image: true }),
    z.object({
      /** Mean entropy over the highest there can be. */
      uncertainty: z.number(),
      /** Share of the pixels whose most probable class has less than 0.75. */
      unsureShare: z.number(),
      features: z.array(z.number()),
    }),
  ),
  /** Which images a run trained and validated on, read without its network. */
  inspectUse: request(
    z.object({ runFolder: z.string() }),
    z.object({
      classIds: z.array(z.int()),
      images: z.array(z.object({ id: imageIdSchema, split: z.enum(['training', 'validation']) })),
    }),
  ),
};
