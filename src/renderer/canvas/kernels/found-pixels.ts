import { type PixelWindow, SpanList, type Spans, spanArea, spanBounds } from '../../../shared/labels/spans';

/** Pixels that a kernel found, ready to be painted. */
export interface FoundPixels {
  /** The smallest window around them. */
  bounds: PixelWindow;
  spans: Spans;
  /** Their number. */
  area: number;
}

/** Null where there is none. */
export function foundPixels(spans: Spans): FoundPixels | null {
  const bounds = spanBounds(spans);
  return bounds === null ? null : { bounds, spans, area: spanArea(spans) };
}

/**
 * The same of an image of which each pixel stood for a square of it.
 * @param scale pixels a side of the square
 * @param limit what of the image was meant
 */
export function enlargedPixels({ spans }: FoundPixels, scale: number, limit: PixelWindow): FoundPixels | null {
  const list = new SpanList();
  const right = limit.x + limit.width;
  const bottom = limit.y + limit.height;
  for (let first = 0, next = 0; first < spans.length; first = next) {
    while (next < spans.length && spans[next] === spans[first]) next += 3;
    const top = spans[first] * scale;
    for (let y = Math.max(limit.y, top); y < Math.min(bottom, top + scale); y++) {
      for (let i = first; i < next; i += 3) {
        const from = Math.max(limit.x, spans[i + 1] * scale);
        const to = Math.min(right, spans[i + 2] * scale);
        if (from < to) list.push(y, from, to);
      }
    }
  }
  return foundPixels(list.take());
}
