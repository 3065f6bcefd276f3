import type { LabelEdit, TileChange } from './edit';
import { equalTiles } from './edit';
import type { PixelWindow } from './spans';
import type { TileMap } from './tile-map';
import { TILE_BYTES, TILE_SIDE, tileKey, tilePosition } from './tile-map';

interface WetTile {
  data: Uint8Array;
  /** Rows and columns of the tile that spans were put on since they were asked for; the left above the right: none. */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Paint that is still wet: spans go into copies of the tiles they touch, and `finish` makes one edit of them.
 * The map it was begun on is never changed. A tool holds one from pointer down to pointer up.
 */
export class Painter {
  readonly width: number;
  readonly height: number;
  private readonly map: TileMap;
  private readonly locked: Uint8Array | null;
  private readonly wet = new Map<number, WetTile>();
  private touched: number[] = [];

  /** @param locked 256 entries by label, 1 where pixels of that label are never painted over; null: none */
  constructor(map: TileMap, locked: Uint8Array | null = null) {
    this.map = map;
    this.locked = locked?.includes(1) ? locked : null;
    this.width = map.width;
    this.height = map.height;
  }

  /** Sets pixels x0 .. x1-1 of row y; what lies outside the map is ignored. */
  fillSpan(y: number, x0: number, x1: number, label: number): void {
    if (y < 0 || y >= this.height) return;
    const end = Math.min(x1, this.width);
    const tileY = y >> 8;
    const row = y & 255;
    for (let x = Math.max(x0, 0); x < end; ) {
      const tileX = x >> 8;
      const stop = Math.min(end, (tileX + 1) << 8);
      const from = (row << 8) | (x & 255);
      const key = tileKey(this.width, tileX, tileY);
      const tile = this.wetTile(key);
      if (this.locked === null) tile.data.fill(label, from, from + stop - x);
      else fillUnlocked(tile.data, from, from + stop - x, label, this.locked);
      if (tile.left > tile.right) this.touched.push(key);
      tile.left = Math.min(tile.left, x & 255);
      tile.right = Math.max(tile.right, (stop - 1) & 255);
      tile.top = Math.min(tile.top, row);
      tile.bottom = Math.max(tile.bottom, row);
      x = stop;
    }
  }

  /** Label of a pixel inside the map, wet paint included. */
  labelAt(x: number, y: number): number {
    const key = tileKey(this.width, x >> 8, y >> 8);
    const tile = this.tile(key);
    return tile === undefined ? 0 : tile[((y & 255) << 8) | (x & 255)];
  }

  /** The tile as painted so far; undefined where it is empty and untouched. */
  tile(key: number): Uint8Array | undefined {
    return this.wet.get(key)?.data ?? this.map.tiles.get(key);
  }

  /** Where spans were put since the last call, a rectangle for each tile: what may look different now. */
  takeTouched(): PixelWindow[] {
    const { touched } = this;
    this.touched = [];
    return touched.flatMap((key) => {
      const tile = this.wet.get(key);
      if (tile === undefined) return [];
      const { left, right, top, bottom } = tile;
      const { tileX, tileY } = tilePosition(this.width, key);
      forget(tile);
      return [{ x: (tileX << 8) + left, y: (tileY << 8) + top, width: right - left + 1, height: bottom - top + 1 }];
    });
  }

  /** Number of pixels from x on in row y that hold `label`, up to the tile's or the map's right end. */
  runLength(x: number, y: number, label: number): number {
    const tile = this.tile(tileKey(this.width, x >> 8, y >> 8));
    const limit = Math.min(TILE_SIDE - (x & 255), this.width - x);
    if (tile === undefined) return label === 0 ? limit : 0;
    const from = ((y & 255) << 8) | (x & 255);
    let length = 0;
    while (length < limit && tile[from + length] === label) length++;
    return length;
  }

  /** Everything painted so far as one edit; tiles that ended as they began are left out. */
  finish(): LabelEdit {
    const changes: TileChange[] = [];
    for (const [key, { data: after }] of this.wet) {
      const before = this.map.tiles.get(key) ?? new Uint8Array(TILE_BYTES);
      if (!equalTiles(before, after)) changes.push({ ...tilePosition(this.width, key), before, after });
    }
    return changes;
  }

  private wetTile(key: number): WetTile {
    const wet = this.wet.get(key);
    if (wet !== undefined) return wet;
    const dry = this.map.tiles.get(key);
    const data = dry === undefined ? new Uint8Array(TILE_BYTES) : dry.slice();
    const copy = forget({ data, left: 0, right: 0, top: 0, bottom: 0 });
    this.wet.set(key, copy);
    return copy;
  }
}

/** Nothing of the tile is touched. */
function forget(tile: WetTile): WetTile {
  tile.left = TILE_SIDE;
  tile.right = -1;
  tile.top = TILE_SIDE;
  tile.bottom = -1;
  return tile;
}

function fillUnlocked(tile: Uint8Array, from: number, to: number, label: number, locked: Uint8Array): void {
  for (let i = from; i < to; i++) if (locked[tile[i]] === 0) tile[i] = label;
}
