import { LabelRows, type LabelSet, labelSet } from './label-rows';
import type { Connectivity } from './run-scan';
import { type PixelWindow, SpanList, type Spans, spanArea, spanBounds } from './spans';
import type { Steps } from './steps';
import { labelAt, TILE_BYTES, type TileMap, tileGrid } from './tile-map';

/** A connected set of pixels of one label. */
export interface Region {
  label: number;
  area: number;
  bounds: PixelWindow;
  spans: Spans;
}

/** The component around a pixel; null outside the map. */
export function* regionAt(map: TileMap, x: number, y: number, connectivity: Connectivity): Steps<Region | null> {
  if (!(x >= 0 && y >= 0 && x < map.width && y < map.height)) return null;
  const label = labelAt(map, Math.floor(x), Math.floor(y));
  const spans = yield* connectedSpans(map, labelSet(label), x, y, connectivity);
  const bounds = spanBounds(spans);
  return bounds === null ? null : { label, area: spanArea(spans), bounds, spans };
}

/** Runs between two pauses. */
const RUNS_A_STEP = 4096;

/**
 * The connected pixels inside a set of labels around a pixel: a flood by runs, with one bit a pixel of the tiles that it
 * reaches. No spans where the pixel is outside the set or the map.
 */
export function* connectedSpans(
  map: TileMap,
  inside: LabelSet,
  x: number,
  y: number,
  connectivity: Connectivity,
): Steps<Spans> {
  const px = Math.floor(x);
  const py = Math.floor(y);
  const rows = new LabelRows(map, inside);
  if (!(px >= 0 && py >= 0 && px < map.width && py < map.height) || !rows.isInside(px, py)) return new Int32Array(0);
  const reach = connectivity === 8 ? 1 : 0;
  const visited = new VisitedRuns(map);
  const found = new SpanList();
  const waiting: number[] = [];
  const visit = (at: number, row: number): number => {
    const start = rows.runStart(at, row);
    const end = rows.next(at, row, map.width, false);
    visited.mark(row, start, end);
    found.push(row, start, end);
    waiting.push(row, start, end);
    return end;
  };
  visit(px, py);
  for (let runs = 1; waiting.length > 0; runs++) {
    const [row, start, end] = waiting.splice(waiting.length - 3, 3);
    const limit = Math.min(map.width, end + reach);
    for (const near of [row - 1, row + 1]) {
      if (near < 0 || near >= map.height) continue;
      let at = rows.next(Math.max(0, start - reach), near, limit, true);
      while (at < limit) {
        const after = visited.has(at, near) ? rows.next(at, near, limit, false) : visit(at, near);
        at = rows.next(after, near, limit, true);
      }
    }
    if (runs % RUNS_A_STEP === 0) yield;
  }
  return found.takeSorted();
}

/** A bit a pixel, for the tiles that were reached. */
class VisitedRuns {
  private readonly columns: number;
  private readonly tiles: (Uint8Array | undefined)[];

  constructor({ width, height }: TileMap) {
    const { columns, rows } = tileGrid(width, height);
    this.columns = columns;
    this.tiles = new Array(columns * rows).fill(undefined);
  }

  has(x: number, y: number): boolean {
    const bits = this.tiles[(y >> 8) * this.columns + (x >> 8)];
    return bits !== undefined && ((bits[((y & 255) << 5) | ((x & 255) >> 3)] >> (x & 7)) & 1) === 1;
  }

  mark(y: number, x0: number, x1: number): void {
    for (let x = x0; x < x1; ) {
      const key = (y >> 8) * this.columns + (x >> 8);
      let bits = this.tiles[key];
      if (bits === undefined) {
        bits = new Uint8Array(TILE_BYTES / 8);
        this.tiles[key] = bits;
      }
      const stop = Math.min(x1, (x | 255) + 1);
      const line = (y & 255) << 5;
      while (x < stop) {
        const place = line | ((x & 255) >> 3);
        if ((x & 7) === 0 && x + 8 <= stop) {
          bits[place] = 255;
          x += 8;
        } else {
          bits[place] |= 1 << (x & 7);
          x++;
        }
      }
    }
  }
}
