import type { WindowMask } from '../../../shared/labels/spans';

/** The mask, of ones, in the smallest window around its pixels, in an array of its own; null where it has none. */
export function croppedMask({ x, y, width, height, data }: WindowMask): WindowMask | null {
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let row = 0; row < height; row++) {
    const line = data.subarray(row * width, (row + 1) * width);
    // Searched by the engine itself: a callback a pixel would take longer than what made the mask.
    const first = line.indexOf(1);
    if (first < 0) continue;
    if (top < 0) top = row;
    bottom = row;
    left = Math.min(left, first);
    right = Math.max(right, line.lastIndexOf(1));
  }
  if (top < 0) return null;
  const across = right + 1 - left;
  const down = bottom + 1 - top;
  const cropped = new Uint8Array(across * down);
  for (let row = 0; row < down; row++) {
    const from = (top + row) * width + left;
    cropped.set(data.subarray(from, from + across), row * across);
  }
  return { x: x + left, y: y + top, width: across, height: down, data: cropped };
}
