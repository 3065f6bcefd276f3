import type { ColorTable } from './color-table';
import type { ViewAxis } from './view-axis';

/** Pixels of a picture in memory that screen pixels are written to: row-major, `stride` pixels a row. */
export interface Target {
  pixels: Uint32Array;
  stride: number;
  /** The screen pixel that lies at its first pixel. */
  x: number;
  y: number;
}

/** Screen pixels from (x0, y0) to before (x1, y1). */
export interface ScreenRect {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Bytes in tiles whose side is that of the axes, keys counted row by row; or all in one tile, by {@link ONE_TILE}. */
export interface TiledBytes {
  tileColumns: number;
  /** Bytes of a row of a tile. */
  stride: number;
  /** Neighbours are mostly equal, as labels are. */
  hasRuns: boolean;
  /** Undefined where all bytes are 0. */
  tile(key: number): Uint8Array | undefined;
}

/** Runs from this length on are written by `fill`; its call costs about as much as so many pixels. */
const LONG_RUN = 24;

/** Writes the colour of the byte under each screen pixel of `rect`; outside the image is transparent. */
export function sample(
  target: Target,
  rect: ScreenRect,
  columns: ViewAxis,
  rows: ViewAxis,
  source: TiledBytes,
  table: ColorTable,
): void {
  const x0 = clamp(columns.start, rect.x0, rect.x1);
  const x1 = clamp(columns.end, x0, rect.x1);
  const y0 = clamp(rows.start, rect.y0, rect.y1);
  const y1 = clamp(rows.end, y0, rect.y1);
  fill(target, { ...rect, y1: y0 }, 0);
  fill(target, { x0: rect.x0, y0, x1: x0, y1 }, 0);
  fill(target, { x0: x1, y0, x1: rect.x1, y1 }, 0);
  fill(target, { ...rect, y0: y1 }, 0);
  for (let top = y0; top < y1; ) {
    const bottom = Math.min(y1, rows.tileEnd[top]);
    const keys = (rows.pixel[top] >> rows.tileShift) * source.tileColumns;
    for (let left = x0; left < x1; ) {
      const right = Math.min(x1, columns.tileEnd[left]);
      const tile = source.tile(keys + (columns.pixel[left] >> columns.tileShift));
      const block = { x0: left, y0: top, x1: right, y1: bottom };
      if (tile === undefined) fill(target, block, table[0]);
      else sampleBlock(target, block, columns, rows, tile, source, table);
      left = right;
    }
    top = bottom;
  }
}

/** A block that lies in one tile; a row that shows the same bytes as the one above is copied. */
function sampleBlock(
  target: Target,
  { x0, y0, x1, y1 }: ScreenRect,
  columns: ViewAxis,
  rows: ViewAxis,
  tile: Uint8Array,
  { stride, hasRuns }: TiledBytes,
  table: ColorTable,
): void {
  const { pixels } = target;
  const { offset } = columns;
  const words = hasRuns && columns.isDense && tile.byteOffset % 4 === 0 && tile.length % 4 === 0;
  const quads = words ? new Uint32Array(tile.buffer, tile.byteOffset, tile.length / 4) : null;
  let above = -1;
  for (let y = y0; y < y1; y++) {
    const line = rows.offset[y] * stride;
    let to = (y - target.y) * target.stride - target.x + x0;
    if (line === above) {
      pixels.copyWithin(to, to - target.stride, to - target.stride + x1 - x0);
    } else if (quads !== null) {
      sampleRuns(pixels, to, tile, quads, line + offset[x0], line + offset[x0] + x1 - x0, table);
    } else {
      for (let x = x0; x < x1; x++) pixels[to++] = table[tile[line + offset[x]]];
    }
    above = line;
  }
}

/** Bytes `from` to before `stop`, a pixel each, run by run: four bytes are compared at a time. */
function sampleRuns(
  pixels: Uint32Array,
  at: number,
  bytes: Uint8Array,
  quads: Uint32Array,
  from: number,
  stop: number,
  table: ColorTable,
): void {
  const lastQuad = stop >> 2;
  for (let start = from, to = at; start < stop; ) {
    const value = bytes[start];
    let end = start + 1;
    while (end < stop && (end & 3) !== 0 && bytes[end] === value) end++;
    if ((end & 3) === 0) {
      const four = (value * 0x01010101) >>> 0;
      let quad = end >> 2;
      while (quad < lastQuad && quads[quad] === four) quad++;
      end = Math.max(end, quad << 2);
      while (end < stop && bytes[end] === value) end++;
    }
    const color = table[value];
    const next = to + end - start;
    if (end - start >= LONG_RUN) pixels.fill(color, to, next);
    else for (let i = to; i < next; i++) pixels[i] = color;
    to = next;
    start = end;
  }
}

/** Writes one colour. */
export function fill({ pixels, stride, x, y }: Target, { x0, y0, x1, y1 }: ScreenRect, color: number): void {
  if (x0 >= x1) return;
  for (let row = y0; row < y1; row++) {
    const line = (row - y) * stride - x;
    pixels.fill(color, line + x0, line + x1);
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
