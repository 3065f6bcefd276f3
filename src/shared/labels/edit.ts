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

export function equalTiles(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.byteOffset % 4 !== 0 || b.byteOffset % 4 !== 0) return a.every((label, i) => label === b[i]);
  const left = new Int32Array(a.buffer, a.byteOffset, TILE_BYTES / 4);
  const right = new Int32Array(b.buffer, b.byteOffset, TILE_BYTES / 4);
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
