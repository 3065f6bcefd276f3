import type { ScreenRect, TiledBytes } from './sampling';
import type { ViewAxis } from './view-axis';

/** Bytes left and right of a row's labels: a quad, so that four of them can be compared at a time. */
export const MARGIN = 4;

/** Labels on the screen in rows. */
export interface LabelRows {
  bytes: Uint8Array;
  /** The same, four at a time. */
  quads: Uint32Array;
  /** Bytes a row, a multiple of 4. */
  stride: number;
}

let bytes = new Uint8Array(0);
let quads = new Uint32Array(0);

/**
 * Labels that the screen pixels of a rectangle show, with those around it: `reach` rows above and below, {@link MARGIN}
 * bytes at the left and right of each row. Beyond the image and the pane the outermost label is repeated. The next call
 * writes over them. @param rect not empty, all of it on the image
 */
export function labelRows(
  rect: ScreenRect,
  reach: number,
  columns: ViewAxis,
  rows: ViewAxis,
  source: TiledBytes,
): LabelRows {
  const stride = ((rect.x1 - rect.x0 + 3) & ~3) + 2 * MARGIN;
  const size = stride * (rect.y1 - rect.y0 + 2 * reach);
  if (bytes.length < size) {
    bytes = new Uint8Array(size);
    quads = new Uint32Array(bytes.buffer);
  }
  const y0 = Math.max(rows.start, rect.y0 - reach);
  const y1 = Math.min(rows.end, rect.y1 + reach);
  for (let y = rect.y0 - reach; y < rect.y1 + reach; y++) {
    const at = (y - rect.y0 + reach) * stride;
    const isAsAbove = y > rect.y0 - reach && (y <= y0 || y >= y1 || rows.pixel[y] === rows.pixel[y - 1]);
    if (isAsAbove) bytes.copyWithin(at, at - stride, at);
    else readRow(at, rect, Math.max(y, y0), columns, rows, source);
  }
  return { bytes, quads, stride };
}

function readRow(at: number, rect: ScreenRect, y: number, columns: ViewAxis, rows: ViewAxis, source: TiledBytes): void {
  const x0 = Math.max(columns.start, rect.x0 - MARGIN);
  const x1 = Math.min(columns.end, rect.x1 + MARGIN);
  const first = at + MARGIN - rect.x0;
  const keys = (rows.pixel[y] >> rows.tileShift) * source.tileColumns;
  const line = rows.offset[y] * source.stride;
  const { offset } = columns;
  for (let left = x0; left < x1; ) {
    const right = Math.min(x1, columns.tileEnd[left]);
    const tile = source.tile(keys + (columns.pixel[left] >> columns.tileShift));
    if (tile === undefined) bytes.fill(0, first + left, first + right);
    else if (columns.isDense)
      bytes.set(tile.subarray(line + offset[left], line + offset[left] + right - left), first + left);
    else for (let x = left; x < right; x++) bytes[first + x] = tile[line + offset[x]];
    left = right;
  }
  bytes.fill(bytes[first + x0], at, first + x0);
  bytes.fill(bytes[first + x1 - 1], first + x1, first + rect.x1 + MARGIN);
}
