import { Problem } from '../../shared/problem';

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

/** A NumPy .npy file (format 1.0, little-endian, C order) of an array. @param shape its product is data.length */
export function encodeNpy(data: NpyData, shape: readonly number[]): Uint8Array {
  throw new Problem('npy-unsupported', `${data.length} ${shape.length}`, 'Wait for the codecs.');
}

/** The array in a NumPy .npy file. */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  throw new Problem('npy-unsupported', `${bytes.length}`, 'Wait for the codecs.');
}
