import type { ColorTable } from './color-table';
import { type LabelRows, labelRows, MARGIN } from './label-rows';
import { fill, type ScreenRect, type Target, type TiledBytes } from './sampling';
import type { ViewAxis } from './view-axis';

/** How labels are drawn as outlines. */
export interface OutlineLook {
  /** Colour by label inside a region. */
  inside: ColorTable;
  /** Colour by label of a region's outline. */
  line: ColorTable;
  /** Width of the line in screen pixels. */
  width: OutlineWidth;
}

export type OutlineWidth = 1 | 2;

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
  const x0 = Math.max(columns.start, rect.x0);
  const x1 = Math.min(columns.end, rect.x1);
  const y0 = Math.max(rows.start, rect.y0);
  const y1 = Math.min(rows.end, rect.y1);
  if (x0 >= x1 || y0 >= y1) {
    fill(target, rect, 0);
    return;
  }
  fill(target, { ...rect, y1: y0 }, 0);
  fill(target, { x0: rect.x0, y0, x1: x0, y1 }, 0);
  fill(target, { x0: x1, y0, x1: rect.x1, y1 }, 0);
  fill(target, { ...rect, y0: y1 }, 0);
  const labels = labelRows({ x0, y0, x1, y1 }, look.width, columns, rows, source);
  for (let y = y0; y < y1; y++) {
    const to = (y - target.y) * target.stride + x0 - target.x;
    if (y > y0 && isCopy(rows, y, look.width)) {
      target.pixels.copyWithin(to, to - target.stride, to - target.stride + x1 - x0);
      continue;
    }
    writeRow(target.pixels, to, x1 - x0, labels, (y - y0 + look.width) * labels.stride + MARGIN, look);
  }
}

/** Whether a row and the one above lie that far within one row of enlarged labels, so that they look the same. */
function isCopy({ pixel, start, end }: ViewAxis, y: number, width: OutlineWidth): boolean {
  const own = pixel[y];
  return pixel[Math.max(start, y - 1 - width)] === own && pixel[Math.min(end - 1, y + width)] === own;
}

/** Four pixels at a time where all that lies around them is of one label. */
function writeRow(
  pixels: Uint32Array,
  to: number,
  count: number,
  labels: LabelRows,
  from: number,
  look: OutlineLook,
): void {
  const { quads, bytes } = labels;
  const { inside, width } = look;
  const down = labels.stride >> 2;
  const far = down * width;
  for (let i = 0; i < count; i += 4) {
    const at = (from + i) >> 2;
    const four = quads[at];
    const isCalm =
      i + 4 <= count &&
      quads[at - 1] === four &&
      quads[at + 1] === four &&
      quads[at - down] === four &&
      quads[at + down] === four &&
      (width === 1 || (quads[at - far] === four && quads[at + far] === four)) &&
      four === Math.imul(four & 255, 0x01010101) >>> 0;
    if (isCalm) {
      const color = inside[bytes[from + i]];
      pixels[to + i] = color;
      pixels[to + i + 1] = color;
      pixels[to + i + 2] = color;
      pixels[to + i + 3] = color;
    } else writePixels(pixels, to + i, Math.min(4, count - i), labels, from + i, look);
  }
}

function writePixels(
  pixels: Uint32Array,
  to: number,
  count: number,
  { bytes, stride }: LabelRows,
  from: number,
  { inside, line, width }: OutlineLook,
): void {
  for (let i = 0; i < count; i++) {
    const at = from + i;
    const own = bytes[at];
    let differs =
      (bytes[at - 1] ^ own) | (bytes[at + 1] ^ own) | (bytes[at - stride] ^ own) | (bytes[at + stride] ^ own);
    if (width === 2) {
      differs |=
        (bytes[at - 2] ^ own) | (bytes[at + 2] ^ own) | (bytes[at - 2 * stride] ^ own) | (bytes[at + 2 * stride] ^ own);
    }
    pixels[to + i] = (differs === 0 ? inside : line)[own];
  }
}
