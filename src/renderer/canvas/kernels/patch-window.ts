import type { Point } from '../../../shared/labels/brush';
import type { PixelWindow } from '../../../shared/labels/spans';

/** What of an image is read, and how many pixels of the image a side of one that is read stands for. */
export interface ReadWindow {
  /** In pixels that are read: those of the image divided by `scale`. */
  window: PixelWindow;
  /** A power of two; 1 in full size. */
  scale: number;
}

/** As many pixels a side as kernels are given at most: 16 megapixels, 64 MiB. */
export const PATCH_SIDE = 4096;

/**
 * What of an image a kernel reads: all of it, or of what is larger than it can take the part around a point. The same for
 * points near each other, so that it need not be read again.
 */
export function patchWindow(image: { width: number; height: number }, at: Point): PixelWindow {
  const across = part(image.width, at.x);
  const down = part(image.height, at.y);
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

function part(length: number, at: number): { start: number; length: number } {
  if (length <= PATCH_SIDE) return { start: 0, length };
  // In steps of half a side the point lies at least a quarter of a side within.
  const step = PATCH_SIDE / 2;
  const wanted = Math.round((at - step) / step) * step;
  return { start: Math.min(length - PATCH_SIDE, Math.max(0, wanted)), length: PATCH_SIDE };
}

/**
 * What is read where all of a window is meant: in full size as far as that can be taken, else just so small. A view that
 * large shows no single pixels either.
 */
export function overviewWindow({ x, y, width, height }: PixelWindow): ReadWindow {
  let scale = 1;
  while (Math.ceil(Math.max(width, height) / scale) + 1 > PATCH_SIDE) scale *= 2;
  const left = Math.floor(x / scale);
  const top = Math.floor(y / scale);
  const right = Math.ceil((x + width) / scale);
  const bottom = Math.ceil((y + height) / scale);
  return { window: { x: left, y: top, width: right - left, height: bottom - top }, scale };
}
