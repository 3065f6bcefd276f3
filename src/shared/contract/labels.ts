import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { TILE_BYTES } from '../labels/tile-map';
import { nothing, request } from './define';

const tilePosition = { tileX: z.int().min(0), tileY: z.int().min(0) };
const tileBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === TILE_BYTES);

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
    entry: historyEntrySchema,
    /** As they are now; a tile that turned empty is all 0. */
    tiles: z.array(dataTile).max(TILES_A_MESSAGE),
    /** Changed as well, beyond what one message holds: fetch them with `labels.tiles`. */
    furtherTiles: z.array(z.object(tilePosition)),
  })
  .nullable();
export type SteppedLabels = NonNullable<z.infer<typeof stepped>>;

export const labelRequests = {
  'labels.open': request(z.object({ id: imageIdSchema }), openedLabelsSchema),
  /** Tiles that turned empty meanwhile are left out. */
  'labels.tiles': request(
    z.object({ id: imageIdSchema, at: z.array(z.object(tilePosition)).max(TILES_A_MESSAGE) }),
    z.object({ revision: z.int(), tiles: z.array(dataTile) }),
  ),
  /**
   * One edit, durable when this answers. `revision` is the one that the edit was made on; another is refused, so that an
   * edit never overwrites what the person did not see. A large edit comes in parts, numbered from 0 and all but the last
   * `isLast: false`; they wait for the last, then are written in one transaction. A part 0 begins anew.
   */
  'labels.commit': request(
    z.object({
      id: imageIdSchema,
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
  'labels.undo': request(z.object({ id: imageIdSchema }), stepped),
  'labels.redo': request(z.object({ id: imageIdSchema }), stepped),
  /** Names of the images with strokes that could not be saved: what closing the window would lose. */
  'labels.tellUnsaved': request(z.object({ names: z.array(z.string().max(4096)).max(1000) }), nothing),
  /** Newest first. */
  'labels.history': request(
    z.object({ id: imageIdSchema, limit: z.int().min(1).max(1000) }),
    z.array(historyEntrySchema),
  ),
};
