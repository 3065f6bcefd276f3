import { z } from 'zod';
import type { ImageId } from '../../shared/ids';
import type { FacetGroup } from '../../shared/images/facets';
import { pixelSizeSchema } from '../../shared/images/pixel-size';
import type { ImageStatus } from '../../shared/images/status';
import { Problem } from '../../shared/problem';
import type { SplitImage } from '../../shared/training/splits';
import { conditions } from './image-filter';
import { makeImageOrders } from './image-orders';
import type { ClassPixels, FileState, ImageFacts, ImageFilter, ImageRecord, Split } from './records';
import type { StoreContext } from './store-context';

export interface ImageRow {
  key: number;
  id: ImageId;
  path: string;
  name: string;
  bytes: number;
  modified_ms: number;
  sha256: string;
  width: number;
  height: number;
  channels: number;
  depth: ImageFacts['depth'];
  orientation: number;
  format: string;
  page: number;
  pages: number;
  channel_choice: string | null;
  pixel_size: string | null;
  perceptual_hash: string | null;
  file: FileState;
  status: ImageStatus;
  status_chosen: number;
  split: Split | null;
  split_locked: number;
  split_group: string;
  strokes: number;
  active_ms: number;
  label_revision: number;
  importance_revision: number;
  painted_pixels: number;
  added_at: string;
  removed_at: string | null;
}

/** What a split has to know of an image. */
export interface SplitRow extends SplitImage {
  key: number;
  split: Split | null;
}

/** Reads image rows; used within other areas' transactions. */
export interface ImageRows {
  /** @throws Problem image-unknown; removed images are unknown unless asked for */
  get(id: ImageId, withRemoved?: boolean): ImageRow;
  /** The image that is this page of a file with this content. */
  byContent(sha256: string, page: number): ImageRow | null;
  list(filter: ImageFilter): ImageRow[];
  /** The keys of `list`. */
  keys(filter: ImageFilter): Int32Array;
  ids(filter: ImageFilter): ImageId[];
  count(filter: ImageFilter): number;
  facets(filter: ImageFilter): FacetGroup[];
  records(rows: readonly ImageRow[]): ImageRecord[];
  /** What a split goes by, of all images that are not left out. */
  splitImages(): SplitRow[];
  painted(key: number): ClassPixels[];
}

/** From so many on rows are read in one go. */
const MANY = 1000;

export function makeImageRows(context: StoreContext): ImageRows {
  const { db } = context;
  const byKey = db.prepare<[number], ImageRow>('SELECT * FROM images WHERE key = ?');
  const all = db.prepare<[], ImageRow>('SELECT * FROM images WHERE removed_at IS NULL');
  const orders = makeImageOrders(context);
  const byId = db.prepare<[string], ImageRow>('SELECT * FROM images WHERE id = ?');
  const byContent = db.prepare<[string, number], ImageRow>(
    'SELECT * FROM images WHERE sha256 = ? AND page = ? ORDER BY removed_at IS NOT NULL, key LIMIT 1',
  );
  const classesOf = db.prepare<[number], ClassPixels>(
    'SELECT class AS classId, pixels FROM image_classes WHERE image = ? ORDER BY class',
  );
  const allClasses = db.prepare<[], ClassPixels & { image: number }>(
    'SELECT image, class AS classId, pixels FROM image_classes ORDER BY image, class',
  );

  const allPainted = (): Map<number, ClassPixels[]> => {
    const byImage = new Map<number, ClassPixels[]>();
    for (const { image, classId, pixels } of allClasses.all()) {
      const painted = byImage.get(image);
      if (painted === undefined) byImage.set(image, [{ classId, pixels }]);
      else painted.push({ classId, pixels });
    }
    return byImage;
  };
  const splitRows = db.prepare<[], Omit<SplitRow, 'isSplitLocked' | 'painted'> & { split_locked: number }>(
    `SELECT key, id, name, split, split_locked, split_group AS "group", status FROM images
     WHERE removed_at IS NULL AND status <> 'left-out'`,
  );
  return {
    get: (id, withRemoved = false) => {
      const row = byId.get(id);
      if (row === undefined || (row.removed_at !== null && !withRemoved)) throw unknownImage(id);
      return row;
    },
    byContent: (sha256, page) => byContent.get(sha256, page) ?? null,
    list: (filter) => {
      const keys = [...orders.keys(filter)];
      if (keys.length < MANY) return keys.flatMap((key) => byKey.get(key) ?? []);
      // Read as they lie and then put in order: looking up each would take twice as long.
      const rows = new Map(all.all().map((row) => [row.key, row]));
      return keys.flatMap((key) => rows.get(key) ?? []);
    },
    keys: (filter) => orders.keys(filter),
    ids: (filter) => orders.ids(filter),
    count: (filter) => {
      const { where, values } = conditions(filter);
      return (
        db.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM images WHERE ${where}`).get(...values)?.n ?? 0
      );
    },
    facets: (filter) => {
      const { where, values } = conditions(filter);
      return db
        .prepare<unknown[], FacetGroup>(
          `SELECT status, split, file, count(*) AS images FROM images WHERE ${where} GROUP BY status, split, file`,
        )
        .all(...values);
    },
    painted: (key) => classesOf.all(key),
    records: (rows) => {
      if (rows.length < MANY) return rows.map((row) => toRecord(row, classesOf.all(row.key)));
      const byImage = allPainted();
      return rows.map((row) => toRecord(row, byImage.get(row.key) ?? []));
    },
    splitImages: () => {
      const byImage = allPainted();
      return splitRows.all().map(({ split_locked, ...row }) => ({
        ...row,
        isSplitLocked: split_locked === 1,
        painted: byImage.get(row.key) ?? [],
      }));
    },
  };
}

export function unknownImage(id: ImageId): Problem {
  return new Problem('image-unknown', `The project has no image ${id}.`, 'It may have been removed; list them again.');
}

const channelChoiceSchema = z.array(z.int().min(0)).min(1);

/** The channels that an image is made of; null for all of its page. */
export function channelChoiceOf({ channel_choice }: Pick<ImageRow, 'channel_choice'>): number[] | null {
  return channel_choice === null ? null : channelChoiceSchema.parse(JSON.parse(channel_choice));
}

function toRecord(row: ImageRow, painted: ClassPixels[]): ImageRecord {
  const channelChoice = channelChoiceOf(row);
  return {
    id: row.id,
    path: row.path,
    name: row.name,
    bytes: row.bytes,
    modifiedMs: row.modified_ms,
    sha256: row.sha256,
    width: row.width,
    height: row.height,
    channels: channelChoice?.length ?? row.channels,
    depth: row.depth,
    orientation: row.orientation,
    format: row.format,
    page: row.page,
    pages: row.pages,
    channelChoice,
    pixelSize: row.pixel_size === null ? null : pixelSizeSchema.parse(JSON.parse(row.pixel_size)),
    file: row.file,
    status: row.status,
    split: row.split,
    isSplitLocked: row.split_locked === 1,
    group: row.split_group,
    strokes: row.strokes,
    activeMs: row.active_ms,
    labelRevision: row.label_revision,
    importanceRevision: row.importance_revision,
    painted,
    addedAt: row.added_at,
  };
}
