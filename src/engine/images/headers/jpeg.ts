import { type PixelSize, pixelSizeOfDensity } from '../../../shared/images/pixel-size';
import { BrokenImage } from '../../formats/broken-image';
import type { ByteSource } from '../byte-source';
import { letters, readView, type StoredHeader } from './stored-header';
import { type ExifFacts, readExif } from './tiff-directory';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const APP0 = 0xe0;
const APP1 = 0xe1;
/** Frames whose rows are spread over several scans. */
const PROGRESSIVE_FRAMES = new Set([0xc2, 0xca]);
/** Frames that the decoder knows: baseline, extended and progressive, Huffman or arithmetic coded. */
const KNOWN_FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc9, 0xca]);

export interface JpegHeader extends StoredHeader {
  /** Byte offset of the first scan's marker. */
  scanOffset: number;
  /** Rows are spread over several scans: the last row needs the whole file, and so does the first. */
  isProgressive: boolean;
}

/**
 * Size and kind from the first frame header, orientation and density from EXIF and JFIF, every segment up to the first scan walked over.
 * Format: ITU-T T.81, annex B. @throws BrokenImage
 */
export async function readJpegHeader(source: ByteSource): Promise<JpegHeader> {
  let exif: ExifFacts | undefined;
  let jfif: PixelSize | null = null;
  let frame: FrameHeader | undefined;
  let offset = 2;
  for (;;) {
    const { marker, after } = await nextMarker(source, offset);
    if (marker === START_OF_SCAN && frame !== undefined) {
      const pixelSize = exif?.pixelSize ?? jfif;
      return { ...frame, orientation: exif?.orientation ?? 1, pixelSize, scanOffset: after - 2 };
    }
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) {
      throw new BrokenImage('damaged', 'is a JPEG file without a picture');
    }
    if (isBare(marker)) {
      offset = after;
      continue;
    }
    const length = (await readView(source, after, 2)).getUint16(0);
    if (length < 2) throw new BrokenImage('damaged', 'has a JPEG segment without a length');
    if (isFrame(marker)) frame ??= frameHeader(await readView(source, after, 8), marker);
    if (marker === APP0 && length >= 14) jfif ??= densityIn(await readView(source, after + 2, 12));
    if (marker === APP1) exif ??= await exifIn(await source.read(after + 2, length - 2));
    offset = after + length;
  }
}

/** The next marker's code. Bytes between segments are skipped, as libjpeg does. */
async function nextMarker(source: ByteSource, from: number): Promise<{ marker: number; after: number }> {
  let offset = from;
  let isPrefixed = false;
  for (;;) {
    const code = (await readView(source, offset, 1)).getUint8(0);
    offset++;
    if (isPrefixed && code !== 0xff && code !== 0) return { marker: code, after: offset };
    isPrefixed = code === 0xff;
  }
}

/** Markers without a length: TEM, RST0 to RST7, SOI. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

type FrameHeader = Omit<JpegHeader, 'orientation' | 'pixelSize' | 'scanOffset'>;

function frameHeader(view: DataView, marker: number): FrameHeader {
  const precision = view.getUint8(2);
  const height = view.getUint16(3);
  const width = view.getUint16(5);
  const components = view.getUint8(7);
  if (!KNOWN_FRAMES.has(marker)) throw new BrokenImage('unsupported', 'is a lossless or hierarchical JPEG file');
  if (precision !== 8) throw new BrokenImage('unsupported', `is a JPEG file of ${precision} bits; 8 are read`);
  if (width === 0 || height === 0) throw new BrokenImage('unsupported', 'is a JPEG file that does not say its size');
  if (components !== 1 && components !== 3 && components !== 4) {
    throw new BrokenImage('unsupported', `is a JPEG file of ${components} components; 1, 3 and 4 are read`);
  }
  return {
    width,
    height,
    channels: components === 1 ? 1 : 3,
    depth: 8,
    storedChannels: components,
    hasAlpha: false,
    hasMorePages: false,
    isProgressive: PROGRESSIVE_FRAMES.has(marker),
  };
}

/** @returns undefined where the segment is not EXIF but, say, XMP */
async function exifIn(segment: Uint8Array): Promise<ExifFacts | undefined> {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  if (segment.length < 6 || letters(view, 0, 6) !== 'Exif\0\0') return undefined;
  return readExif(segment.subarray(6));
}

/** JFIF 1.02: units 1 dots per inch, 2 dots per centimetre; 0 says only how the sides relate. */
function densityIn(segment: DataView): PixelSize | null {
  const unit = segment.getUint8(7);
  if (letters(segment, 0, 5) !== 'JFIF\0' || (unit !== 1 && unit !== 2)) return null;
  return pixelSizeOfDensity(segment.getUint16(8), segment.getUint16(10), unit === 1 ? 0.0254 : 0.01, 'jfif');
}
