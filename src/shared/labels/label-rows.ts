import { TILE_SIDE, type TileMap, tileGrid } from './tile-map';

/** 256 entries by label: 1 for the labels that are inside. */
export type LabelSet = Uint8Array;

export function labelSet(...labels: number[]): LabelSet {
  const set = new Uint8Array(256);
  for (const label of labels) set[label] = 1;
  return set;
}

/** Every label but these. */
export function labelsBut(...labels: number[]): LabelSet {
  const set = new Uint8Array(256).fill(1);
  for (const label of labels) set[label] = 0;
  return set;
}

/** Runs of pixels along a row. */
export class RunRow {
  count = 0;
  readonly starts: Int32Array;
  /** Exclusive. */
  readonly ends: Int32Array;

  constructor(width: number) {
    this.starts = new Int32Array((width >> 1) + 1);
    this.ends = new Int32Array((width >> 1) + 1);
  }

  push(x0: number, x1: number): void {
    this.starts[this.count] = x0;
    this.ends[this.count++] = x1;
  }
}

/** Which pixels of a label map are inside a set of labels, read along rows and tile by tile. */
export class LabelRows {
  readonly width: number;
  readonly height: number;
  readonly #columns: number;
  readonly #tiles: (Uint8Array | undefined)[];
  readonly #inside: LabelSet;

  constructor(map: TileMap, inside: LabelSet) {
    this.width = map.width;
    this.height = map.height;
    const { columns, rows } = tileGrid(map.width, map.height);
    this.#columns = columns;
    this.#inside = inside;
    this.#tiles = Array.from({ length: columns * rows }, (_, key) => map.tiles.get(key));
  }

  isInside(x: number, y: number): boolean {
    const tile = this.#tiles[(y >> 8) * this.#columns + (x >> 8)];
    return this.#inside[tile === undefined ? 0 : tile[((y & 255) << 8) | (x & 255)]] === 1;
  }

  /** All runs of row y that are inside, from the left, none touching another. */
  runs(y: number, into: RunRow): void {
    into.count = 0;
    for (let x = this.next(0, y, this.width, true); x < this.width; ) {
      const end = this.next(x, y, this.width, false);
      into.push(x, end);
      x = this.next(end, y, this.width, true);
    }
  }

  /** The first pixel from x on, and before `limit`, that is inside (or outside, as wanted); `limit` without one. */
  next(x: number, y: number, limit: number, wanted: boolean): number {
    const want = wanted ? 1 : 0;
    const line = (y & 255) << 8;
    const row = (y >> 8) * this.#columns;
    const inside = this.#inside;
    for (let at = x; at < limit; ) {
      const stop = Math.min(limit, (at | 255) + 1);
      const tile = this.#tiles[row + (at >> 8)];
      if (tile === undefined) {
        if (inside[0] === want) return at;
        at = stop;
        continue;
      }
      const end = line + ((stop - 1) & 255) + 1;
      let place = line | (at & 255);
      while (place < end && inside[tile[place]] !== want) place++;
      if (place < end) return (at & ~255) + place - line;
      at = stop;
    }
    return limit;
  }

  /** Left end of the run of inside pixels that x, which is inside, belongs to. */
  runStart(x: number, y: number): number {
    const line = (y & 255) << 8;
    const row = (y >> 8) * this.#columns;
    const inside = this.#inside;
    for (let at = x; at >= 0; at = (at & ~(TILE_SIDE - 1)) - 1) {
      const tile = this.#tiles[row + (at >> 8)];
      if (tile === undefined) {
        if (inside[0] === 0) return at + 1;
        continue;
      }
      let place = line | (at & 255);
      while (place >= line && inside[tile[place]] === 1) place--;
      if (place >= line) return (at & ~255) + place - line + 1;
    }
    return 0;
  }
}
