import type { TilePosition } from '../../shared/labels/tile-map';
import type { ImageRow } from './image-rows';
import type { EditKind, HistoryEntry, LabelTile } from './records';
import type { Connection } from './sqlite';
import { applyDelta, type PackedTile, packTile, tileDelta, unpackTile } from './tile-codec';
import type { TileRow, TileRows } from './tile-rows';

export interface EditRow {
  id: number;
  kind: EditKind;
  label: string;
  class: number | null;
  undone: number;
  at: string;
  images: number;
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
  history(image: number, limit: number): EditRow[];
  setUndone(edit: number, isUndone: boolean): void;
  tiles(edit: number, image: ImageRow): IterableIterator<TileRow>;
  delta(image: ImageRow, row: TileRow): Uint8Array;
  /**
   * Applies the edit's deltas to one image, forth or back alike, and counts. Returns the tiles as they are now and the
   * pixels that each class gained.
   */
  flip(edit: number, image: ImageRow): { tiles: LabelTile[]; gains: Int32Array };
  /** Forgets what could be redone in the image, since a new edit takes its place. */
  dropUndone(image: number): void;
  newestOfClass(kind: EditKind, classId: number): EditRow | null;
}

const SELECT = `SELECT edits.*, (SELECT count(*) FROM edit_images WHERE edit = edits.id) AS images
  FROM edits JOIN edit_images ON edit_images.edit = edits.id WHERE edit_images.image = ?`;

export function makeEditRows(db: Connection, tiles: TileRows): EditRows {
  const insert = db.prepare<[string, string, number | null, string]>(
    'INSERT INTO edits (kind, label, class, at) VALUES (?, ?, ?, ?)',
  );
  const insertImage = db.prepare<[number, number]>('INSERT INTO edit_images (image, edit) VALUES (?, ?)');
  const insertTile = db.prepare<[number, number, number, number, number, Uint8Array]>(
    'INSERT INTO edit_tiles (edit, image, y, x, checksum, bytes) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const newest = db.prepare<[number], EditRow>(`${SELECT} AND undone = 0 ORDER BY edit_images.edit DESC LIMIT 1`);
  const next = db.prepare<[number], EditRow>(`${SELECT} AND undone = 1 ORDER BY edit_images.edit LIMIT 1`);
  const recent = db.prepare<[number, number], EditRow>(`${SELECT} ORDER BY edit_images.edit DESC LIMIT ?`);
  const ofClass = db.prepare<[string, number], EditRow>(
    'SELECT edits.*, 0 AS images FROM edits WHERE kind = ? AND class = ? AND undone = 0 ORDER BY id DESC LIMIT 1',
  );
  const imagesOf = db.prepare<[number], ImageRow>(
    'SELECT images.* FROM edit_images JOIN images ON images.key = edit_images.image WHERE edit = ? ORDER BY images.key',
  );
  const mark = db.prepare<[number, number]>('UPDATE edits SET undone = ? WHERE id = ?');
  const tilesOf = db.prepare<[number, number], TileRow>(
    'SELECT x, y, checksum, bytes FROM edit_tiles WHERE edit = ? AND image = ? ORDER BY y, x',
  );
  const undoneFrom = db.prepare<[number, number], { edit: number }>(
    `SELECT edit FROM edit_images JOIN edits ON edits.id = edit_images.edit
     WHERE edit_images.image = ? AND edit >= ? AND undone = 1`,
  );
  const drop = db.prepare<[number]>('DELETE FROM edits WHERE id = ?');

  const dropUndone = (image: number, from: number): void => {
    for (const { edit } of undoneFrom.all(image, from)) {
      // What else this edit touched cannot redo it either, nor what was undone before it there.
      const touched = imagesOf.all(edit);
      drop.run(edit);
      for (const other of touched) if (other.key !== image) dropUndone(other.key, edit);
    }
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
    history: (image, limit) => recent.all(image, limit),
    setUndone: (edit, isUndone) => mark.run(isUndone ? 1 : 0, edit),
    tiles: (edit, image) => tilesOf.iterate(edit, image.key),
    delta: (image, row) => unpackTile(row, image.name),
    flip: (edit, image) => {
      const gains = new Int32Array(256);
      const changed: LabelTile[] = [];
      // The rows are read before the first is written: a statement cannot run while another iterates.
      for (const row of tilesOf.all(edit, image.key)) {
        const at = { tileX: row.x, tileY: row.y };
        const before = tiles.read(image, at);
        const delta = unpackTile(row, image.name);
        const after = applyDelta(before, delta);
        tileDelta(before, after, delta, gains);
        tiles.write(image, at, packTile(after));
        changed.push({ ...at, data: after });
      }
      tiles.count(image, gains);
      return { tiles: changed, gains };
    },
    dropUndone: (image) => dropUndone(image, 0),
    newestOfClass: (kind, classId) => ofClass.get(kind, classId) ?? null,
  };
}

export function toHistoryEntry(row: EditRow): HistoryEntry {
  const { id, kind, label, at, images } = row;
  return { editId: id, kind, label, at, isUndone: row.undone === 1, images };
}
