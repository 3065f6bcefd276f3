import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { PICTURE_COLUMNS, PICTURE_ROWS } from '../labels/step-picture';
import { TILE_BYTES } from '../labels/tile-map';
import { nothing, request } from './define';

/** What is painted on an image, one byte a pixel with a history of its own: class labels, or importance 0 to 255. */
export const planeSchema = z.enum(['labels', 'importance']);
export type Plane = z.infer<typeof planeSchema>;
/** The image, and which of its planes. */
const onPlane = { id: imageIdSchema, plane: planeSchema.default('labels') };

const tilePosition = { tileX: z.int().min(0), tileY: z.int().min(0) };
/** A tile's labels as `runsOfTile` writes them. */
const tileBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= TILE_BYTES);

/** Tiles that travel in one message at most: 4 MiB. */
export const TILES_A_MESSAGE = 64;

const paintedSchema = z.array(z.object({ classId: z.int(), pixels: z.int() }));

/** What every answer about an image's labels says beside the tiles. */
const labelState = {
  /** Counts the edits, undos and redos of the image. */
  revision: z.int().min(0),
  /** Pixels of each class id with at least one, 255 for void. */
  painted: paintedSchema,
  canUndo: z.boolean(),
  canRedo: z.boolean(),
};

export const labelStateSchema = z.object(labelState);
export type LabelState = z.infer<typeof labelStateSchema>;

export const openedLabelsSchema = z.object({
  ...labelState,
  width: z.int(),
  height: z.int(),
  /** Tiles that hold something; fetch them with `labels.tiles`. */
  tiles: z.array(z.object(tilePosition)),
  /** Why the image cannot be painted on (opened for reading, replaced by another size); null where it can. */
  lockedReason: z.string().nullable(),
});
export type OpenedLabels = z.infer<typeof openedLabelsSchema>;

const dataTile = z.object({ ...tilePosition, data: tileBytes });

export const editKindSchema = z.enum(['stroke', 'polygon', 'fill', 'other']);

export const historyEntrySchema = z.object({
  editId: z.int(),
  kind: z.string(),
  /** In words, e.g. `Brush, membrane`. */
  label: z.string(),
  /** ISO 8601. */
  at: z.string(),
  isUndone: z.boolean(),
  images: z.int(),
});
export type HistoryRow = z.infer<typeof historyEntrySchema>;

const stepped = z
  .object({
    ...labelState,
    /** The edit that was undone or done again last. */
    entry: historyEntrySchema,
    /** Of all that were, those that changed other images as well. */
    shared: z.array(historyEntrySchema),
    /** The image's revision before. */
    revisionBefore: z.int().min(0),
    /** Of the changed ones with labels, as they are now. */
    tiles: z.array(dataTile).max(TILES_A_MESSAGE),
    /** The others of them, beyond what one message holds: fetch them with `labels.tiles`. */
    furtherTiles: z.array(z.object(tilePosition)),
    /** Where nothing is painted any more. */
    emptiedTiles: z.array(z.object(tilePosition)),
  })
  .nullable();
export type SteppedLabels = NonNullable<z.infer<typeof stepped>>;

/** Edits in one answer at most. */
export const EDITS_A_MESSAGE = 1000;

const historySchema = z.object({
  total: z.int().min(0),
  /** How many of them stand; those after them are undone. */
  standing: z.int().min(0),
  /** Place of the first row. */
  from: z.int().min(0),
  /** Oldest first. */
  rows: z.array(historyEntrySchema),
  /** Of the edits from there on (of all, where no place was asked for) those that touch other images as well. */
  shared: z.array(historyEntrySchema.extend({ place: z.int().min(0) })),
});
export type HistoryPart = z.infer<typeof historySchema>;

/** Pictures in one answer at most. */
export const PICTURES_A_MESSAGE = 24;

const cells = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= PICTURE_COLUMNS * PICTURE_ROWS,
);

const stepPicturesSchema = z.object({
  /** As in `StepPicture`; edits that are not there any more are left out. */
  pictures: z.array(
    z.object({
      editId: z.int(),
      x: z.int(),
      y: z.int(),
      width: z.int().min(1),
      height: z.int().min(1),
      columns: z.int().min(1).max(PICTURE_COLUMNS),
      rows: z.int().min(1).max(PICTURE_ROWS),
      labels: cells,
      changed: cells,
    }),
  ),
  /** False: ask again for the rest, which is being worked on. */
  isWhole: z.boolean(),
});

export const labelRequests = {
  'labels.open': request(z.object(onPlane), openedLabelsSchema),
  /** Tiles that turned empty meanwhile are left out. */
  'labels.tiles': request(
    z.object({ ...onPlane, at: z.array(z.object(tilePosition)).max(TILES_A_MESSAGE) }),
    z.object({ revision: z.int(), tiles: z.array(dataTile) }),
  ),
  /**
   * One edit, durable when this answers. `revision` is the one that the edit was made on; another is refused, so that an
   * edit never overwrites what the person did not see. A large edit comes in parts, numbered from 0 and all but the last
   * `isLast: false`; they wait for the last, then are written in one transaction. A part 0 begins anew.
   */
  'labels.commit': request(
    z.object({
      ...onPlane,
      revision: z.int().min(0),
      kind: editKindSchema,
      label: z.string().max(200),
      tiles: z.array(z.object({ ...tilePosition, after: tileBytes })).max(TILES_A_MESSAGE),
      part: z.int().min(0),
      isLast: z.boolean(),
    }),
    z.object({ ...labelState, changedPixels: z.int() }),
  ),
  /** Null where there is nothing to undo. */
  'labels.undo': request(z.object(onPlane), stepped),
  'labels.redo': request(z.object(onPlane), stepped),
  /**
   * Undoes or does again until the edit is the newest that stands, all of it or nothing; `editId` null: until none does.
   * Null where it is the newest already.
   */
  'labels.stepTo': request(z.object({ ...onPlane, editId: z.int().min(1).nullable() }), stepped),
  /** Names of the images with strokes that could not be saved: what closing the window would lose. */
  'labels.tellUnsaved': request(z.object({ names: z.array(z.string().max(4096)).max(1000) }), nothing),
  /** A part of the image's edits; the oldest has the place 0. `from` null: the newest of them. */
  'labels.history': request(
    z.object({
      ...onPlane,
      from: z.int().min(0).nullable(),
      limit: z.int().min(1).max(EDITS_A_MESSAGE),
    }),
    historySchema,
  ),
  /** What edits did to the image, small. */
  'labels.stepPictures': request(
    z.object({ ...onPlane, editIds: z.array(z.int().min(1)).min(1).max(PICTURES_A_MESSAGE) }),
    stepPicturesSchema,
  ),
};
