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

/** Bytes in square tiles whose side is that of the axes; keys count tiles row by row. */
export interface TiledBytes {
  tileColumns: number;
  tile(key: number): Uint8Array | undefined;
}

/** Writes the colour of the byte under each screen pixel of `rect`; absent tiles are 0, outside the image is transparent. */
export function sampleTiles(
  target: Target,
  rect: ScreenRect,
  columns: ViewAxis,
  rows: ViewAxis,
  source: TiledBytes,
  table: ColorTable,
): void {
  const { pixels } = target;
  const { offset, pixel, tileEnd, tileShift } = columns;
  const first = Math.max(rect.x0, columns.start);
  const last = Math.min(rect.x1, columns.end);
  eachRow(target, rect, columns, rows, (row, at) => {
    const line = (row & ((1 << tileShift) - 1)) << tileShift;
    const tileRow = (row >> tileShift) * source.tileColumns;
    let to = at;
    for (let x = first; x < last; ) {
      const end = Math.min(last, tileEnd[x]);
      const tile = source.tile(tileRow + (pixel[x] >> tileShift));
      if (tile === undefined) {
        pixels.fill(table[0], to, to + end - x);
        to += end - x;
        x = end;
      } else {
        for (; x < end; x++) pixels[to++] = table[tile[line | offset[x]]];
      }
    }
  });
}

/** The same of bytes in one row-major array of `width` bytes a row. */
export function sampleBytes(
  target: Target,
  rect: ScreenRect,
  columns: ViewAxis,
  rows: ViewAxis,
  data: Uint8Array,
  width: number,
  table: ColorTable,
): void {
  const { pixels } = target;
  const { pixel } = columns;
  const first = Math.max(rect.x0, columns.start);
  const last = Math.min(rect.x1, columns.end);
  eachRow(target, rect, columns, rows, (row, at) => {
    const line = row * width;
    let to = at;
    for (let x = first; x < last; x++) pixels[to++] = table[data[line + pixel[x]]];
  });
}

/**
 * Clears what lies outside the image, and lets `write` make each row of what lies on it, from the target's index `at`
 * on; a row that shows the same image pixels as the one above is copied.
 */
function eachRow(
  target: Target,
  rect: ScreenRect,
  columns: ViewAxis,
  rows: ViewAxis,
  write: (row: number, at: number) => void,
): void {
  const { pixels, stride } = target;
  const first = Math.max(rect.x0, columns.start);
  const last = Math.max(first, Math.min(rect.x1, columns.end));
  let above = -1;
  for (let y = rect.y0; y < rect.y1; y++) {
    const line = (y - target.y) * stride - target.x;
    if (y < rows.start || y >= rows.end || first >= rect.x1) {
      pixels.fill(0, line + rect.x0, line + rect.x1);
      above = -1;
      continue;
    }
    const row = rows.pixel[y];
    if (row === above) {
      pixels.copyWithin(line + rect.x0, line - stride + rect.x0, line - stride + rect.x1);
      continue;
    }
    pixels.fill(0, line + rect.x0, line + first);
    write(row, line + first);
    pixels.fill(0, line + last, line + rect.x1);
    above = row;
  }
}
