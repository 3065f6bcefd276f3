import { TILE_SIDE, type TilePosition } from '../labels/tile-map';
import { objectsOf } from '../weighting/objects';
import { VOID_CHANNEL } from './channels';

/** Images whose objects are measured, and tiles of each, a side: what is typical shows in a few of them. */
const MOST_IMAGES = 12;
const WINDOW_TILES = 8;
/** Smaller pieces are specks of labelling, not objects. */
const LEAST_PIXELS = 16;

/** At most twelve of them, spread evenly, the same ones every time. */
export function measuredImages<Image>(images: readonly Image[]): Image[] {
  const count = Math.min(MOST_IMAGES, images.length);
  return Array.from({ length: count }, (_, index) => images[Math.floor((index * images.length) / count)]);
}

/** A part of an image, pixels; its corner is that of a tile. */
export interface MeasuredWindow {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where most is painted: the whole of an image up to 2,048 px a side, else that much of it. */
export function measuredWindow(tiles: readonly TilePosition[], width: number, height: number): MeasuredWindow {
  const columns = Math.ceil(width / TILE_SIDE);
  const rows = Math.ceil(height / TILE_SIDE);
  const before = paintedBefore(tiles, columns, rows);
  let best = { x: 0, y: 0, painted: -1 };
  for (let y = 0; y <= Math.max(0, rows - WINDOW_TILES); y++) {
    for (let x = 0; x <= Math.max(0, columns - WINDOW_TILES); x++) {
      const [right, bottom] = [Math.min(columns, x + WINDOW_TILES), Math.min(rows, y + WINDOW_TILES)];
      const painted = before(right, bottom) - before(x, bottom) - before(right, y) + before(x, y);
      if (painted > best.painted) best = { x, y, painted };
    }
  }
  const [left, top] = [best.x * TILE_SIDE, best.y * TILE_SIDE];
  const side = WINDOW_TILES * TILE_SIDE;
  return { x: left, y: top, width: Math.min(side, width - left), height: Math.min(side, height - top) };
}

/** How many tiles hold something left of a column and above a row, from a summed-area table. */
function paintedBefore(
  tiles: readonly TilePosition[],
  columns: number,
  rows: number,
): (column: number, row: number) => number {
  const sums = new Int32Array((columns + 1) * (rows + 1));
  for (const { tileX, tileY } of tiles) sums[(tileY + 1) * (columns + 1) + tileX + 1] = 1;
  for (let y = 1; y <= rows; y++) {
    for (let x = 1; x <= columns; x++) {
      const at = y * (columns + 1) + x;
      sums[at] += sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2];
    }
  }
  return (column, row) => sums[row * (columns + 1) + column];
}

/**
 * Sides of the squares that the objects of a label map fit into, pixels: of each 4-connected piece of one channel of at
 * least 16 pixels that is seen whole, touching neither the map's edge nor a void pixel, since what lies beyond is unknown.
 *
 * @param labels output channel per pixel [H,W], 255 void
 */
export function objectSides(labels: Uint8Array, width: number, height: number): number[] {
  const isObject = new Uint8Array(256).fill(1);
  isObject[VOID_CHANNEL] = 0;
  const { ids, count } = objectsOf(labels, width, height, isObject);
  const boxes = new Boxes(count + 1);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const id = ids[p];
      if (id === 0) continue;
      boxes.add(id, x, y);
      const isAtEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
      if (isAtEdge || ids[p - 1] === 0 || ids[p + 1] === 0 || ids[p - width] === 0 || ids[p + width] === 0) {
        boxes.cut(id);
      }
    }
  }
  return boxes.sides();
}

/** The same of a part of a label map. */
export function objectSidesWithin(labels: Uint8Array, width: number, part: MeasuredWindow): number[] {
  const cut = new Uint8Array(part.width * part.height);
  for (let row = 0; row < part.height; row++) {
    const from = (part.y + row) * width + part.x;
    cut.set(labels.subarray(from, from + part.width), row * part.width);
  }
  return objectSides(cut, part.width, part.height);
}

/** The middle one of all sides; null where no object is seen whole. */
export function middleSide(sides: readonly number[]): number | null {
  if (sides.length === 0) return null;
  const sorted = [...sides].sort((a, b) => a - b);
  const upper = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
}

class Boxes {
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #top: Int32Array;
  readonly #bottom: Int32Array;
  readonly #pixels: Int32Array;
  readonly #isCut: Uint8Array;

  constructor(count: number) {
    this.#left = new Int32Array(count).fill(0x7fffffff);
    this.#right = new Int32Array(count);
    this.#top = new Int32Array(count);
    this.#bottom = new Int32Array(count);
    this.#pixels = new Int32Array(count);
    this.#isCut = new Uint8Array(count);
  }

  /** Rows come from the top. */
  add(id: number, x: number, y: number): void {
    if (this.#pixels[id]++ === 0) this.#top[id] = y;
    this.#bottom[id] = y;
    if (x < this.#left[id]) this.#left[id] = x;
    if (x > this.#right[id]) this.#right[id] = x;
  }

  cut(id: number): void {
    this.#isCut[id] = 1;
  }

  sides(): number[] {
    const sides: number[] = [];
    for (let id = 1; id < this.#pixels.length; id++) {
      if (this.#isCut[id] === 1 || this.#pixels[id] < LEAST_PIXELS) continue;
      sides.push(1 + Math.max(this.#right[id] - this.#left[id], this.#bottom[id] - this.#top[id]));
    }
    return sides;
  }
}
