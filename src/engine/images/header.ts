import { open, stat } from 'node:fs/promises';
import { BrokenImage } from '../formats/broken-image';
import { type ByteSource, fileSource } from './byte-source';
import { type BmpHeader, readBmpHeader } from './headers/bmp';
import { type GifHeader, readGifHeader } from './headers/gif';
import { type JpegHeader, readJpegHeader } from './headers/jpeg';
import { readPngHeader } from './headers/png';
import { assertFits, type StoredHeader } from './headers/stored-header';
import { readTiffHeader, type TiffHeader } from './headers/tiff';
import { readWebpHeader } from './headers/webp';
import { MAX_FILE_BYTES } from './limits';
import { asImageProblem } from './problems';
import { type ImageFormat, SIGNATURE_BYTES, signatureFormat } from './signature';

export type { ImageFormat } from './signature';

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

/**
 * Size and kind of an image file; its first bytes decide what it is, never its name. Reads only what that needs.
 * @throws Problem image-missing, image-unreadable, image-empty, image-not-an-image, image-truncated, image-damaged,
 * image-unsupported, image-too-large (whose pixels no decoder may see)
 */
export async function readHeader(path: string): Promise<ImageHeader> {
  try {
    // Asked before opening: opening a pipe would wait for a writer.
    const status = await stat(path);
    assertReadable(status.isFile(), status.size);
    const file = await open(path, 'r');
    try {
      const { format, stored } = await parseHeader(fileSource(file, status.size));
      return orientedHeader(format, stored);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

/** A format's own header, from which its decoder starts. */
export type ParsedHeader =
  | { format: 'png' | 'webp'; stored: StoredHeader }
  | { format: 'jpeg'; stored: JpegHeader }
  | { format: 'tiff'; stored: TiffHeader }
  | { format: 'gif'; stored: GifHeader }
  | { format: 'bmp'; stored: BmpHeader };

/** The header of bytes of any known format, within the limits of decoding. @throws BrokenImage */
export async function parseHeader(source: ByteSource): Promise<ParsedHeader> {
  const format = signatureFormat(await source.read(0, SIGNATURE_BYTES));
  if (format === undefined) throw new BrokenImage('not-an-image', 'is not an image of a kind that is known here');
  const parsed = await readFormat(format, source);
  const { width, height, storedChannels, channels, depth } = parsed.stored;
  assertFits(width, height, Math.max(storedChannels, channels), depth);
  return parsed;
}

async function readFormat(format: ImageFormat, source: ByteSource): Promise<ParsedHeader> {
  switch (format) {
    case 'png':
      return { format, stored: await readPngHeader(source) };
    case 'jpeg':
      return { format, stored: await readJpegHeader(source) };
    case 'tiff':
      return { format, stored: await readTiffHeader(source) };
    case 'gif':
      return { format, stored: await readGifHeader(source) };
    case 'bmp':
      return { format, stored: await readBmpHeader(source) };
    case 'webp':
      return { format, stored: await readWebpHeader(source) };
  }
}

/** A header as people see it: turned upright. */
export function orientedHeader(format: ImageFormat, stored: StoredHeader): ImageHeader {
  const { width, height, channels, depth, orientation, hasAlpha } = stored;
  const isTurned = orientation >= 5;
  return {
    format,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    channels,
    depth,
    orientation,
    hasAlpha,
  };
}

/** @throws BrokenImage not-an-image for folders and pipes, empty, too-large */
export function assertReadable(isFile: boolean, bytes: number): void {
  if (!isFile) throw new BrokenImage('not-an-image', 'is a folder or another thing that is no image file');
  if (bytes === 0) throw new BrokenImage('empty', 'is empty');
  if (bytes > MAX_FILE_BYTES) throw new BrokenImage('too-large', `has ${bytes} bytes; files up to 2 GB are read`);
}
