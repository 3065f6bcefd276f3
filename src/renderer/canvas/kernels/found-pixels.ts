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

/**
 * The same of an image of which each pixel stood for a square of it.
 * @param scale pixels a side of the square
 * @param limit what of the image was meant
 */
export function enlargedPixels({ spans }: FoundPixels, scale: number, limit: PixelWindow): FoundPixels | null {
  const list = new SpanList();
  let area = 0;
  const right = limit.x + limit.width;
  const bottom = limit.y + limit.height;
  for (let first = 0, next = 0; first < spans.length; first = next) {
    while (next < spans.length && spans[next] === spans[first]) next += 3;
    const top = spans[first] * scale;
    for (let y = Math.max(limit.y, top); y < Math.min(bottom, top + scale); y++) {
      for (let i = first; i < next; i += 3) {
        const from = Math.max(limit.x, spans[i + 1] * scale);
        const to = Math.min(right, spans[i + 2] * scale);
        if (from >= to) continue;
        list.push(y, from, to);
        area += to - from;
      }
    }
  }
  const large = list.take();
  const bounds = spanBounds(large);
  return bounds === null ? null : { bounds, spans: large, area };
}
