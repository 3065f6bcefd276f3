import type { LabelEdit, TileChange } from './edit';
import { equalTiles } from './edit';
import type { PixelWindow } from './spans';
import type { TileMap } from './tile-map';
import { TILE_BYTES, TILE_SIDE, tileKey, tilePosition } from './tile-map';

/** log2 of the rows that are told of together: of a large brush's edge, a tile's rectangle would hold too much. */
const BAND_SHIFT = 6;

interface Band {
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
  private readonly wet = new Map<number, Uint8Array>();
  /** What spans were put on since it was asked for, by band of a tile. */
  private touched = new Map<number, Band>();
  /** A span met a pixel that stays another label because that is locked. */
  private hasMetLocked = false;

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
    const line = (y & 255) << 8;
    for (let x = Math.max(x0, 0); x < end; ) {
      const tileX = x >> 8;
      const stop = Math.min(end, (tileX + 1) << 8);
      const from = line | (x & 255);
      const tile = this.wetTile(tileKey(this.width, tileX, tileY));
      if (this.locked === null) tile.fill(label, from, from + stop - x);
      else if (!fillUnlocked(tile, from, from + stop - x, label, this.locked)) this.hasMetLocked = true;
      this.touch(tileKey(this.width, tileX, y >> BAND_SHIFT), y, x, stop);
      x = stop;
    }
  }

  /**
   * Gives a tile all that a change made of it, under the same locks as these.
   * @returns false where the tile is not as it was before the change; then nothing was painted
   */
  takeTile({ tileX, tileY, before, after }: TileChange): boolean {
    const key = tileKey(this.width, tileX, tileY);
    const now = this.tile(key);
    if (!equalTiles(now ?? new Uint8Array(TILE_BYTES), before)) return false;
    this.wet.set(key, after.slice());
    const left = tileX * TILE_SIDE;
    const right = Math.min(this.width, left + TILE_SIDE);
    const bottom = Math.min(this.height, (tileY + 1) * TILE_SIDE);
    for (let y = tileY * TILE_SIDE; y < bottom; y += 1 << BAND_SHIFT) {
      const band = tileKey(this.width, tileX, y >> BAND_SHIFT);
      this.touch(band, y, left, right);
      this.touch(band, Math.min(bottom, y + (1 << BAND_SHIFT)) - 1, left, right);
    }
    return true;
  }

  /** Label of a pixel inside the map, wet paint included. */
  labelAt(x: number, y: number): number {
    const key = tileKey(this.width, x >> 8, y >> 8);
    const tile = this.tile(key);
    return tile === undefined ? 0 : tile[((y & 255) << 8) | (x & 255)];
  }

  /** The tile as painted so far; undefined where it is empty and untouched. */
  tile(key: number): Uint8Array | undefined {
    return this.wet.get(key) ?? this.map.tiles.get(key);
  }

  /** Where spans were put since the last call, in small rectangles: what may look different now. */
  takeTouched(): PixelWindow[] {
    const { touched } = this;
    this.touched = new Map();
    return [...touched.values()].map(({ left, right, top, bottom }) => {
      return { x: left, y: top, width: right - left, height: bottom - top };
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
    for (const [key, after] of this.wet) {
      const before = this.map.tiles.get(key) ?? new Uint8Array(TILE_BYTES);
      if (!equalTiles(before, after)) changes.push({ ...tilePosition(this.width, key), before, after });
    }
    return changes;
  }

  /** Whether spans were put and changed nothing, because what lies there is locked. */
  isKeptOut(): boolean {
    return this.hasMetLocked && this.finish().length === 0;
  }

  private touch(key: number, y: number, left: number, right: number): void {
    const band = this.touched.get(key);
    if (band === undefined) {
      this.touched.set(key, { left, right, top: y, bottom: y + 1 });
      return;
    }
    band.left = Math.min(band.left, left);
    band.right = Math.max(band.right, right);
    band.top = Math.min(band.top, y);
    band.bottom = Math.max(band.bottom, y + 1);
  }

  private wetTile(key: number): Uint8Array {
    const wet = this.wet.get(key);
    if (wet !== undefined) return wet;
    const dry = this.map.tiles.get(key);
    const copy = dry === undefined ? new Uint8Array(TILE_BYTES) : dry.slice();
    this.wet.set(key, copy);
    return copy;
  }
}

/** False where a pixel stays another label. */
function fillUnlocked(tile: Uint8Array, from: number, to: number, label: number, locked: Uint8Array): boolean {
  let isAll = true;
  for (let i = from; i < to; i++) {
    if (locked[tile[i]] === 0) tile[i] = label;
    else if (tile[i] !== label) isAll = false;
  }
  return isAll;
}
