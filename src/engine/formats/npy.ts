import { Problem } from '../../shared/problem';
import { fitsBuffer } from '../images/limits';
import { halfToNumber } from './half';

export type NpyData =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array;

export interface NpyArray {
  shape: number[];
  /** Row-major (C order), whatever the file's order. */
  data: NpyData;
}

/**
 * A NumPy .npy file (format 1.0, C order, the machine's own little-endian bytes) of an array.
 * @param shape sides, whose product is data.length; [] is a scalar
 * Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function encodeNpy(data: NpyData, shape: readonly number[]): Uint8Array {
  if (shape.reduce((product, side) => product * side, 1) !== data.length) {
    throw new RangeError(`shape [${shape.join(', ')}] does not hold ${data.length} values`);
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descriptorOf(data)}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const headerLength = Math.ceil((PREFIX_BYTES + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(headerLength + data.byteLength).fill(0x20, 0, headerLength);
  bytes.set(MAGIC);
  bytes.set([1, 0], MAGIC.length);
  new DataView(bytes.buffer).setUint16(8, headerLength - PREFIX_BYTES, true);
  bytes.set(new TextEncoder().encode(text), PREFIX_BYTES);
  bytes[headerLength - 1] = 0x0a;
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), headerLength);
  return bytes;
}

/**
 * The array in a NumPy .npy file of format 1, 2 or 3: bool and integers up to 32 bits, float16 (as float32),
 * float32, float64, either byte order, C or Fortran order.
 * @throws Problem npy-damaged, npy-truncated, npy-unsupported
 */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const { descriptor, isFortran, shape, start } = readNpyHeader(bytes);
  const type = TYPES.get(descriptor.slice(1));
  if (!type || !'<>|='.includes(descriptor.charAt(0))) {
    throw new Problem(
      'npy-unsupported',
      `The array's values are of the kind '${descriptor}', which is not read here.`,
      'Save it from NumPy as uint8, int32 or float32.',
    );
  }
  const length = shape.reduce((product, side) => product * side, 1);
  if (!fitsBuffer(length * Math.max(type.bytes, 4))) {
    throw new Problem(
      'npy-unsupported',
      `The array of shape (${shape.join(', ')}) is too large to be read here.`,
      'Save it in several files.',
    );
  }
  if (bytes.length - start < length * type.bytes) {
    throw new Problem(
      'npy-truncated',
      `The array should hold ${length * type.bytes} bytes of values, but the file ends after ${bytes.length - start}.`,
      'Copy or save the file again; it was cut short.',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length * type.bytes);
  const data = type.read(view, length, descriptor.charAt(0) !== '>');
  return { shape, data: isFortran ? fromFortranOrder(data, shape) : data };
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const PREFIX_BYTES = 10;
const ALIGNMENT = 64;

interface NpyHeader {
  descriptor: string;
  isFortran: boolean;
  shape: number[];
  start: number;
}

function readNpyHeader(bytes: Uint8Array): NpyHeader {
  const damaged = (what: string): Problem =>
    new Problem('npy-damaged', `This is not a NumPy array file: ${what}.`, 'Save it with numpy.save.');
  if (bytes.length < 12 || MAGIC.some((byte, index) => bytes[index] !== byte)) throw damaged('its first bytes differ');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(6);
  if (version < 1 || version > 3) throw damaged(`its format version is ${version}`);
  const textStart = version === 1 ? 10 : 12;
  const start = textStart + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) throw damaged('its header is cut short');
  const text = new TextDecoder('latin1').decode(bytes.subarray(textStart, start));
  const descriptor = /'descr'\s*:\s*'([^']{2,8})'/.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const sides = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (descriptor === undefined || order === undefined || sides === undefined)
    throw damaged('its header cannot be read');
  const shape = sides
    .split(',')
    .filter((side) => side.trim() !== '')
    .map(Number);
  return { descriptor, isFortran: order === 'True', shape, start };
}

function descriptorOf(data: NpyData): string {
  if (data instanceof Float32Array) return '<f4';
  if (data instanceof Float64Array) return '<f8';
  if (data instanceof Uint8Array) return '|u1';
  if (data instanceof Int8Array) return '|i1';
  if (data instanceof Uint16Array) return '<u2';
  if (data instanceof Int16Array) return '<i2';
  if (data instanceof Uint32Array) return '<u4';
  return '<i4';
}

interface NpyType {
  bytes: number;
  read(view: DataView, length: number, isLittleEndian: boolean): NpyData;
}

const TYPES = new Map<string, NpyType>([
  ['b1', { bytes: 1, read: (v, n) => Uint8Array.from({ length: n }, (_, i) => (v.getUint8(i) === 0 ? 0 : 1)) }],
  ['u1', { bytes: 1, read: (v, n) => new Uint8Array(v.buffer, v.byteOffset, n).slice() }],
  ['i1', { bytes: 1, read: (v, n) => Int8Array.from({ length: n }, (_, i) => v.getInt8(i)) }],
  ['u2', { bytes: 2, read: (v, n, le) => fill(new Uint16Array(n), (i) => v.getUint16(2 * i, le)) }],
  ['i2', { bytes: 2, read: (v, n, le) => fill(new Int16Array(n), (i) => v.getInt16(2 * i, le)) }],
  ['u4', { bytes: 4, read: (v, n, le) => fill(new Uint32Array(n), (i) => v.getUint32(4 * i, le)) }],
  ['i4', { bytes: 4, read: (v, n, le) => fill(new Int32Array(n), (i) => v.getInt32(4 * i, le)) }],
  ['f2', { bytes: 2, read: (v, n, le) => fill(new Float32Array(n), (i) => halfToNumber(v.getUint16(2 * i, le))) }],
  ['f4', { bytes: 4, read: (v, n, le) => fill(new Float32Array(n), (i) => v.getFloat32(4 * i, le)) }],
  ['f8', { bytes: 8, read: (v, n, le) => fill(new Float64Array(n), (i) => v.getFloat64(8 * i, le)) }],
]);

function fill<T extends NpyData>(target: T, value: (index: number) => number): T {
  for (let i = 0; i < target.length; i++) target[i] = value(i);
  return target;
}

function fromFortranOrder(data: NpyData, shape: readonly number[]): NpyData {
  const source = data.slice();
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, side) => product * side, 1));
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    data[to] = source[from] ?? 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const side = shape[axis] ?? 1;
      const stride = strides[axis] ?? 0;
      const next = (index[axis] ?? 0) + 1;
      if (next < side) {
        index[axis] = next;
        from += stride;
        break;
      }
      index[axis] = 0;
      from -= stride * (side - 1);
    }
  }
  return data;
}
