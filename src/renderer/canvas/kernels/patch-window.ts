import type { Point } from '../../../shared/labels/brush';
import type { PixelWindow } from '../../../shared/labels/spans';

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
