import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import type { ImageHeader } from './header';

/** Counts up whenever the pixels that decoding gives change; caches made from pixels carry it. */
export const DECODE_VERSION = 1;

export interface DecodedImage {
  image: PixelImage;
  /** What was left out or changed, in sentences for people, e.g. that transparency was dropped. */
  notices: string[];
}

export interface InspectedFile {
  header: ImageHeader;
  /** Of the file's bytes, lower-case hexadecimal. */
  sha256: string;
  bytes: number;
  modifiedMs: number;
  notices: string[];
}

/** The pixels of an image file: orientation applied, alpha dropped, palettes and CMYK as RGB. */
export async function decodeImage(path: string): Promise<DecodedImage> {
  throw new Problem('image-unsupported', `${path} cannot be read yet.`, 'Wait for the decoders.', path);
}

/** What the store keeps of an image file. Decodes it whole, so that a truncated or damaged file is found here. */
export async function inspectFile(path: string): Promise<InspectedFile> {
  throw new Problem('image-unsupported', `${path} cannot be read yet.`, 'Wait for the decoders.', path);
}
