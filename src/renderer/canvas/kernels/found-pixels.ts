import { type PixelWindow, SpanList, type Spans, spanBounds, type WindowMask } from '../../../shared/labels/spans';

/** Pixels that a kernel found, ready to be painted. */
export interface FoundPixels {
  /** The smallest window around them. */
  bounds: PixelWindow;
  spans: Spans;
  /** Their number. */
  area: number;
}

/** The pixels of a mask of ones; null where it has none. */
export function foundPixels({ x, y, width, height, data }: WindowMask): FoundPixels | null {
  const list = new SpanList();
  let area = 0;
  for (let row = 0; row < height; row++) {
    const line = data.subarray(row * width, (row + 1) * width);
    // Searched by the engine itself: a look at each pixel would take longer than what made the mask.
    for (let from = line.indexOf(1); from >= 0; ) {
      const next = line.indexOf(0, from);
      const to = next < 0 ? width : next;
      list.push(y + row, x + from, x + to);
      area += to - from;
      from = line.indexOf(1, to);
    }
  }
  const spans = list.take();
  const bounds = spanBounds(spans);
  return bounds === null ? null : { bounds, spans, area };
}
