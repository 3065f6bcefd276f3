import type { Painter } from './painter';

/** A rectangle of whole pixels: x .. x + width - 1, y .. y + height - 1. */
export interface PixelWindow {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Pixels of a window, one byte each, row-major [height, width]: 0 outside the shape, anything else inside. */
export interface WindowMask extends PixelWindow {
  data: Uint8Array;
}

/**
 * Pixels as runs along rows: triples `y, x0, x1` for the pixels x0 .. x1 - 1 of row y, in order of y and then of x,
 * none overlapping another.
 */
export type Spans = Int32Array;

/** What two rectangles share; width or height 0 where they are apart. */
export function sharedWindow(a: PixelWindow, b: PixelWindow): PixelWindow {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x);
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y);
  return { x, y, width, height };
}

/** The smallest rectangle that holds two. */
export function windowAround(a: PixelWindow, b: PixelWindow): PixelWindow {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { x, y, width, height };
}

/** Paints the pixels inside the mask; what lies outside the map is left out. */
export function paintMask(painter: Painter, mask: WindowMask, label: number): void {
  const { x, y, width, height, data } = mask;
  for (let row = 0; row < height; row++) {
    const line = row * width;
    const end = line + width;
    for (let at = line; at < end; ) {
      if (data[at] === 0) {
        at++;
        continue;
      }
      const from = at;
      while (at < end && data[at] !== 0) at++;
      painter.fillSpan(y + row, x + from - line, x + at - line, label);
    }
  }
}

export function paintSpans(painter: Painter, spans: Spans, label: number): void {
  for (let i = 0; i < spans.length; i += 3) painter.fillSpan(spans[i], spans[i + 1], spans[i + 2], label);
}

/** The spans within a window, 1 inside and 0 outside. */
export function maskOfSpans(spans: Spans, window: PixelWindow): WindowMask {
  const { x, y, width, height } = window;
  const data = new Uint8Array(width * height);
  fillMask(spans, window, data);
  return { x, y, width, height, data };
}

/**
 * Writes 1 for the spans' pixels within a window.
 * @param into row-major [height, width] of the window
 * @returns the number of pixels written
 */
export function fillMask(spans: Spans, window: PixelWindow, into: Uint8Array): number {
  let count = 0;
  const bottom = window.y + window.height;
  for (let i = firstSpanFrom(spans, window.y); i < spans.length && spans[i] < bottom; i += 3) {
    const from = Math.max(0, spans[i + 1] - window.x);
    const to = Math.min(window.width, spans[i + 2] - window.x);
    if (from >= to) continue;
    const line = (spans[i] - window.y) * window.width;
    into.fill(1, line + from, line + to);
    count += to - from;
  }
  return count;
}

/** Whether a pixel is one of them. */
export function hasPixel(spans: Spans, x: number, y: number): boolean {
  for (let i = firstSpanFrom(spans, y); i < spans.length && spans[i] === y && spans[i + 1] <= x; i += 3) {
    if (x < spans[i + 2]) return true;
  }
  return false;
}

/** Number of pixels. */
export function spanArea(spans: Spans): number {
  let area = 0;
  for (let i = 0; i < spans.length; i += 3) area += spans[i + 2] - spans[i + 1];
  return area;
}

/** The smallest rectangle around the pixels; null without any. */
export function spanBounds(spans: Spans): PixelWindow | null {
  if (spans.length === 0) return null;
  let left = spans[1];
  let right = spans[2];
  for (let i = 3; i < spans.length; i += 3) {
    if (spans[i + 1] < left) left = spans[i + 1];
    if (spans[i + 2] > right) right = spans[i + 2];
  }
  const top = spans[0];
  return { x: left, y: top, width: right - left, height: spans[spans.length - 3] + 1 - top };
}

/** Index of the first span of row y or below; the spans' length where there is none. */
function firstSpanFrom(spans: Spans, y: number): number {
  let low = 0;
  let high = spans.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle * 3] < y) low = middle + 1;
    else high = middle;
  }
  return low * 3;
}

/** Spans of which the number is not known beforehand. */
export class SpanList {
  private data = new Int32Array(96);
  private length = 0;

  push(y: number, x0: number, x1: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length] = y;
    this.data[this.length + 1] = x0;
    this.data[this.length + 2] = x1;
    this.length += 3;
  }

  /** Those pushed, in the order they came in. */
  take(): Spans {
    return this.data.slice(0, this.length);
  }

  /** Those pushed, in the order of {@link Spans}. */
  takeSorted(): Spans {
    const { data, length } = this;
    let top = data[0];
    let bottom = data[0];
    for (let i = 3; i < length; i += 3) {
      if (data[i] < top) top = data[i];
      if (data[i] > bottom) bottom = data[i];
    }
    // By rows through counting, then each row by its columns: both ends in one number, exact below 2^26.
    const starts = new Uint32Array(bottom - top + 2);
    for (let i = 0; i < length; i += 3) starts[data[i] - top + 1]++;
    for (let row = 1; row < starts.length; row++) starts[row] += starts[row - 1];
    const next = starts.slice();
    const ends = new Float64Array(length / 3);
    for (let i = 0; i < length; i += 3) ends[next[data[i] - top]++] = data[i + 1] * ENDS_FACTOR + data[i + 2];
    const sorted = new Int32Array(length);
    for (let row = 0; row + 1 < starts.length; row++) {
      ends.subarray(starts[row], starts[row + 1]).sort();
      for (let i = starts[row]; i < starts[row + 1]; i++) {
        const x0 = Math.floor(ends[i] / ENDS_FACTOR);
        sorted[i * 3] = top + row;
        sorted[i * 3 + 1] = x0;
        sorted[i * 3 + 2] = ends[i] - x0 * ENDS_FACTOR;
      }
    }
    return sorted;
  }
}

const ENDS_FACTOR = 2 ** 26;
