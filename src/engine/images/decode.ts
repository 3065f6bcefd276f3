import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { PixelImage } from '../../shared/images/pixels';
import { memorySource } from './byte-source';
import { decodeBmp } from './decoders/bmp';
import { decodeGif } from './decoders/gif';
import { decodeJpeg } from './decoders/jpeg';
import { decodePngImage } from './decoders/png';
import { decodeTiff } from './decoders/tiff';
import { decodeWebp } from './decoders/webp';
import { assertReadable, type ImageHeader, orientedHeader, type ParsedHeader, parseHeader } from './header';
import { applyOrientation } from './orientation';
import { asImageProblem } from './problems';

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

/**
 * The pixels of an image file: orientation applied, alpha dropped, palettes and CMYK as RGB, 16 bits kept,
 * 1, 2 and 4-bit grey spread over 0..255.
 * @throws Problem the codes of readHeader
 */
export async function decodeImage(path: string): Promise<DecodedImage> {
  const { bytes } = await readImageFile(path);
  return decodeBytes(bytes, path);
}

/**
 * What the store keeps of an image file. Decodes it whole, so that a truncated or damaged file is found here.
 * @throws Problem the codes of readHeader
 */
export async function inspectFile(path: string): Promise<InspectedFile> {
  const { bytes, modifiedMs } = await readImageFile(path);
  const { header, notices } = await decodeBytes(bytes, path);
  return { header, sha256: sha256Of(bytes), bytes: bytes.length, modifiedMs, notices };
}

export interface ImageFile {
  bytes: Uint8Array;
  modifiedMs: number;
}

/** A file's bytes, within the limits. @throws Problem */
export async function readImageFile(path: string): Promise<ImageFile> {
  try {
    const status = await stat(path);
    assertReadable(status.isFile(), status.size);
    const file = await open(path, 'r');
    try {
      return { bytes: await file.readFile(), modifiedMs: status.mtimeMs };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

/** Like decodeImage, of bytes that were read already. @param path names them in problems */
export async function decodeBytes(bytes: Uint8Array, path: string): Promise<DecodedImage & { header: ImageHeader }> {
  try {
    const parsed = await parseHeader(memorySource(bytes));
    const pixels = await decodePixels(bytes, parsed);
    const changed = replaceNonFinite(pixels.data);
    return {
      header: orientedHeader(parsed.format, parsed.stored),
      image: applyOrientation(pixels, parsed.stored.orientation),
      notices: noticesOf(parsed, changed),
    };
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function decodePixels(bytes: Uint8Array, parsed: ParsedHeader): Promise<PixelImage> {
  switch (parsed.format) {
    case 'png':
      return decodePngImage(bytes);
    case 'jpeg':
      return decodeJpeg(bytes, parsed.stored);
    case 'tiff':
      return decodeTiff(bytes, parsed.stored);
    case 'gif':
      return decodeGif(bytes, parsed.stored);
    case 'bmp':
      return decodeBmp(bytes, parsed.stored);
    case 'webp':
      return decodeWebp(bytes, parsed.stored);
  }
}

/** Networks would carry a NaN into every weight. @returns how many values were replaced by 0 */
function replaceNonFinite(data: PixelImage['data']): number {
  if (!(data instanceof Float32Array)) return 0;
  let changed = 0;
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    data[i] = 0;
    changed++;
  }
  return changed;
}

function noticesOf({ format, stored }: ParsedHeader, nonFinite: number): string[] {
  const notices: string[] = [];
  if (stored.hasAlpha) notices.push('Its transparency was left out; the colours are kept as stored.');
  if (stored.hasMorePages) notices.push(`Only its first ${format === 'gif' ? 'frame' : 'page'} is used.`);
  if (nonFinite > 0) notices.push(`${nonFinite} values that are not finite numbers were replaced by 0.`);
  return notices;
}
