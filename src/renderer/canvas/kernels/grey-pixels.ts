/**
 * One byte a pixel where every pixel of an RGBA picture is grey: a quarter of the memory, and less to compare. Null at
 * the first that is not; the fourth channel is not read.
 */
export function greyPixels(rgba: Uint8ClampedArray): Uint8Array | null {
  const grey = new Uint8Array(rgba.length / 4);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 4) {
    const level = rgba[at];
    if (rgba[at + 1] !== level || rgba[at + 2] !== level) return null;
    grey[pixel] = level;
  }
  return grey;
}
