import type { ColorTable } from './color-table';
import { type ScreenRect, sample, type Target, type TiledBytes } from './sampling';
import type { ViewAxis } from './view-axis';

/** How labels are drawn as outlines. */
export interface OutlineLook {
  /** Colour by label inside a region. */
  fill: ColorTable;
  /** Colour by label of a region's outline. */
  line: ColorTable;
  /** Width of the line in screen pixels. */
  width: OutlineWidth;
}

export type OutlineWidth = 1 | 2;

/** Labels are sampled one higher, so that 0 is a pixel without any: outside of the image, or of the pane. */
const NO_LABEL = 0;
const oneHigher: ColorTable = Uint32Array.from({ length: 256 }, (_, label) => label + 1);

/** Labels of what is drawn and of the pixels around it. */
let labels = new Uint32Array(0);

/**
 * Writes labels as outlines: a screen pixel lies on one where a pixel left, right, above or below it, at most `width`
 * away, shows another label. The line runs inside of its region, so that two regions that touch have one each. What a
 * pixel becomes follows from the labels on the screen alone: drawn in pieces it is the same as drawn whole. The edges of
 * the image and of the pane are no outlines.
 */
export function sampleOutlines(
  target: Target,
  rect: ScreenRect,
  columns: ViewAxis,
  rows: ViewAxis,
  source: TiledBytes,
  look: OutlineLook,
): void {
  const { width } = look;
  const stride = rect.x1 - rect.x0 + 2 * width;
  const size = stride * (rect.y1 - rect.y0 + 2 * width);
  if (rect.x0 >= rect.x1 || rect.y0 >= rect.y1) return;
  if (labels.length < size) labels = new Uint32Array(size);
  const around = {
    x0: Math.max(0, rect.x0 - width),
    y0: Math.max(0, rect.y0 - width),
    x1: Math.min(columns.length, rect.x1 + width),
    y1: Math.min(rows.length, rect.y1 + width),
  };
  const isCut = around.x1 - around.x0 < stride || (around.y1 - around.y0) * stride < size;
  if (isCut) labels.fill(NO_LABEL, 0, size);
  const sampled = { pixels: labels, stride, x: rect.x0 - width, y: rect.y0 - width };
  sample(sampled, around, columns, rows, source, oneHigher);
  for (let y = rect.y0; y < rect.y1; y++) {
    const from = (y - rect.y0 + width) * stride + width;
    const to = (y - target.y) * target.stride + rect.x0 - target.x;
    writeRow(target.pixels, to, from, rect.x1 - rect.x0, stride, look);
  }
}

function writeRow(
  pixels: Uint32Array,
  to: number,
  from: number,
  count: number,
  stride: number,
  { fill, line, width }: OutlineLook,
): void {
  const near = labels;
  for (let i = 0; i < count; i++) {
    const at = from + i;
    const own = near[at];
    if (own <= 1) {
      pixels[to + i] = own === NO_LABEL ? 0 : fill[0];
      continue;
    }
    let differs = (near[at - 1] ^ own) | (near[at + 1] ^ own) | (near[at - stride] ^ own) | (near[at + stride] ^ own);
    if (width === 2) {
      differs |=
        (near[at - 2] ^ own) | (near[at + 2] ^ own) | (near[at - 2 * stride] ^ own) | (near[at + 2 * stride] ^ own);
    }
    const isLine = differs !== 0 && touchesOther(at, own, stride, width);
    pixels[to + i] = (isLine ? line : fill)[own - 1];
  }
}

/** Whether one of the differing neighbours has a label at all. */
function touchesOther(at: number, own: number, stride: number, width: OutlineWidth): boolean {
  for (let far = 1; far <= width; far++) {
    for (const neighbour of [
      labels[at - far],
      labels[at + far],
      labels[at - far * stride],
      labels[at + far * stride],
    ]) {
      if (neighbour !== own && neighbour !== NO_LABEL) return true;
    }
  }
  return false;
}
