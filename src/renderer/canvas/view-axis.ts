/**
 * Which image pixel each screen pixel of a pane's row (or column) shows, and how these lie in tiles: all that sampling
 * needs to know of one direction, made once a view so that its inner loop looks nothing up.
 */
export interface ViewAxis {
  /** Screen pixels in the pane. */
  readonly length: number;
  /** Screen pixels from `start` to before `end` lie on the image. */
  readonly start: number;
  readonly end: number;
  /** Image pixel of each screen pixel; meaningful from `start` to before `end`. */
  readonly pixel: Int32Array;
  /** Its place in its tile. */
  readonly offset: Int32Array;
  /** The screen pixel after the last one that shows the same tile, at most `end`. */
  readonly tileEnd: Int32Array;
  /** log2 of the tile's side. */
  readonly tileShift: number;
  /** At 100 %: neighbouring screen pixels show neighbouring image pixels. */
  readonly isDense: boolean;
  /** From 100 % on: no image pixel between two that are shown is left out. */
  readonly isGapless: boolean;
}

/** The shift of a tile that holds any image: for bytes that are not cut into tiles. */
export const ONE_TILE = 30;

/**
 * @param length screen pixels @param zoom screen pixels an image pixel @param center image point in the pane's middle
 * @param size image pixels in this direction
 */
export function viewAxis(length: number, zoom: number, center: number, size: number, tileShift: number): ViewAxis {
  const pixel = new Int32Array(length);
  const offset = new Int32Array(length);
  const tileEnd = new Int32Array(length);
  for (let s = 0; s < length; s++) pixel[s] = Math.floor(center + (s + 0.5 - length / 2) / zoom);
  const start = firstAtLeast(pixel, 0);
  const end = Math.max(start, firstAtLeast(pixel, size));
  const mask = (1 << tileShift) - 1;
  let stop = end;
  for (let s = end - 1; s >= start; s--) {
    if (s + 1 < end && pixel[s] >> tileShift !== pixel[s + 1] >> tileShift) stop = s + 1;
    tileEnd[s] = stop;
    offset[s] = pixel[s] & mask;
  }
  const isDense = start < end && pixel[end - 1] - pixel[start] === end - 1 - start && zoom === 1;
  return { length, start, end, pixel, offset, tileEnd, tileShift, isDense, isGapless: zoom >= 1 };
}

/** The screen pixels, from the first to before the second, that show image pixels `from` to before `to`. */
export function screenSpan(axis: ViewAxis, from: number, to: number): [number, number] {
  const start = Math.min(axis.end, Math.max(axis.start, firstAtLeast(axis.pixel, from)));
  return [start, Math.max(start, Math.min(axis.end, firstAtLeast(axis.pixel, to)))];
}

/** Index of the first of the rising values that is not below `least`. */
function firstAtLeast(rising: Int32Array, least: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
