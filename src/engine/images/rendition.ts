import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';

/** Pixels for the screen: 8 bit, 1 (grey) or 3 (RGB) channels, rows from the top, interleaved. */
export interface Rendition {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
}

/** An image fitted into maxSide x maxSide by area averaging; never enlarged. */
export function makeRendition(image: PixelImage, maxSide: number): Rendition {
  throw new Problem('image-unsupported', `${image.width} x ${maxSide} cannot be made yet.`, 'Wait for the decoders.');
}

/**
 * Path of a rendition in the cache folder, made when it is not there: `<sha256>-v<DECODE_VERSION>-<maxSide>.png`
 * where pixels are shown one to one, `.jpg` where they are reduced.
 */
export async function renditionFile(
  imagePath: string,
  sha256: string,
  maxSide: number,
  cacheFolder: string,
): Promise<string> {
  throw new Problem('image-unsupported', `${imagePath} ${sha256} ${maxSide} ${cacheFolder}`, 'Wait for the decoders.');
}
