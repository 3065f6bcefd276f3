import { crc32 } from 'node:zlib';
import { BrokenImage } from './broken-image';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export interface PngChunk {
  /** Four letters, e.g. IDAT. */
  type: string;
  body: Uint8Array;
}

/** The fields of IHDR, checked against the combinations that the PNG specification (section 11.2.1) allows. */
export interface PngShape {
  width: number;
  height: number;
  bitDepth: number;
  colorType: number;
  channels: number;
  isInterlaced: boolean;
}

const DEPTHS_BY_COLOR_TYPE = new Map([
  [0, { channels: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { channels: 3, depths: [8, 16] }],
  [3, { channels: 1, depths: [1, 2, 4, 8] }],
  [4, { channels: 2, depths: [8, 16] }],
  [6, { channels: 4, depths: [8, 16] }],
]);

/** The chunks of a whole PNG file in order, up to IEND. @throws BrokenImage where the file is cut or a CRC differs */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  if (!isPng(bytes)) throw new BrokenImage('not-an-image', 'is not a PNG file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = PNG_SIGNATURE.length;
  for (;;) {
    if (offset + 12 > bytes.length) throw new BrokenImage('truncated', 'ends before the end mark of a PNG file');
    const end = offset + 8 + view.getUint32(offset);
    if (end + 4 > bytes.length) throw new BrokenImage('truncated', 'ends in the middle of a PNG block');
    const type = chunkType(bytes, offset + 4);
    if (crc32(bytes.subarray(offset + 4, end)) !== view.getUint32(end)) {
      throw new BrokenImage('damaged', `has a block (${type}) whose checksum does not match`);
    }
    yield { type, body: bytes.subarray(offset + 8, end) };
    if (type === 'IEND') return;
    offset = end + 4;
  }
}

export function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/** The four letters of a chunk's type; bytes that are no letters mean a damaged file. */
export function chunkType(bytes: Uint8Array, offset: number): string {
  const letters = Array.from(bytes.subarray(offset, offset + 4));
  if (!letters.every((code) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122))) {
    throw new BrokenImage('damaged', 'has a PNG block with a name that is no name');
  }
  return String.fromCharCode(...letters);
}

/** @param body the 13 bytes of IHDR @throws BrokenImage where they describe no PNG image */
export function readShape(body: Uint8Array): PngShape {
  if (body.length !== 13) throw new BrokenImage('damaged', 'has a PNG header of the wrong length');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const bitDepth = view.getUint8(8);
  const colorType = view.getUint8(9);
  const kind = DEPTHS_BY_COLOR_TYPE.get(colorType);
  if (width === 0 || height === 0 || width > 0x7fffffff || height > 0x7fffffff) {
    throw new BrokenImage('damaged', `claims to be ${width} x ${height} pixels`);
  }
  if (!kind?.depths.includes(bitDepth) || view.getUint8(10) !== 0 || view.getUint8(11) !== 0 || view.getUint8(12) > 1) {
    throw new BrokenImage('damaged', 'has a PNG header that makes no sense');
  }
  return { width, height, bitDepth, colorType, channels: kind.channels, isInterlaced: view.getUint8(12) === 1 };
}
