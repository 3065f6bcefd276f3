import type { ScreenRect } from './sampling';

/**
 * The smallest rectangle within `rect` that holds every pixel in which two pictures differ; null where they are equal.
 * @param before @param after row-major, `stride` pixels a row
 */
export function changedPart(
  before: Uint32Array,
  after: Uint32Array,
  stride: number,
  { x0, y0, x1, y1 }: ScreenRect,
): ScreenRect | null {
  let [left, right, top, bottom] = [x1, x0, y1, y0];
  for (let y = y0; y < y1; y++) {
    const line = y * stride;
    let x = x0;
    while (x < x1 && before[line + x] === after[line + x]) x++;
    if (x === x1) continue;
    left = Math.min(left, x);
    top = Math.min(top, y);
    bottom = y + 1;
    // What lies between the outermost differences found so far need not be looked at.
    let end = x1;
    while (end > right && before[line + end - 1] === after[line + end - 1]) end--;
    right = Math.max(right, end);
  }
  return left < right ? { x0: left, y0: top, x1: right, y1: bottom } : null;
}
