import { TILE_BYTES, type TilePosition, tileKey, tilePosition } from '../../shared/labels/tile-map';
import type { HistoryEntry } from './history-records';
import type { ImageRow } from './image-rows';
import type { EditKind } from './records';
import type { Connection } from './sqlite';
import { EMPTY_TILE, type PackedTile, packTile, TileSum, tileDelta, unpackTile } from './tile-codec';
import { type TileRow, type TileRows, tablePrefix } from './tile-rows';

export interface EditRow {
  id: number;
  kind: EditKind;
  label: string;
  class: number | null;
  undone: number;
  at: string;
  images: number;
}

export interface FlippedTile extends TilePosition {
  /** Nothing is painted there now. */
  isEmpty: boolean;
}

/** The history: edits, the images that each touches, and an invertible delta a tile. */
export interface EditRows {
  begin(kind: EditKind, label: string, classId: number | null, at: string): number;
  addImage(edit: number, image: ImageRow): void;
  addTile(edit: number, image: ImageRow, at: TilePosition, delta: PackedTile): void;
  /** The image's newest edit that stands; null where there is none. */
  newest(image: number): EditRow | null;
  /** The image's next edit to redo: the oldest that is undone. */
  nextUndone(image: number): EditRow | null;
  images(edit: number): ImageRow[];
  /** The image's edits from a place on, oldest first, the first at 0. */
  page(image: number, from: number, limit: number): EditRow[];
  /** The image's edits after one and up to another, oldest first. */
  between(image: number, after: number, upTo: number): EditRow[];
  /** At most so many of their ids. */
  idsBetween(image: number, after: number, upTo: number, limit: number): number[];
  /** Those after an edit that touched other images as well, oldest first; only edits of a class do. */
  sharedAfter(image: number, after: number): EditRow[];
  /** How many edits the image has after one; after 0: all. */
  countAfter(image: number, after: number): number;
  touches(edit: number, image: number): boolean;
  setUndone(edit: number, isUndone: boolean): void;
  tiles(edit: number, image: ImageRow): IterableIterator<TileRow>;
  positions(edit: number, image: number): TilePosition[];
  delta(image: ImageRow, row: TileRow): Uint8Array;
  /** What the edit changed of one tile, before XOR after; good until it is called again. @throws Problem labels-damaged */
  deltaAt(edit: number, image: ImageRow, at: TilePosition): Uint8Array;
  /**
   * Applies the deltas of edits that follow each other to one image, forth or back alike, each tile once, and counts.
   * Returns which tiles changed and the pixels that each class gained.
   */
  flip(edits: readonly number[], image: ImageRow): { changed: FlippedTile[]; gains: Int32Array };
  /** Forgets what could be redone in the image, since a new edit takes its place. */
  dropUndone(image: number): void;
  newestOfClass(kind: EditKind, classId: number): EditRow | null;
}

/** The history of the plane that the tiles are of. */
export function makeEditRows(db: Connection, tiles: TileRows): EditRows {
  const prefix = tablePrefix(tiles.plane);
  const EDITS = `${prefix}edits`;
  const IMAGES = `${prefix}edit_images`;
  const TILES = `${prefix}edit_tiles`;
  const SELECT = `SELECT edits.*, (SELECT count(*) FROM ${IMAGES} WHERE edit = edits.id) AS images
    FROM ${EDITS} AS edits JOIN ${IMAGES} AS edit_images ON edit_images.edit = edits.id WHERE edit_images.image = ?`;
  const insert = db.prepare<[string, string, number | null, string]>(
    `INSERT INTO ${EDITS} (kind, label, class, at) VALUES (?, ?, ?, ?)`,
  );
  const insertImage = db.prepare<[number, number]>(`INSERT INTO ${IMAGES} (image, edit) VALUES (?, ?)`);
  const insertTile = db.prepare<[number, number, number, number, number, Uint8Array]>(
    `INSERT INTO ${TILES} (edit, image, y, x, checksum, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const newest = db.prepare<[number], EditRow>(`${SELECT} AND undone = 0 ORDER BY edit_images.edit DESC LIMIT 1`);
  const next = db.prepare<[number], EditRow>(`${SELECT} AND undone = 1 ORDER BY edit_images.edit LIMIT 1`);
  const page = db.prepare<[number, number, number], EditRow>(`${SELECT} ORDER BY edit_images.edit LIMIT ? OFFSET ?`);
  const between = db.prepare<[number, number, number], EditRow>(
    `${SELECT} AND edit_images.edit > ? AND edit_images.edit <= ? ORDER BY edit_images.edit`,
  );
  const idsBetween = db.prepare<[number, number, number, number], { edit: number }>(
    `SELECT edit FROM ${IMAGES} WHERE image = ? AND edit > ? AND edit <= ? ORDER BY edit LIMIT ?`,
  );
  const ofClasses = db.prepare<[number, number], EditRow>(
    `${SELECT} AND edit_images.edit > ? AND class IS NOT NULL ORDER BY edit_images.edit`,
  );
  const countAfter = db.prepare<[number, number], { edits: number }>(
    `SELECT count(*) AS edits FROM ${IMAGES} WHERE image = ? AND edit > ?`,
  );
  const touches = db.prepare<[number, number], { edit: number }>(
    `SELECT edit FROM ${IMAGES} WHERE image = ? AND edit = ?`,
  );
  const ofClass = db.prepare<[string, number], EditRow>(
    `SELECT edits.*, 0 AS images FROM ${EDITS} AS edits WHERE kind = ? AND class = ? AND undone = 0 ORDER BY id DESC LIMIT 1`,
  );
  const imagesOf = db.prepare<[number], ImageRow>(
    `SELECT images.* FROM ${IMAGES} AS edit_images JOIN images ON images.key = edit_images.image
     WHERE edit = ? ORDER BY images.key`,
  );
  const mark = db.prepare<[number, number]>(`UPDATE ${EDITS} SET undone = ? WHERE id = ?`);
  const tilesOf = db.prepare<[number, number], TileRow>(
    `SELECT x, y, checksum, bytes FROM ${TILES} WHERE edit = ? AND image = ? ORDER BY y, x`,
  );
  const positionsOf = db.prepare<[number, number], TilePosition>(
    `SELECT x AS tileX, y AS tileY FROM ${TILES} WHERE edit = ? AND image = ? ORDER BY y, x`,
  );
  const tileOf = db.prepare<[number, number, number, number], TileRow>(
    `SELECT x, y, checksum, bytes FROM ${TILES} WHERE edit = ? AND image = ? AND y = ? AND x = ?`,
  );
  const undoneFrom = db.prepare<[number, number], { edit: number }>(
    `SELECT edit FROM ${IMAGES} AS edit_images JOIN ${EDITS} AS edits ON edits.id = edit_images.edit
     WHERE edit_images.image = ? AND edit >= ? AND undone = 1`,
  );
  const drop = db.prepare<[number]>(`DELETE FROM ${EDITS} WHERE id = ?`);

  const dropUndone = (image: number, from: number): void => {
    for (const { edit } of undoneFrom.all(image, from)) {
      // What else this edit touched cannot redo it either, nor what was undone before it there.
      const touched = imagesOf.all(edit);
      drop.run(edit);
      for (const other of touched) if (other.key !== image) dropUndone(other.key, edit);
    }
  };

  // Written anew for every tile: thousands of new ones cost more to get and to give back than to read.
  const scratch = new Uint8Array(TILE_BYTES);
  const held = new Uint8Array(TILE_BYTES);
  const sum = new TileSum();
  const deltaAt = (edit: number, image: ImageRow, { tileX, tileY }: TilePosition): Uint8Array => {
    const row = tileOf.get(edit, image.key, tileY, tileX);
    return row === undefined ? EMPTY_TILE : unpackTile(row, image.name, scratch);
  };

  const flip: EditRows['flip'] = (edits, image) => {
    const editsOf = new Map<number, number[]>();
    for (const edit of edits) {
      for (const { tileX, tileY } of positionsOf.all(edit, image.key)) {
        const key = tileKey(image.width, tileX, tileY);
        const of = editsOf.get(key);
        if (of === undefined) editsOf.set(key, [edit]);
        else of.push(edit);
      }
    }
    const gains = new Int32Array(256);
    const changed: FlippedTile[] = [];
    for (const [key, of] of [...editsOf].sort(([a], [b]) => a - b)) {
      const at = tilePosition(image.width, key);
      sum.clear();
      const stored = tiles.packed(image, at);
      if (stored !== undefined) sum.add(stored, image.name);
      held.set(sum.data);
      for (const edit of of) {
        const delta = tileOf.get(edit, image.key, at.tileY, at.tileX);
        if (delta !== undefined) sum.add(delta, image.name);
      }
      const checksum = sum.checked(image.name);
      if (tileDelta(held, sum.data, null, gains) === 0) continue;
      changed.push({ ...at, isEmpty: tiles.write(image, at, packTile(sum.data, checksum)) });
    }
    tiles.count(image, gains);
    return { changed, gains };
  };

  return {
    begin: (kind, label, classId, at) => Number(insert.run(kind, label, classId, at).lastInsertRowid),
    addImage: (edit, image) => insertImage.run(image.key, edit),
    addTile: (edit, image, { tileX, tileY }, { checksum, bytes }) => {
      insertTile.run(edit, image.key, tileY, tileX, checksum, bytes);
    },
    newest: (image) => newest.get(image) ?? null,
    nextUndone: (image) => next.get(image) ?? null,
    images: (edit) => imagesOf.all(edit),
    page: (image, from, limit) => page.all(image, limit, from),
    between: (image, after, upTo) => between.all(image, after, upTo),
    idsBetween: (image, after, upTo, limit) => idsBetween.all(image, after, upTo, limit).map(({ edit }) => edit),
    sharedAfter: (image, after) => ofClasses.all(image, after).filter(({ images }) => images > 1),
    countAfter: (image, after) => countAfter.get(image, after)?.edits ?? 0,
    touches: (edit, image) => touches.get(image, edit) !== undefined,
    setUndone: (edit, isUndone) => mark.run(isUndone ? 1 : 0, edit),
    tiles: (edit, image) => tilesOf.iterate(edit, image.key),
    positions: (edit, image) => positionsOf.all(edit, image),
    delta: (image, row) => unpackTile(row, image.name),
    deltaAt,
    flip,
    dropUndone: (image) => dropUndone(image, 0),
    newestOfClass: (kind, classId) => ofClass.get(kind, classId) ?? null,
  };
}

export function toHistoryEntry(row: EditRow): HistoryEntry {
  const { id, kind, label, at, images } = row;
  return { editId: id, kind, label, at, isUndone: row.undone === 1, images };
}
