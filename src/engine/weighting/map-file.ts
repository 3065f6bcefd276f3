import { crc32 } from 'node:zlib';
import type { FloatMap } from '../../shared/images/pixels';

// Bytes: magic 8, width u32, height u32, CRC-32 of the values u32, 12 unused; then float32 values, little-endian.
const MAGIC = Buffer.from('MWMAP\x01\r\n', 'latin1');
const HEADER_BYTES = 32;

/** A map as one file's bytes, with a check sum over its values. */
export function encodeMap(map: FloatMap): Uint8Array {
  const values = new Uint8Array(map.data.buffer, map.data.byteOffset, map.data.byteLength);
  const bytes = new Uint8Array(HEADER_BYTES + values.byteLength);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(8, map.width, true);
  view.setUint32(12, map.height, true);
  view.setUint32(16, crc32(values), true);
  bytes.set(values, HEADER_BYTES);
  return bytes;
}

/** The map in a file's bytes; null where they are not whole and undamaged. */
export function decodeMap(bytes: Uint8Array): FloatMap | null {
  if (bytes.byteLength < HEADER_BYTES || MAGIC.compare(bytes, 0, MAGIC.length) !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const width = view.getUint32(8, true);
  const height = view.getUint32(12, true);
  if (bytes.byteLength !== HEADER_BYTES + width * height * 4) return null;
  const values = bytes.subarray(HEADER_BYTES);
  if (crc32(values) !== view.getUint32(16, true)) return null;
  // Copied, since the float view needs an offset that is a multiple of 4.
  return { width, height, data: new Float32Array(new Uint8Array(values).buffer) };
}
