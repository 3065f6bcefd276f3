import { Problem } from '../../shared/problem';

export type ImageFormat = 'png' | 'jpeg' | 'tiff' | 'gif' | 'bmp' | 'webp';

export interface ImageHeader {
  format: ImageFormat;
  /** Pixels, after orientation. */
  width: number;
  /** Pixels, after orientation. */
  height: number;
  /** After alpha is dropped; a palette and CMYK count as 3. */
  channels: number;
  /** Of the decoded samples: 8 and 16 unsigned, 32 float. */
  depth: 8 | 16 | 32;
  /** EXIF orientation as stored, 1..8; 1 where there is none. */
  orientation: number;
  hasAlpha: boolean;
}

/** Size and kind of an image file; its first bytes decide what it is, never its name. Reads only what that needs. */
export async function readHeader(path: string): Promise<ImageHeader> {
  throw new Problem('image-unsupported', `${path} cannot be read yet.`, 'Wait for the decoders.', path);
}
