import { hashText, perceptualHash } from '../../shared/images/perceptual-hash';
import { decodeImage } from './decode';
import { renditionFile } from './rendition';
import type { ShownPart } from './shown-part';

/** The grid's thumbnail: most are in the cache already. */
const HASHED_PX = 320;

/**
 * How an image looks: the perceptual hash of its thumbnail, 16 hexadecimal digits.
 * @param cacheFolder of renditions @throws Problem as renditionFile
 */
export async function lookHash(
  path: string,
  sha256: string,
  cacheFolder: string,
  part: ShownPart | undefined,
): Promise<string> {
  const { image } = await decodeImage(await renditionFile(path, sha256, HASHED_PX, cacheFolder, part));
  return hashText(perceptualHash(image.data, image.width, image.height, image.channels));
}
