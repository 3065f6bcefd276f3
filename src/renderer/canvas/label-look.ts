import type { ColorTable } from './color-table';
import type { PixelRect } from './label-source';
import type { LabelsLayer } from './layers';
import type { OutlineLook, OutlineWidth } from './outline-sampling';
import type { ScreenRect } from './sampling';
import { screenSpan, type ViewAxis } from './view-axis';

/** How a label map is drawn over its image. */
export type LabelStyle = 'fill' | 'outlines' | 'both';

/** From so many device pixels a CSS pixel on a line of one would be too thin to see. */
const DENSE = 1.5;

/** What the labels' canvases are written by; filled labels are faded by the browser, not in their colours. */
export type LabelLook = { kind: 'fill'; table: ColorTable } | ({ kind: 'outlines' } & OutlineLook);

const nothing: ColorTable = new Uint32Array(256);

export function labelLook({ style = 'fill', palette, opacity = 1 }: LabelsLayer, pixelRatio: number): LabelLook {
  if (style === 'fill') return { kind: 'fill', table: palette };
  const width: OutlineWidth = pixelRatio < DENSE ? 1 : 2;
  return { kind: 'outlines', inside: style === 'both' ? faded(palette, opacity) : nothing, line: palette, width };
}

/** Opacity of the layer's element: outlines are always drawn in full. */
export function elementOpacity({ style = 'fill', opacity = 1 }: LabelsLayer): number {
  return style === 'fill' ? opacity : 1;
}

/**
 * The screen pixels that may look different where labels of a rectangle of sampled labels changed.
 * @param step image pixels a sampled label stands for @returns null where none are on the screen
 */
export function touchedPart(
  { x, y, width, height }: PixelRect,
  step: number,
  columns: ViewAxis,
  rows: ViewAxis,
  look: LabelLook,
): ScreenRect | null {
  const reach = look.kind === 'fill' ? 0 : look.width;
  const [x0, x1] = screenSpan(columns, Math.floor(x / step), Math.ceil((x + width) / step));
  const [y0, y1] = screenSpan(rows, Math.floor(y / step), Math.ceil((y + height) / step));
  if (x0 >= x1 || y0 >= y1) return null;
  return {
    x0: Math.max(0, x0 - reach),
    y0: Math.max(0, y0 - reach),
    x1: Math.min(columns.length, x1 + reach),
    y1: Math.min(rows.length, y1 + reach),
  };
}

function faded(palette: ColorTable, opacity: number): ColorTable {
  return palette.map((color) => ((Math.round((color >>> 24) * opacity) << 24) | (color & 0xffffff)) >>> 0);
}
