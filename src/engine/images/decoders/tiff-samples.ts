import { halfToNumber } from '../../formats/half';
import type { TiffHeader } from '../headers/tiff';

export type SampleRow =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

/**
 * A row of a block as numbers, its predictor undone.
 * @param bytes the row as stored @param count samples in it @param stride samples between horizontal neighbours
 */
export function readSamples(bytes: Uint8Array, count: number, stride: number, header: TiffHeader): SampleRow {
  const { bits, kind, predictor, isLittleEndian } = header;
  if (bits % 8 !== 0) return unpackBits(bytes, count, bits);
  if (predictor === 3) return floats(undoFloatPredictor(bytes, count, stride, bits / 8), count, bits, false);
  if (kind === 'float' && predictor === 1) return floats(bytes, count, bits, isLittleEndian);
  const row = unsigned(bytes, count, bits, isLittleEndian);
  if (predictor === 2) for (let i = stride; i < count; i++) row[i] = (row[i] ?? 0) + (row[i - stride] ?? 0);
  if (kind === 'unsigned') return row;
  if (kind === 'float') return floats(new Uint8Array(row.buffer, row.byteOffset, row.byteLength), count, bits, true);
  if (bits === 8) return new Int8Array(row.buffer, row.byteOffset, count);
  return bits === 16
    ? new Int16Array(row.buffer, row.byteOffset, count)
    : new Int32Array(row.buffer, row.byteOffset, count);
}

function unsigned(
  bytes: Uint8Array,
  count: number,
  bits: number,
  little: boolean,
): Uint8Array | Uint16Array | Uint32Array {
  if (bits === 8) return bytes.slice(0, count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bits === 16) {
    const row = new Uint16Array(count);
    for (let i = 0; i < count; i++) row[i] = view.getUint16(2 * i, little);
    return row;
  }
  const row = new Uint32Array(count);
  for (let i = 0; i < count; i++) row[i] = view.getUint32(4 * i, little);
  return row;
}

function floats(bytes: Uint8Array, count: number, bits: number, little: boolean): Float32Array | Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const row = bits === 64 ? new Float64Array(count) : new Float32Array(count);
  for (let i = 0; i < count; i++) {
    if (bits === 16) row[i] = halfToNumber(view.getUint16(2 * i, little));
    else row[i] = bits === 32 ? view.getFloat32(4 * i, little) : view.getFloat64(8 * i, little);
  }
  return row;
}

/** Adobe's TIFF technical note 3: bytes of equal weight lie together, highest first, each the difference to the last. */
function undoFloatPredictor(bytes: Uint8Array, count: number, stride: number, sampleBytes: number): Uint8Array {
  const sums = bytes.slice(0, count * sampleBytes);
  for (let i = stride; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (sums[i - stride] ?? 0);
  const values = new Uint8Array(sums.length);
  for (let i = 0; i < count; i++) {
    for (let b = 0; b < sampleBytes; b++) values[i * sampleBytes + b] = sums[b * count + i] ?? 0;
  }
  return values;
}

/** Samples of 1 to 14 bits, highest bit first. */
function unpackBits(bytes: Uint8Array, count: number, bits: number): Uint8Array | Uint16Array {
  const row = bits < 8 ? new Uint8Array(count) : new Uint16Array(count);
  const mask = (1 << bits) - 1;
  for (let i = 0; i < count; i++) {
    const bit = i * bits;
    const byte = bit >> 3;
    const three = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0);
    row[i] = (three >> (24 - bits - (bit & 7))) & mask;
  }
  return row;
}
