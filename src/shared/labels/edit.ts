import type { TileMap, TilePosition } from './tile-map';
import { isEmptyTile, TILE_BYTES, tileKey } from './tile-map';

/** What an edit did to one tile: both sides whole, 256x256 bytes. */
export interface TileChange extends TilePosition {
  before: Uint8Array;
  after: Uint8Array;
}

/** An edit of a label map: the tiles that differ, each once. No tiles: nothing changed. */
export type LabelEdit = readonly TileChange[];

/** The map after the edit. Tiles that became empty are dropped. */
export function applyEdit(map: TileMap, edit: LabelEdit): TileMap {
  if (edit.length === 0) return map;
  const tiles = new Map(map.tiles);
  for (const { tileX, tileY, after } of edit) {
    const key = tileKey(map.width, tileX, tileY);
    if (isEmptyTile(after)) tiles.delete(key);
    else tiles.set(key, after);
  }
  return { width: map.width, height: map.height, tiles };
}

/** The edit that undoes this one. */
export function invertEdit(edit: LabelEdit): LabelEdit {
  return edit.map(({ tileX, tileY, before, after }) => ({ tileX, tileY, before: after, after: before }));
}

/** One edit with the effect of `first` and then `second`; tiles that end as they began are left out. */
export function composeEdits(first: LabelEdit, second: LabelEdit): LabelEdit {
  const changes = new Map<string, TileChange>();
  for (const change of first) changes.set(`${change.tileX},${change.tileY}`, change);
  for (const change of second) {
    const key = `${change.tileX},${change.tileY}`;
    const earlier = changes.get(key);
    changes.set(key, earlier === undefined ? change : { ...change, before: earlier.before });
  }
  return [...changes.values()].filter(({ before, after }) => !equalTiles(before, after));
}

/** Whether the map holds what the edit expects to find; false: it was made on another state. */
export function editFits(map: TileMap, edit: LabelEdit): boolean {
  return edit.every(({ tileX, tileY, before }) => {
    const tile = map.tiles.get(tileKey(map.width, tileX, tileY));
    return tile === undefined ? isEmptyTile(before) : equalTiles(tile, before);
  });
}

/** `a XOR b`, 65,536 bytes: the invertible delta of a tile. `xorTile(xorTile(a, b), a)` is `b`. */
export function xorTile(a: Uint8Array, b: Uint8Array): Uint8Array {
  const delta = new Uint8Array(TILE_BYTES);
  for (let i = 0; i < TILE_BYTES; i++) delta[i] = a[i] ^ b[i];
  return delta;
}

/** The tiles that an edit touches. */
export function touchedTiles(edit: LabelEdit): TilePosition[] {
  return edit.map(({ tileX, tileY }) => ({ tileX, tileY }));
}

export function equalTiles(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.byteOffset % 4 !== 0 || b.byteOffset % 4 !== 0) return a.every((label, i) => label === b[i]);
  const left = new Int32Array(a.buffer, a.byteOffset, TILE_BYTES / 4);
  const right = new Int32Array(b.buffer, b.byteOffset, TILE_BYTES / 4);
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
