import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { displayWindowSchema } from '../images/display-window-schema';
import { splitSchema } from '../images/facets';
import { pixelSizeSchema } from '../images/pixel-size';
import { imageStatusSchema } from '../images/status';
import { valueBlockSchema } from '../images/value-block';
import { problemDataSchema } from '../problem';
import { splitPlanSchema } from '../training/assign-splits';
import { nothing, request } from './define';
import { colorSchema } from './projects';

/** `added` and `modified` (of the file) newest first, `size` (pixels) and `painted` (share) largest first. */
export const imageSortSchema = z.enum(['name', 'added', 'modified', 'size', 'painted', 'status']);
export type ImageSort = z.infer<typeof imageSortSchema>;

/** What the list is narrowed to; null, as without it: anything. A file that changed may have changed its size. */
export const imageChoiceSchema = z.object({
  search: z.string().max(200).default(''),
  status: imageStatusSchema.nullable().default(null),
  split: z
    .enum([...splitSchema.options, 'none'])
    .nullable()
    .default(null),
  file: z.enum(['missing', 'changed']).nullable().default(null),
  /** A class present on the image. */
  classId: z.int().min(1).max(255).nullable().default(null),
});
export type ImageChoice = z.infer<typeof imageChoiceSchema>;

export const imageQuerySchema = imageChoiceSchema.extend({
  sort: imageSortSchema.default('name'),
  isReversed: z.boolean().default(false),
});
export type ImageQuery = z.infer<typeof imageQuerySchema>;

const number = z.int().min(0);

/** How many images each filter shows beside what else is chosen; `any`: without this filter. */
export const filterCountsSchema = z.object({
  /** Of the project. */
  all: number,
  /** That fit the whole choice. */
  total: number,
  status: z.object({ any: number, 'to-do': number, 'in-progress': number, done: number, 'left-out': number }),
  split: z.object({ any: number, none: number, training: number, validation: number, test: number }),
  file: z.object({ any: number, missing: number, changed: number }),
});
export type FilterCounts = z.infer<typeof filterCountsSchema>;

/** The file on the disk compared with what was added; `resized` no longer fits its label map. */
export const fileStateSchema = z.enum(['present', 'missing', 'changed', 'resized']);

const side = z.int().min(1);

/** Levels and tiles of a picture that is too large for one texture; as `PyramidFacts`. */
export const pyramidFactsSchema = z.object({
  tileSide: side,
  levels: z.array(z.object({ width: side, height: side, columns: side, rows: side })).min(1),
});

export const imageRowSchema = z.object({
  id: imageIdSchema,
  name: z.string(),
  width: z.int(),
  height: z.int(),
  /** How many are shown and read, and which of its page they are; null: all of them. */
  channels: z.int(),
  channelChoice: z.array(z.int()).nullable(),
  depth: z.int(),
  format: z.string(),
  bytes: z.number(),
  /** When it came into the project, and when its file was written. */
  addedAtMs: z.number(),
  modifiedMs: z.number(),
  status: imageStatusSchema,
  split: splitSchema.nullable(),
  paintedPixels: z.number().min(0),
  isSplitLocked: z.boolean(),
  /** Strokes, polygons and fills made by hand. */
  strokes: z.int(),
  /** Time a person spent on it. */
  activeMs: z.number(),
  fileState: fileStateSchema,
  /** What a pixel measures; null where the file does not say. */
  pixelSize: pixelSizeSchema.nullable(),
  /** `image://` address of a rendition no longer than 320 px. */
  thumbnail: z.string(),
  /** The same no longer than 1600 px. */
  view: z.string(),
  /** Where it is shown by tiles, as `tileAddress` names them; null where one picture holds it. */
  pyramid: pyramidFactsSchema.nullable(),
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
  /** That can be read again. */
  changedImages: z.int(),
  paintedPixels: z.number(),
  training: z.int(),
  validation: z.int(),
  test: z.int(),
  /** In no split. */
  none: z.int(),
  statuses: z.object({ 'to-do': number, 'in-progress': number, done: number, 'left-out': number }),
  /** Mean time on a finished image, or on one begun where none is; null where none was timed. */
  msPerImage: z.number().nullable(),
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

/**
 * Images that an act is sent for at once: a request keeps main for some milliseconds, and each writes most pages of the
 * table anew, so that many small ones take far longer.
 */
export const IMAGES_AN_ACT = 20_000;
const actIds = z.array(imageIdSchema).min(1).max(IMAGES_AN_ACT);

/** What images had before an act, for putting it back. */
const statusGroups = z.array(z.object({ status: imageStatusSchema, ids }));
const splitGroups = z.array(z.object({ split: splitSchema.nullable(), ids }));
export type StatusGroups = z.infer<typeof statusGroups>;
export type SplitGroups = z.infer<typeof splitGroups>;

const splitCounts = z.object({ training: number, validation: number, test: number });
export type SplitCounts = z.infer<typeof splitCounts>;

export const workingSessionSchema = z.object({
  id: z.int(),
  /** `Maskwright`, `maskwright masks import`. */
  program: z.string(),
  openedAtMs: z.number(),
  /** Null while it is open. */
  closedAtMs: z.number().nullable(),
  strokes: z.int(),
  images: z.int(),
  activeMinutes: z.int(),
});
export type WorkingSessionRow = z.infer<typeof workingSessionSchema>;

/** A missing image of which a file of the same name was found that holds something else. */
export const replacedFileSchema = z.object({ id: imageIdSchema, name: z.string(), path: z.string() });
export type ReplacedFile = z.infer<typeof replacedFileSchema>;

export const relinkStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('idle') }),
  z.object({ status: z.literal('searching'), done: z.int(), total: z.int() }),
  z.object({
    status: z.literal('ended'),
    folder: z.string(),
    /** Found by their content, and taken over. */
    found: z.int(),
    stillMissing: z.int(),
    /** Not taken over before the person says so. */
    replaced: z.array(replacedFileSchema),
  }),
]);
export type RelinkState = z.infer<typeof relinkStateSchema>;

/** Where the values of an image lie, over all its channels, in the file's units; for looking only. */
export const imageValuesSchema = z.object({
  /** Ends of what a window is chosen within. */
  lo: z.number(),
  hi: z.number(),
  /** Shows all but the lowest and highest 0.1 % of the values. */
  automatic: displayWindowSchema,
});
export type ImageValues = z.infer<typeof imageValuesSchema>;

/** Images whose pages have so many channels that it may be chosen which of them networks read. */
export const channelGroupSchema = z.object({
  channels: z.int().min(2),
  images: z.int(),
  /** Counted from 0; null: as their files have them. */
  choice: z.array(z.int().min(0)).nullable(),
  /** What a file of them calls its channels; empty where it names none. */
  names: z.array(z.string()),
});
export type ChannelGroup = z.infer<typeof channelGroupSchema>;

export const imageRequests = {
  'images.count': request(imageChoiceSchema, filterCountsSchema),
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
  /** Where an image stands in the query's order; null where it is not in it. */
  'images.placeOf': request(
    z.object({ query: imageQuerySchema, id: imageIdSchema }),
    z.object({ place: z.int().min(0).nullable() }),
  ),
  'images.channels': request(nothing, z.array(channelGroupSchema)),
  /** One choice for all images whose pages have so many channels. */
  'images.chooseChannels': request(
    channelGroupSchema.pick({ channels: true, choice: true }),
    z.object({ changed: z.int() }),
  ),
  'images.values': request(z.object({ id: imageIdSchema }), imageValuesSchema),
  /** The values of the pixels around one, as the file holds them. */
  'images.pixels': request(z.object({ id: imageIdSchema, x: z.int().min(0), y: z.int().min(0) }), valueBlockSchema),
  'images.details': request(z.object({ id: imageIdSchema }), imageDetailsSchema),
  /** The person looks at an image; the working session counts it, and its file is compared with what was added. */
  'images.look': request(z.object({ id: imageIdSchema }), nothing),
  'images.statistics': request(nothing, statisticsSchema),
  /** Starts adding; progress and the end come as `images.addChanged`. */
  'images.add': request(z.object({ paths: z.array(z.string()).min(1) }), nothing),
  'images.cancelAdd': request(nothing, nothing),
  'images.addState': request(nothing, addStateSchema),
  'images.dismissNotAdded': request(nothing, nothing),
  /** Takes images out of the project. Files stay where they are, and labels in the project: `images.restore`. */
  'images.remove': request(z.object({ ids: actIds }), z.object({ removed: z.int() })),
  'images.restore': request(z.object({ ids: actIds }), z.object({ restored: z.int() })),
  /** A status that an image has by itself follows its painting again; any other stays. */
  'images.setStatus': request(z.object({ ids: actIds, status: imageStatusSchema }), z.object({ before: statusGroups })),
  /** Locked images are not put into training or into none: they are counted in `refused`. */
  'images.setSplit': request(
    z.object({ ids: actIds, split: splitSchema.nullable() }),
    z.object({ changed: z.int(), refused: z.int(), before: splitGroups }),
  ),
  /** Only images that validate or test are locked; the others are counted in `refused`. */
  'images.lockSplit': request(
    z.object({ ids: actIds, isLocked: z.boolean() }),
    z.object({ changed: ids, refused: z.int() }),
  ),
  'images.previewSplit': request(splitPlanSchema, splitCounts),
  /** Images whose look is not known yet. */
  'images.unhashed': request(nothing, z.object({ ids })),
  /** Looks at images and keeps how they look; `unread` counts those whose files are gone or broken. */
  'images.hash': request(z.object({ ids: z.array(imageIdSchema).min(1).max(64) }), z.object({ unread: number })),
  /** Has splits keep together images that look alike, or only those of one file. `groups` of more than one file. */
  'images.groupNear': request(z.object({ byLook: z.boolean() }), z.object({ groups: number, images: number })),
  /** Puts all images that are not left out into splits at random; locked ones stay where they are. */
  'images.assignSplit': request(splitPlanSchema, z.object({ counts: splitCounts, before: splitGroups })),
  /** Working sessions, newest first. */
  'images.sessions': request(z.object({ limit: z.int().min(1).max(1000) }), z.array(workingSessionSchema)),
  /**
   * Looks for the missing images in a folder by their content, and takes those over that are found; progress and the end
   * come as `images.relinkChanged`.
   */
  'images.relink': request(z.object({ folder: z.string().min(1).max(4096) }), nothing),
  'images.cancelRelink': request(nothing, nothing),
  'images.relinkState': request(nothing, relinkStateSchema),
  /** The answer about `replaced` files: takes them over, or leaves the images missing. */
  'images.settleReplaced': request(z.object({ isTaken: z.boolean() }), nothing),
  /** Compares files on the disk with what was added; a change comes as `images.changed`. */
  'images.verify': request(nothing, nothing),
  /** Reads a file that changed on the disk and takes over what it holds now; labels stay. */
  'images.refresh': request(z.object({ id: imageIdSchema }), nothing),
  /** Shows the file in the system's file manager. */
  'images.reveal': request(z.object({ id: imageIdSchema }), nothing),
};
