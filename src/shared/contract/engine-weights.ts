import { z } from 'zod';
import { imagePartFields } from '../images/image-part';
import { weightingSchema } from '../weighting/schema';
import { request } from './define';
import { labelsNeeded, sentLabelsSchema } from './engine-subjects';
import { classWeightsSchema, smallMapSchema, weightAtSchema, weightFormatSchema, weightPreviewSchema } from './weights';

/** Input range per channel, in the files' units. */
const inputRangeSchema = z.object({ lo: z.array(z.number()), hi: z.array(z.number()) });

/** An image and all that training would make its map from. */
export const mapSubjectSchema = z.object({
  /** The image's file; `name` is how the project calls it. */
  path: z.string(),
  name: z.string(),
  sha256: z.string(),
  width: z.int().min(1),
  height: z.int().min(1),
  ...imagePartFields,
  /** Of the training images. */
  range: inputRangeSchema,
  inputChannels: z.int().min(1),
  /** Valid training pixels per channel. */
  trainingCounts: z.array(z.number()),
  labels: z.object({
    /** Names the labels of one image at one revision, by the classes and their order. */
    key: z.string(),
    /** Class id of each output channel. */
    classIds: z.array(z.int()),
    /** Its name, in the same order. */
    names: z.array(z.string()),
    tiles: sentLabelsSchema,
  }),
  /** Importance that was painted; null where the weighting does not read it. */
  painted: z
    .object({
      /** Names it by image and revision. */
      key: z.string(),
      tiles: sentLabelsSchema,
    })
    .nullable(),
  /** Where the project's runs lie. */
  runsFolder: z.string(),
  /** Whether a coarse map will do until the exact one is asked for, as while a slider moves. */
  isQuick: z.boolean(),
  weighting: weightingSchema,
  /** Below which maps of pretrained features are kept. */
  cacheFolder: z.string(),
});
export type MapSubject = z.infer<typeof mapSubjectSchema>;

/** A preview before main has said which class each channel is. */
export const engineMapSchema = weightPreviewSchema.extend({
  /** In channel order. */
  perClass: z.array(classWeightsSchema),
});
export type EngineMap = z.infer<typeof engineMapSchema>;

export const engineWeights = {
  weightMap: request(mapSubjectSchema, z.union([labelsNeeded, engineMapSchema])),
  weightAt: request(
    mapSubjectSchema.extend({ x: z.int().min(0), y: z.int().min(0) }),
    z.union([labelsNeeded, weightAtSchema]),
  ),
  /** A map for a contact sheet: averaged to so many values at most, and nothing of it kept in memory. */
  weightSmall: request(mapSubjectSchema.extend({ pixels: z.int().min(1) }), z.union([labelsNeeded, smallMapSchema])),
  /** Writes a map as a file. */
  weightSave: request(
    mapSubjectSchema.extend({ format: weightFormatSchema, to: z.string() }),
    z.union([labelsNeeded, z.object({ file: z.string() })]),
  ),
  /** The input range that training on images would find; those that are not what they were are left out of it. */
  inputRange: request(
    z.object({
      /** At least one, of one depth. */
      images: z.array(
        z.object({
          path: z.string(),
          sha256: z.string(),
          channels: z.int(),
          depth: z.union([z.literal(8), z.literal(16), z.literal(32)]),
          /** Whether the file may have changed since it was looked at: its content is then compared. */
          isSuspect: z.boolean(),
          ...imagePartFields,
        }),
      ),
      inputChannels: z.int().min(1),
    }),
    z.object({
      /** Null where none is left. */
      range: inputRangeSchema.nullable(),
      /** `sha256` of images that are gone, replaced or broken. */
      leftOut: z.array(z.string()),
    }),
  ),
};
