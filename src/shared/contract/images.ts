import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { problemDataSchema } from '../problem';
import { nothing, request } from './define';
import { colorSchema } from './projects';

export const imageSortSchema = z.enum(['name', 'added', 'painted']);
export type ImageSort = z.infer<typeof imageSortSchema>;
export const imageFilterSchema = z.enum([
  'all',
  'unpainted',
  'painted',
  'training',
  'validation',
  'test',
  'missing',
  'changed',
]);
export type ImageFilter = z.infer<typeof imageFilterSchema>;

export const imageQuerySchema = z.object({
  search: z.string().max(200),
  filter: imageFilterSchema,
  sort: imageSortSchema,
});
export type ImageQuery = z.infer<typeof imageQuerySchema>;

/** How many images each filter shows under the present search. */
export const filterCountsSchema = z.record(imageFilterSchema, z.int().min(0));
export type FilterCounts = z.infer<typeof filterCountsSchema>;

/** The file on the disk compared with what was added; `resized` no longer fits its label map. */
export const fileStateSchema = z.enum(['present', 'missing', 'changed', 'resized']);

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
  paintedPixels: z.number().min(0),
  isSplitLocked: z.boolean(),
  fileState: fileStateSchema,
  /** `image://` address of a rendition no longer than 320 px. */
  thumbnail: z.string(),
  /** The same no longer than 1600 px. */
  view: z.string(),
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
  missingImages: z.int(),
  paintedPixels: z.number(),
  training: z.int(),
  validation: z.int(),
  test: z.int(),
  classes: z.array(classStatisticsSchema),
});
export type Statistics = z.infer<typeof statisticsSchema>;

/** Without a `file`: what kept all the further ones from being added. */
export const notAddedSchema = z.object({ file: z.string(), name: z.string(), problem: problemDataSchema });
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
    /** Images that had been removed and are back with their labels; counted in `added`. */
    restored: z.int(),
    notAdded: z.array(notAddedSchema),
  }),
]);
export type AddState = z.infer<typeof addStateSchema>;

const ids = z.array(imageIdSchema).max(1_000_000);

export const imageRequests = {
  'images.count': request(z.object({ search: z.string().max(200) }), filterCountsSchema),
  /** Rows `offset` to `offset + limit` of the query's order; fewer at the end. */
  'images.page': request(
    z.object({ query: imageQuerySchema, offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    z.array(imageRowSchema),
  ),
  /** Ids of the rows from `offset` on, for selecting a range or all. */
  'images.ids': request(
    z.object({ query: imageQuerySchema, offset: z.int().min(0), limit: z.int().min(1).max(1_000_000) }),
    ids,
  ),
  'images.details': request(z.object({ id: imageIdSchema }), imageDetailsSchema),
  /** The person looks at an image; the working session counts it. */
  'images.look': request(z.object({ id: imageIdSchema }), nothing),
  'images.statistics': request(nothing, statisticsSchema),
  /** Starts adding; progress and the end come as `images.addChanged`. */
  'images.add': request(z.object({ paths: z.array(z.string()).min(1) }), nothing),
  'images.cancelAdd': request(nothing, nothing),
  'images.addState': request(nothing, addStateSchema),
  'images.dismissNotAdded': request(nothing, nothing),
  /** Takes images out of the project. Files stay where they are, and labels in the project: `images.restore`. */
  'images.remove': request(z.object({ ids: ids.min(1) }), z.object({ removed: z.int() })),
  'images.restore': request(z.object({ ids: ids.min(1) }), z.object({ restored: z.int() })),
  /** Compares files on the disk with what was added; a change comes as `images.changed`. */
  'images.verify': request(nothing, nothing),
  /** Reads a file that changed on the disk and takes over what it holds now; labels stay. */
  'images.refresh': request(z.object({ id: imageIdSchema }), nothing),
  /** Shows the file in the system's file manager. */
  'images.reveal': request(z.object({ id: imageIdSchema }), nothing),
};
