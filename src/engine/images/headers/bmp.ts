import { pixelSizeOfDensity } from '../../../shared/images/pixel-size';
import { BrokenImage } from '../../formats/broken-image';
import type { ByteSource } from '../byte-source';
import { readView, type StoredHeader } from './stored-header';

export interface BmpHeader extends StoredHeader {
  bits: number;
  compression: number;
  /** Byte offset of the rows. */
  pixelOffset: number;
  /** Bytes of an uncompressed row, a multiple of 4. */
  rowBytes: number;
  /** The first row stored is the uppermost one. */
  isTopDown: boolean;
  /** Bits of red, green and blue in a pixel of 16 or 32 bits. */
  masks: readonly [red: number, green: number, blue: number];
  /** Byte offset of the colour table, bytes of an entry (3 or 4), number of entries. */
  table: { offset: number; entryBytes: number; colors: number };
}

export const BMP_COMPRESSION = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 } as const;

const KNOWN_COMPRESSIONS: ReadonlySet<number> = new Set(Object.values(BMP_COMPRESSION));
const FILE_HEADER_BYTES = 14;
const CORE_HEADER_BYTES = 12;
const INFO_HEADER_BYTES = 40;

/** Header of a Windows or OS/2 bitmap. Format: BITMAPCOREHEADER, BITMAPINFOHEADER and its successors. @throws BrokenImage */
export async function readBmpHeader(source: ByteSource): Promise<BmpHeader> {
  const start = await readView(source, 0, FILE_HEADER_BYTES + 4);
  const pixelOffset = start.getUint32(10, true);
  const headerBytes = start.getUint32(FILE_HEADER_BYTES, true);
  const isCore = headerBytes === CORE_HEADER_BYTES;
  if (!isCore && (headerBytes < INFO_HEADER_BYTES || headerBytes > 1024)) {
    throw new BrokenImage('damaged', 'has a bitmap header of the wrong length');
  }
  const view = await readView(source, FILE_HEADER_BYTES, headerBytes);
  const signedHeight = isCore ? view.getUint16(6, true) : view.getInt32(8, true);
  const width = isCore ? view.getUint16(4, true) : view.getInt32(4, true);
  const height = Math.abs(signedHeight);
  const bits = view.getUint16(isCore ? 10 : 14, true);
  const compression = isCore ? BMP_COMPRESSION.none : view.getUint32(16, true);
  if (width < 1 || height < 1) throw new BrokenImage('damaged', `claims to be ${width} x ${height} pixels`);
  assertKind(bits, compression);
  const rowBytes = 4 * Math.ceil((width * bits) / 32);
  const isRunLength = compression === BMP_COMPRESSION.rle8 || compression === BMP_COMPRESSION.rle4;
  if (!isRunLength && pixelOffset + rowBytes * height > source.size) {
    throw new BrokenImage('truncated', `claims ${width} x ${height} pixels, more than the file holds`);
  }
  const hasMasks = compression === BMP_COMPRESSION.bitFields || compression === BMP_COMPRESSION.alphaBitFields;
  const maskBytes =
    !hasMasks || headerBytes > INFO_HEADER_BYTES ? 0 : compression === BMP_COMPRESSION.bitFields ? 12 : 16;
  const colors = isCore ? 0 : view.getUint32(32, true);
  return {
    width,
    height,
    channels: 3,
    depth: 8,
    storedChannels: 3,
    orientation: 1,
    hasAlpha: bits === 32 && headerBytes >= 56 && view.getUint32(52, true) !== 0,
    hasMorePages: false,
    pixelSize: isCore ? null : pixelSizeOfDensity(view.getInt32(24, true), view.getInt32(28, true), 1, 'bmp'),
    bits,
    compression,
    pixelOffset,
    rowBytes,
    isTopDown: signedHeight < 0,
    masks: hasMasks ? await readMasks(source) : bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff],
    table: {
      offset: FILE_HEADER_BYTES + headerBytes + maskBytes,
      entryBytes: isCore ? 3 : 4,
      colors: bits > 8 ? 0 : colors > 0 ? Math.min(colors, 2 ** bits) : 2 ** bits,
    },
  };
}

function assertKind(bits: number, compression: number): void {
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw new BrokenImage('damaged', `claims ${bits} bits a pixel`);
  if (!KNOWN_COMPRESSIONS.has(compression)) {
    throw new BrokenImage('unsupported', 'is a bitmap with another image format inside, which is not read');
  }
  const bitsOfRuns = compression === BMP_COMPRESSION.rle8 ? 8 : compression === BMP_COMPRESSION.rle4 ? 4 : bits;
  const needsMasks = compression === BMP_COMPRESSION.bitFields || compression === BMP_COMPRESSION.alphaBitFields;
  if (bitsOfRuns !== bits || (needsMasks && bits !== 16 && bits !== 32)) {
    throw new BrokenImage('damaged', `is a bitmap whose compression does not go with ${bits} bits a pixel`);
  }
}

async function readMasks(source: ByteSource): Promise<[number, number, number]> {
  const view = await readView(source, FILE_HEADER_BYTES + INFO_HEADER_BYTES, 12);
  return [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)];
}
