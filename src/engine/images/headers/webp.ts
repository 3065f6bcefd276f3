import { BrokenImage } from '../../formats/broken-image';
import type { ByteSource } from '../byte-source';
import { letters, readView, type StoredHeader } from './stored-header';
import { type ExifFacts, MAX_EXIF_BYTES, readExif } from './tiff-directory';

const FIRST_CHUNK = 12;
const FLAGS = { animation: 0x02, exif: 0x08, alpha: 0x10 } as const;

/** Header of a WebP file of one picture. Format: RFC 9649. @throws BrokenImage */
export async function readWebpHeader(source: ByteSource): Promise<StoredHeader> {
  const riff = await readView(source, 0, FIRST_CHUNK + 8);
  if (riff.getUint32(4, true) + 8 > source.size) throw new BrokenImage('truncated', 'is shorter than its header says');
  const kind = letters(riff, FIRST_CHUNK, 4);
  const bodyAt = FIRST_CHUNK + 8;
  const base = {
    channels: 3,
    depth: 8,
    storedChannels: 4,
    orientation: 1,
    hasMorePages: false,
    pixelSize: null,
  } as const;
  if (kind === 'VP8 ') {
    const frame = await readView(source, bodyAt, 10);
    if (frame.getUint8(3) !== 0x9d || frame.getUint8(4) !== 0x01 || frame.getUint8(5) !== 0x2a) {
      throw new BrokenImage('damaged', 'has a WebP frame without its mark');
    }
    const size = { width: frame.getUint16(6, true) & 0x3fff, height: frame.getUint16(8, true) & 0x3fff };
    return { ...base, ...checked(size), hasAlpha: false };
  }
  if (kind === 'VP8L') {
    const frame = await readView(source, bodyAt, 5);
    if (frame.getUint8(0) !== 0x2f) throw new BrokenImage('damaged', 'has a WebP frame without its mark');
    const bits = frame.getUint32(1, true);
    const size = { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    return { ...base, ...size, hasAlpha: ((bits >> 28) & 1) === 1 };
  }
  if (kind !== 'VP8X') throw new BrokenImage('damaged', 'has no WebP picture');
  const canvas = await readView(source, bodyAt, 10);
  const flags = canvas.getUint8(0);
  if (flags & FLAGS.animation) throw new BrokenImage('unsupported', 'is an animated WebP file, which is not read');
  const exif = flags & FLAGS.exif ? await findExif(source, bodyAt + 10) : undefined;
  return {
    ...base,
    width: 1 + (canvas.getUint32(4, true) & 0xffffff),
    height: 1 + (canvas.getUint32(6, true) >>> 8),
    orientation: exif?.orientation ?? 1,
    pixelSize: exif?.pixelSize ?? null,
    hasAlpha: (flags & FLAGS.alpha) !== 0,
  };
}

function checked(size: { width: number; height: number }): { width: number; height: number } {
  if (size.width === 0 || size.height === 0)
    throw new BrokenImage('damaged', 'is a WebP file that does not say its size');
  return size;
}

async function findExif(source: ByteSource, from: number): Promise<ExifFacts | undefined> {
  let offset = from;
  while (offset + 8 <= source.size) {
    const head = await readView(source, offset, 8);
    const length = head.getUint32(4, true);
    if (letters(head, 0, 4) === 'EXIF') {
      const exif = await source.read(offset + 8, Math.min(length, MAX_EXIF_BYTES));
      // Some writers keep JPEG's prefix before the EXIF block.
      const hasPrefix = exif[0] === 0x45 && exif[1] === 0x78;
      return readExif(hasPrefix ? exif.subarray(6) : exif);
    }
    offset += 8 + length + (length & 1);
  }
  return undefined;
}
