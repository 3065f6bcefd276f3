import type { Plane } from '../../shared/contract/labels';
import type { TilePosition } from '../../shared/labels/tile-map';
import type { ImageRow } from './image-rows';
import type { LabelTile } from './records';
import type { StoreContext } from './store-context';
import { EMPTY_CHECKSUM, EMPTY_TILE, isEmptyPack, type PackedTile, unpackTile } from './tile-codec';

export interface TileRow extends PackedTile {
  x: number;
  y: number;
}

/** What a plane's tables begin with. */
export function tablePrefix(plane: Plane): string {
  return plane === 'labels' ? '' : 'importance_';
}

/** Reads and writes the tiles of a plane, with per-class counts of labels; used within other areas' transactions. */
export interface TileRows {
  readonly plane: Plane;
  /** Counts the edits, undos and redos of the image on this plane. */
  revision(image: ImageRow): number;
  all(image: ImageRow): IterableIterator<TileRow>;
  positions(image: ImageRow): TilePosition[];
  /** As it is stored; undefined where it holds nothing. */
  packed(image: ImageRow, at: TilePosition): PackedTile | undefined;
  /** CRC-32 of the tile as it is stored. */
  checksum(image: ImageRow, at: TilePosition): number;
  /** @param into 65,536 bytes to read to; new ones where left out, which take longer to get than to fill */
  read(image: ImageRow, at: TilePosition, into?: Uint8Array): Uint8Array;
  unpack(image: ImageRow, row: TileRow): LabelTile;
  /** A tile of zeros is taken away. @returns whether it was one */
  write(image: ImageRow, at: TilePosition, packed: PackedTile): boolean;
  /** Adds to the counts per class (256 entries by class id), counts the revision up; of labels the status follows. */
  count(image: ImageRow, gains: Int32Array): void;
}

export function makeTileRows({ db, changes }: Pick<StoreContext, 'db' | 'changes'>, plane: Plane = 'labels'): TileRows {
  const table = `${tablePrefix(plane)}tiles`;
  const all = db.prepare<[number], TileRow>(`SELECT x, y, checksum, bytes FROM ${table} WHERE image = ? ORDER BY y, x`);
  const positions = db.prepare<[number], TilePosition>(
    `SELECT x AS tileX, y AS tileY FROM ${table} WHERE image = ? ORDER BY y, x`,
  );
  const one = db.prepare<[number, number, number], TileRow>(
    `SELECT x, y, checksum, bytes FROM ${table} WHERE image = ? AND y = ? AND x = ?`,
  );
  const checksumOf = db.prepare<[number, number, number], { checksum: number }>(
    `SELECT checksum FROM ${table} WHERE image = ? AND y = ? AND x = ?`,
  );
  const put = db.prepare<[number, number, number, number, Uint8Array]>(
    `INSERT INTO ${table} (image, y, x, checksum, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (image, y, x) DO UPDATE SET checksum = excluded.checksum, bytes = excluded.bytes`,
  );
  const drop = db.prepare<[number, number, number]>(`DELETE FROM ${table} WHERE image = ? AND y = ? AND x = ?`);
  const count = plane === 'labels' ? labelCounter(db) : importanceCounter(db);

  return {
    plane,
    revision: (image) => (plane === 'labels' ? image.label_revision : image.importance_revision),
    all: (image) => all.iterate(image.key),
    positions: (image) => positions.all(image.key),
    packed: (image, { tileX, tileY }) => one.get(image.key, tileY, tileX),
    checksum: (image, { tileX, tileY }) => checksumOf.get(image.key, tileY, tileX)?.checksum ?? EMPTY_CHECKSUM,
    read: (image, { tileX, tileY }, into) => {
      const row = one.get(image.key, tileY, tileX);
      return row === undefined ? EMPTY_TILE : unpackTile(row, image.name, into);
    },
    unpack: (image, row) => ({ tileX: row.x, tileY: row.y, data: unpackTile(row, image.name) }),
    write: (image, { tileX, tileY }, packed) => {
      const isEmpty = isEmptyPack(packed);
      if (isEmpty) drop.run(image.key, tileY, tileX);
      else put.run(image.key, tileY, tileX, packed.checksum, packed.bytes);
      return isEmpty;
    },
    count: (image, gains) => {
      count(image, gains);
      changes.labels++;
    },
  };
}

function labelCounter(db: StoreContext['db']): TileRows['count'] {
  const classPixels = db.prepare<[number, number], { pixels: number }>(
    'SELECT pixels FROM image_classes WHERE image = ? AND class = ?',
  );
  const putClass = db.prepare<[number, number, number]>(
    `INSERT INTO image_classes (image, class, pixels) VALUES (?, ?, ?)
     ON CONFLICT (image, class) DO UPDATE SET pixels = excluded.pixels`,
  );
  const dropClass = db.prepare<[number, number]>('DELETE FROM image_classes WHERE image = ? AND class = ?');
  // A status that nobody chose goes with what is painted, see ownStatus.
  const putImage = db.prepare<{ key: number; gain: number }>(
    `UPDATE images SET painted_pixels = painted_pixels + @gain, label_revision = label_revision + 1,
     status = CASE WHEN status_chosen = 1 THEN status WHEN painted_pixels + @gain > 0 THEN 'in-progress' ELSE 'to-do' END
     WHERE key = @key`,
  );
  return (image, gains) => {
    for (let classId = 1; classId < 256; classId++) {
      if (gains[classId] === 0) continue;
      const pixels = (classPixels.get(image.key, classId)?.pixels ?? 0) + gains[classId];
      if (pixels === 0) dropClass.run(image.key, classId);
      else putClass.run(image.key, classId, pixels);
    }
    // What unpainted pixels lost, painted ones gained.
    putImage.run({ key: image.key, gain: -gains[0] });
  };
}

/** Importance is no label: neither counts nor status follow it. */
function importanceCounter(db: StoreContext['db']): TileRows['count'] {
  const putImage = db.prepare<[number]>(
    'UPDATE images SET importance_revision = importance_revision + 1 WHERE key = ?',
  );
  return ({ key }) => {
    putImage.run(key);
  };
}
