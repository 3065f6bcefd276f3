import type { LabelMap } from '../images/pixels';

/** Side of a tile in pixels; tiles at the right and lower edge are full size too, 0 outside the image. */
export const TILE_SIDE = 256;
export const TILE_BYTES = TILE_SIDE * TILE_SIDE;

/**
 * A label map cut into 256x256 tiles of one byte a pixel (0 unpainted, 1..254 classes, 255 void). A tile that is absent
 * is all 0. Never changed in place: an edit gives a new map that shares the tiles it left alone.
 */
export interface TileMap {
  readonly width: number;
  readonly height: number;
  /** By {@link tileKey}. */
  readonly tiles: ReadonlyMap<number, Uint8Array>;
}

export interface TilePosition {
  tileX: number;
  tileY: number;
}

/** Number of tiles in a row and in a column of a map of that size. */
export function tileGrid(width: number, height: number): { columns: number; rows: number } {
  return { columns: Math.ceil(width / TILE_SIDE), rows: Math.ceil(height / TILE_SIDE) };
}

/** Key of a tile: positions counted row by row. */
export function tileKey(width: number, tileX: number, tileY: number): number {
  return tileY * Math.ceil(width / TILE_SIDE) + tileX;
}

export function tilePosition(width: number, key: number): TilePosition {
  const columns = Math.ceil(width / TILE_SIDE);
  return { tileX: key % columns, tileY: Math.floor(key / columns) };
}

/** A map without a painted pixel. */
export function emptyTileMap(width: number, height: number): TileMap {
  return { width, height, tiles: new Map() };
}

/** The map made of given tiles (e.g. as read from a store); a position outside the map is an error. */
export function tileMapOf(
  width: number,
  height: number,
  tiles: Iterable<TilePosition & { data: Uint8Array }>,
): TileMap {
  const { columns, rows } = tileGrid(width, height);
  const byKey = new Map<number, Uint8Array>();
  for (const { tileX, tileY, data } of tiles) {
    if (tileX < 0 || tileY < 0 || tileX >= columns || tileY >= rows || data.length !== TILE_BYTES) {
      throw new RangeError(`tile ${tileX},${tileY} of ${data.length} bytes does not belong to ${width}x${height}`);
    }
    byKey.set(tileKey(width, tileX, tileY), data);
  }
  return { width, height, tiles: byKey };
}

/** Cuts a label map (row-major [height, width]) into tiles; tiles that are all 0 are left out. */
export function fromLabelMap(labels: LabelMap): TileMap {
  const { width, height, data } = labels;
  const { columns, rows } = tileGrid(width, height);
  const tiles = new Map<number, Uint8Array>();
  for (let tileY = 0; tileY < rows; tileY++) {
    for (let tileX = 0; tileX < columns; tileX++) {
      const x = tileX * TILE_SIDE;
      const y = tileY * TILE_SIDE;
      const tile = new Uint8Array(TILE_BYTES);
      const span = Math.min(TILE_SIDE, width - x);
      const lines = Math.min(TILE_SIDE, height - y);
      for (let line = 0; line < lines; line++) {
        const from = (y + line) * width + x;
        tile.set(data.subarray(from, from + span), line * TILE_SIDE);
      }
      if (!isEmptyTile(tile)) tiles.set(tileY * columns + tileX, tile);
    }
  }
  return { width, height, tiles };
}

/** The whole map, row-major [height, width], one byte a pixel. */
export function toLabelMap(map: TileMap): LabelMap {
  const { width, height } = map;
  const labels = { width, height, data: new Uint8Array(width * height) };
  for (const [key, tile] of map.tiles) placeTile(labels, tilePosition(width, key), tile);
  return labels;
}

/** Writes a tile's pixels into a label map where they belong; what lies outside the map is left out. */
export function placeTile({ width, height, data }: LabelMap, { tileX, tileY }: TilePosition, tile: Uint8Array): void {
  const x = tileX * TILE_SIDE;
  const y = tileY * TILE_SIDE;
  const span = Math.min(TILE_SIDE, width - x);
  const lines = Math.min(TILE_SIDE, height - y);
  for (let line = 0; line < lines; line++) {
    const from = line * TILE_SIDE;
    data.set(tile.subarray(from, from + span), (y + line) * width + x);
  }
}

/** Label at a pixel inside the map. */
export function labelAt(map: TileMap, x: number, y: number): number {
  const tile = map.tiles.get(tileKey(map.width, x >> 8, y >> 8));
  return tile?.[((y & 255) << 8) | (x & 255)] ?? 0;
}

/** True where every byte is 0; reads four bytes at a time where the tile's alignment allows it. */
export function isEmptyTile(tile: Uint8Array): boolean {
  if (tile.byteOffset % 4 !== 0 || tile.length % 4 !== 0) return tile.every((label) => label === 0);
  const words = new Int32Array(tile.buffer, tile.byteOffset, tile.length / 4);
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
  return true;
}
