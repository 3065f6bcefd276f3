import type { LabelEdit, TileChange } from './edit';
import { type EditSteps, inOneGo } from './steps';
import type { TileMap } from './tile-map';
import { labelAt, TILE_BYTES, TILE_SIDE, tileGrid, tileKey, tilePosition } from './tile-map';

/**
 * Gives `label` to the 4-connected region of equal labels around a pixel. Outside the map, where the pixel has that
 * label already, or where its label is locked: no edit.
 * @param locked 256 entries by label, 1 where pixels of that label are never painted over; null: none
 */
export function floodFill(
  map: TileMap,
  x: number,
  y: number,
  label: number,
  locked: Uint8Array | null = null,
): LabelEdit {
  return inOneGo(floodFillSteps(map, x, y, label, locked));
}

/** The same in steps of one tile each, so that a large fill can be done between other work. */
export function* floodFillSteps(
  map: TileMap,
  x: number,
  y: number,
  label: number,
  locked: Uint8Array | null = null,
): EditSteps {
  if (!(x >= 0 && y >= 0 && x < map.width && y < map.height)) return [];
  const from = labelAt(map, x, y);
  if (from === label || locked?.[from] === 1) return [];
  const fill = new Flood(map, from, label);
  fill.seed(tileKey(map.width, x >> 8, y >> 8), ((y & 255) << 8) | (x & 255));
  while (fill.next()) yield;
  return fill.edit();
}

const EMPTY = new Uint8Array(TILE_BYTES);
const LAST = TILE_SIDE - 1;

/** Tile by tile: within one by rows, across borders by seeds, and a tile of nothing but the old label at once. */
class Flood {
  readonly #columns: number;
  readonly #rows: number;
  readonly #after = new Map<number, Uint8Array>();
  /** Pixels to begin at, by tile; places in the tile. */
  readonly #seeds = new Map<number, number[]>();
  /** One array for all tiles that are filled whole. */
  readonly #whole: Uint8Array;

  constructor(
    private readonly map: TileMap,
    private readonly from: number,
    private readonly label: number,
  ) {
    const { columns, rows } = tileGrid(map.width, map.height);
    this.#columns = columns;
    this.#rows = rows;
    this.#whole = new Uint8Array(TILE_BYTES).fill(label);
  }

  seed(key: number, at: number): void {
    const seeds = this.#seeds.get(key);
    if (seeds === undefined) this.#seeds.set(key, [at]);
    else seeds.push(at);
  }

  /** Fills what the seeds of one tile reach in it; false where no seed is left. */
  next(): boolean {
    for (const [key, seeds] of this.#seeds) {
      this.#seeds.delete(key);
      this.#fillTile(key, seeds);
      return true;
    }
    return false;
  }

  edit(): LabelEdit {
    return Array.from(this.#after, ([key, after]): TileChange => {
      return { ...tilePosition(this.map.width, key), before: this.map.tiles.get(key) ?? EMPTY, after };
    });
  }

  #fillTile(key: number, seeds: number[]): void {
    const { tileX, tileY } = tilePosition(this.map.width, key);
    const width = Math.min(TILE_SIDE, this.map.width - tileX * TILE_SIDE);
    const height = Math.min(TILE_SIDE, this.map.height - tileY * TILE_SIDE);
    const before = this.map.tiles.get(key);
    let tile = this.#after.get(key);
    if (tile === undefined) {
      if (width === TILE_SIDE && height === TILE_SIDE && this.#isWhollyOld(before)) {
        this.#fillWhole(key, tileX, tileY);
        return;
      }
      tile = before?.slice() ?? new Uint8Array(TILE_BYTES);
    }
    let isChanged = this.#after.has(key);
    for (let at = seeds.pop(); at !== undefined; at = seeds.pop()) {
      if (tile[at] !== this.from) continue;
      const line = at & ~LAST;
      let left = at;
      while (left > line && tile[left - 1] === this.from) left--;
      let right = at + 1;
      while (right < line + width && tile[right] === this.from) right++;
      tile.fill(this.label, left, right);
      if (!isChanged) this.#after.set(key, tile);
      isChanged = true;
      if (left === line && tileX > 0) this.#seedRun(key - 1, line + LAST, line + LAST + 1);
      if (right === line + TILE_SIDE && tileX + 1 < this.#columns) this.#seedRun(key + 1, line, line + 1);
      if (line > 0) this.#seedsIn(tile, left - TILE_SIDE, right - TILE_SIDE, seeds);
      else if (tileY > 0) this.#seedRun(key - this.#columns, left + LAST * TILE_SIDE, right + LAST * TILE_SIDE);
      if (line < (height - 1) * TILE_SIDE) this.#seedsIn(tile, left + TILE_SIDE, right + TILE_SIDE, seeds);
      else if (tileY + 1 < this.#rows) this.#seedRun(key + this.#columns, left - line, right - line);
    }
  }

  #fillWhole(key: number, tileX: number, tileY: number): void {
    this.#after.set(key, this.#whole);
    for (let line = 0; line < TILE_BYTES; line += TILE_SIDE) {
      if (tileX > 0) this.#seedRun(key - 1, line + LAST, line + LAST + 1);
      if (tileX + 1 < this.#columns) this.#seedRun(key + 1, line, line + 1);
    }
    if (tileY > 0) this.#seedRun(key - this.#columns, LAST * TILE_SIDE, TILE_BYTES);
    if (tileY + 1 < this.#rows) this.#seedRun(key + this.#columns, 0, TILE_SIDE);
  }

  /** Seeds another tile at the places `start` .. `end` - 1 of one of its rows. */
  #seedRun(key: number, start: number, end: number): void {
    const tile = this.#after.get(key) ?? this.map.tiles.get(key) ?? EMPTY;
    if (tile === this.#whole) return;
    const waiting = this.#seeds.get(key);
    if (waiting !== undefined) {
      this.#seedsIn(tile, start, end, waiting);
      return;
    }
    const seeds: number[] = [];
    this.#seedsIn(tile, start, end, seeds);
    if (seeds.length > 0) this.#seeds.set(key, seeds);
  }

  /** One seed for every run of the old label. */
  #seedsIn(tile: Uint8Array, start: number, end: number, seeds: number[]): void {
    let isInRun = false;
    for (let at = start; at < end; at++) {
      const isOld = tile[at] === this.from;
      if (isOld && !isInRun) seeds.push(at);
      isInRun = isOld;
    }
  }

  #isWhollyOld(tile: Uint8Array | undefined): boolean {
    if (tile === undefined) return this.from === 0;
    for (let at = 0; at < TILE_BYTES; at++) if (tile[at] !== this.from) return false;
    return true;
  }
}
