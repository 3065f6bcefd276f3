/**
 * The rule by which images reach a size that a network takes, in the app and in exports alike: rows are added at the
 * bottom and columns at the right, mirrored without repeating the border (..., n-2, n-1, n-2, ..., 0, 1, ...), as often
 * as it takes, so that an image of one pixel works as well. Training patches go on beyond an image by the same mirror.
 */

/** The smallest multiple of `multiple` that is at least `size`. */
export function paddedSize(size: number, multiple: number): number {
  return Math.ceil(size / multiple) * multiple;
}

/** Which of 0..size-1 stands at `index` of the axis mirrored to both sides; any integer, any size >= 1. */
export function reflectIndex(index: number, size: number): number {
  if (index >= 0 && index < size) return index;
  const period = Math.max(1, 2 * (size - 1));
  const phase = ((index % period) + period) % period;
  return Math.min(phase, period - phase);
}
