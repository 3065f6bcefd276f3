/** What the lens shows as the least and as the most: every image pixel is seen, and few are left of the largest. */
const LEAST = 4;
const MOST = 64;

/**
 * Zoom of the lens over a canvas at a zoom, both in screen pixels an image pixel: 4 to 8 times that of the canvas, by a
 * power of two so that every image pixel is as large; never less than 400 %.
 */
export function lensZoom(zoom: number): number {
  return Math.min(MOST, Math.max(LEAST, 2 ** Math.ceil(Math.log2(4 * zoom))));
}
