import type { PixelImage } from '../../../shared/images/pixels';
import type { ParsedHeader } from '../header';
import { decodeBmp } from './bmp';
import { decodeGif } from './gif';
import { decodeJpeg } from './jpeg';
import { decodePngImage } from './png';
import { decodeWebp } from './webp';

/** All pixels of a file of one picture, orientation not applied. @throws BrokenImage */
export async function decodeWhole(
  bytes: Uint8Array,
  parsed: Exclude<ParsedHeader, { format: 'tiff' }>,
): Promise<PixelImage> {
  switch (parsed.format) {
    case 'png':
      return decodePngImage(bytes);
    case 'jpeg':
      return decodeJpeg(bytes, parsed.stored);
    case 'gif':
      return decodeGif(bytes, parsed.stored);
    case 'bmp':
      return decodeBmp(bytes, parsed.stored);
    case 'webp':
      return decodeWebp(bytes, parsed.stored);
  }
}
