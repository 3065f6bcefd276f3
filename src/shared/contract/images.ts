import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { nothing, request } from './define';
import { problemSchema } from './problem-schema';
import { colorSchema } from './projects';

export const imageStatusSchema = z.enum(['todo', 'in-progress', 'done']);
export const imageSortSchema = z.enum(['name', 'added', 'size', 'status']);
export type ImageSort = z.infer<typeof imageSortSchema>;
export const imageFilterSchema = z.enum(['all', 'unpainted', 'painted', 'training', 'validation', 'test', 'problems']);
export type ImageFilter = z.infer<typeof imageFilterSchema>;

export const imageQuerySchema = z.object({
  search: z.string().max(200),
  filter: imageFilterSchema,
  sort: imageSortSchema,
});
export type ImageQuery = z.infer<typeof imageQuerySchema>;

/** How many images each filter would show under the present search. */
export const filterCountsSchema = z.record(imageFilterSchema, z.int().min(0));

/** What the file on the disk is, compared with what was added. */
export const fileStateSchema = z.enum(['same', 'missing', 'changed']);

export const imageRowSchema = z.object({
  id: imageIdSchema,
  name: z.string(),
  width: z.int(),
  height: z.int(),
  channels: z.int(),
  depth: z.int(),
  format: z.string(),
  bytes: z.number(),
  split: z.enum(['training', 'validation', 'test']).nullable(),
  paintedPixels: z.int().min(0),
  fileState: fileStateSchema,
  /** `image://` address of a rendition no longer than 320 px. */
  thumbnail: z.string(),
});
export type ImageRow = z.infer<typeof imageRowSchema>;

export const imageDetailsSchema = imageRowSchema.extend({
  path: z.string(),
  sha256: z.string(),
  classes: z.array(z.object({ name: z.string(), color: colorSchema, pixels: z.int() })),
});
export type ImageDetails = z.infer<typeof imageDetailsSchema>;

export const classStatisticsSchema = z.object({
  id: z.int(),
  name: z.string(),
  color: colorSchema,
  images: z.int(),
  pixels: z.int(),
});

export const statisticsSchema = z.object({
  images: z.int(),
  paintedImages: z.int(),
  pixels: z.number(),
  training: z.int(),
  validation: z.int(),
  test: z.int(),
  classes: z.array(classStatisticsSchema),
});
export type Statistics = z.infer<typeof statisticsSchema>;

export const notAddedSchema = z.object({ file: z.string(), name: z.string(), problem: problemSchema });
export type NotAdded = z.infer<typeof notAddedSchema>;

export const addStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('idle') }),
  z.object({ status: z.literal('listing') }),
  z.object({
    status: z.literal('adding'),
    done: z.int(),
    total: z.int(),
    secondsLeft: z.number().nullable(),
    notAdded: z.array(notAddedSchema),
  }),
  z.object({
    status: z.literal('ended'),
    added: z.int(),
    wasCancelled: z.boolean(),
    notAdded: z.array(notAddedSchema),
  }),
]);
export type AddState = z.infer<typeof addStateSchema>;

const ids = z.array(imageIdSchema).max(1_000_000);

export const imageRequests = {
  /** Ids in the order of the query, and the counts for the filter chips. */
  'images.query': request(imageQuerySchema, z.object({ ids, counts: filterCountsSchema })),
  'images.rows': request(z.object({ ids: ids.max(1000) }), z.array(imageRowSchema)),
  'images.details': request(z.object({ id: imageIdSchema }), imageDetailsSchema),
  'images.statistics': request(nothing, statisticsSchema),
  /** Starts adding; progress and the end come as `images.addChanged`. */
  'images.add': request(z.object({ paths: z.array(z.string()).min(1) }), nothing),
  'images.cancelAdd': request(nothing, nothing),
  'images.addState': request(nothing, addStateSchema),
  'images.dismissNotAdded': request(nothing, nothing),
  /** Takes images out of the project; their files stay. Returns how many had labels. */
  'images.remove': request(z.object({ ids: ids.min(1) }), z.object({ removed: z.int() })),
  /** How many of these hold labels, so that the question can name what will be lost. */
  'images.countLabelled': request(z.object({ ids: ids.min(1) }), z.object({ labelled: z.int() })),
  /** Compares files on the disk with what was added; a change comes as `images.changed`. */
  'images.verify': request(nothing, nothing),
  'images.reveal': request(z.object({ id: imageIdSchema }), nothing),
};
