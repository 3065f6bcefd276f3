import type { StepPicture } from '../../shared/labels/step-picture';
import { type ColorTable, packColor } from '../canvas/color-table';

/** A class that was removed since has no colour any more. */
const GONE = packColor(205, 205, 205);
const LIGHT = packColor(235, 235, 235);
const DARK = packColor(30, 30, 30);

/** Width of a stripe of what was erased, in cells. */
const STRIPE = 3;

/** A cell of which little changed is seen all the same. */
const LEAST_ALPHA = 120;

/**
 * A step's picture in colours, one pixel a cell, as the bytes of an ImageData: what changed in its new class's colour,
 * what was erased striped light and dark, the rest transparent.
 */
export function stepColors({ columns, labels, changed }: StepPicture, colors: ColorTable): Uint32Array<ArrayBuffer> {
  const pixels = new Uint32Array(labels.length);
  labels.forEach((label, cell) => {
    if (changed[cell] === 0) return;
    const isLight = ((cell % columns) + Math.floor(cell / columns)) % (2 * STRIPE) < STRIPE;
    const color = label === 0 ? (isLight ? LIGHT : DARK) : colors[label] || GONE;
    const alpha = Math.round(LEAST_ALPHA + ((255 - LEAST_ALPHA) * changed[cell]) / 255);
    pixels[cell] = ((color & 0xffffff) | (alpha << 24)) >>> 0;
  });
  return pixels;
}
