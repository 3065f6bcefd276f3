/**
 * Orientation taken apart: rows and columns are put in order first, so that tiles grow from the upright picture's top
 * left; what remains is to exchange x and y, which each tile does for itself.
 */
export interface Turn {
  isMirrored: boolean;
  isUpsideDown: boolean;
  isTransposed: boolean;
}

/** @param orientation EXIF 1..8 */
export function turnOf(orientation: number): Turn {
  return {
    isMirrored: [2, 3, 7, 8].includes(orientation),
    isUpsideDown: [3, 4, 6, 7].includes(orientation),
    isTransposed: orientation >= 5,
  };
}

/** The EXIF orientation that does the putting in order alone. */
export function flipOf({ isMirrored, isUpsideDown }: Turn): number {
  if (isMirrored) return isUpsideDown ? 3 : 2;
  return isUpsideDown ? 4 : 1;
}
