import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { problemDataSchema } from '../problem';
import { weightingSchema } from '../weighting/schema';
import { HISTOGRAM_BINS } from '../weighting/statistics';
import { nothing, request } from './define';
import { colorSchema } from './projects';

/** A map as the screen gets it: one byte a pixel over `low` to `high`, row-major. */
export const byteMapSchema = z.object({
  width: z.int(),
  height: z.int(),
  data: z.instanceof(Uint8Array),
  /** Image pixels a side that one value is the mean of; 1 up to 16 megapixels. The last row and column may hold fewer. */
  scale: z.int().min(1),
});
export type ByteMap = z.infer<typeof byteMapSchema>;

export const weightWarningSchema = z.object({
  /**
   * What it is about, so that the screen can offer the remedy: `floor` pixels of weight 0, `flat` nothing stands out,
   * `outliers` a few pixels flatten the rest, `threshold` leaves everything or nothing, `labels` none to go by, `painted`
   * no importance painted, `objects` fewer than two to have a border between, `noise` weight mostly on noise, `unpainted`
   * weight mostly on pixels that training does not read.
   */
  kind: z.enum(['floor', 'flat', 'outliers', 'threshold', 'labels', 'painted', 'objects', 'noise', 'unpainted']),
  /** Index of the source it is about; null where it is about the whole. */
  term: z.int().min(0).nullable(),
  sentence: z.string(),
});
export type WeightWarning = z.infer<typeof weightWarningSchema>;

/** What the weights of one class come to. */
export const classWeightsSchema = z.object({
  pixels: z.int(),
  meanWeight: z.number().nullable(),
  /** Of the weight of the whole, 0..1. */
  shareOfWeight: z.number().nullable(),
});

export const weightPreviewSchema = z.object({
  /** Importance n, 0 at 0 and 255 at 1: made of the very array that training crops. */
  map: byteMapSchema,
  /** Of the weights w = floor + strength n, over all pixels. */
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  /** Pixels a bin of n. */
  histogram: z.array(z.int()).length(HISTOGRAM_BINS),
  /** Over the labelled pixels of this image; empty where it has none. */
  perClass: z.array(classWeightsSchema.extend({ name: z.string(), color: colorSchema })),
  /** Labelled pixels beside one of another class, of the labelled ones. */
  borders: classWeightsSchema,
  /** Pixels without a label, of all pixels. */
  unlabelled: classWeightsSchema,
  warnings: z.array(weightWarningSchema),
  /** Whether borders were computed at a part of the resolution; training never does. */
  isCoarse: z.boolean(),
  /** Time to compute the map. */
  ms: z.number(),
});
export type WeightPreviewReply = z.infer<typeof weightPreviewSchema>;

export const weightAtSchema = z.object({
  weight: z.number(),
  /** Importance n in [0,1]. */
  importance: z.number(),
  /** In the order of the weighting's terms, each normalised to [0,1]. */
  terms: z.array(z.object({ source: z.string(), value: z.number() })),
});
export type WeightAt = z.infer<typeof weightAtSchema>;

/** `png`: a picture; `npy`, `tiff`: the weights as 32-bit numbers. */
export const weightFormatSchema = z.enum(['png', 'npy', 'tiff']);
export type WeightFormat = z.infer<typeof weightFormatSchema>;

/** Images whose maps are saved in one request: between two of them the window can stop. */
export const MAPS_A_SAVE = 8;

export const smallMapSchema = z.object({
  map: byteMapSchema,
  /** Of the weights of the whole image. */
  mean: z.number(),
  max: z.number(),
});
export type SmallMap = z.infer<typeof smallMapSchema>;

/** A weighting that a person keeps under a name, for all projects. */
export const ownPresetSchema = z.object({ name: z.string().min(1).max(60), weighting: weightingSchema });
export type OwnPreset = z.infer<typeof ownPresetSchema>;
/** As many as a menu can hold. */
export const ownPresetsSchema = z.array(ownPresetSchema).max(100);

const what = { image: imageIdSchema, weighting: weightingSchema };

export const weightRequests = {
  /** A newer preview of the same window takes the place of the one before, which fails with the code `superseded`. */
  'weights.preview': request(
    /** Quick: borders may come at a part of the resolution where the exact ones are not in memory. */
    z.object({ ...what, isQuick: z.boolean().default(false) }),
    weightPreviewSchema,
  ),
  /** A map for a contact sheet, averaged to at most `pixels` values; waits for nothing newer, and gives way to nothing. */
  'weights.small': request(
    z.object({
      ...what,
      pixels: z
        .int()
        .min(256)
        .max(2 ** 24),
    }),
    smallMapSchema,
  ),
  /** Writes maps into a folder, a file an image named by it; what cannot be written is told, and the others go on. */
  'weights.save': request(
    z.object({
      images: z.array(imageIdSchema).min(1).max(MAPS_A_SAVE),
      weighting: weightingSchema,
      format: weightFormatSchema,
      folder: z.string().min(1),
    }),
    z.object({
      files: z.array(z.string()),
      failed: z.array(z.object({ name: z.string(), problem: problemDataSchema })),
    }),
  ),
  'weights.ownPresets': request(nothing, ownPresetsSchema),
  /** All of them, in place of those before. */
  'weights.keepOwnPresets': request(z.object({ presets: ownPresetsSchema }), nothing),
  /** What training would read at a pixel; the map of the same image and weighting is taken from memory. */
  'weights.at': request(z.object({ ...what, x: z.int().min(0), y: z.int().min(0) }), weightAtSchema),
};
