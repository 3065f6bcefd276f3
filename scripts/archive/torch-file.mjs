import { readPickle } from './pickle.mjs';
import { gather } from './strided.mjs';

/**
 * Reads a state dictionary that `torch.save` wrote before PyTorch 1.6 (torch/serialization.py, `_legacy_save`): a
 * magic number, a protocol version, system information, the dictionary, the list of storage keys, each a pickle; then
 * for each storage its count as int64 and its raw little-endian values.
 * @typedef {{shape: number[], values: Float32Array}} Tensor row-major
 */

const magic = 0x1950a86a20f9469cfc6cn;

/**
 * @param {Buffer} bytes
 * @returns {Map<string, Tensor>} the float32 tensors by name; integer ones (batch counters) are left out
 * @throws {Error} where it is no such file, is cut off, or holds what is no tensor
 */
export function readTorchFile(bytes) {
  const [magicNumber, protocol, , dictionary, keys] = readPickles(bytes, 5);
  if (magicNumber.value !== magic || protocol.value !== 1001) throw new Error('not a PyTorch file of the older form');
  if (!(dictionary.value instanceof Map) || !Array.isArray(keys.value)) throw new Error('the file holds no dictionary');
  const parts = [...dictionary.value].map(([name, value]) => ({ name: String(name), ...describe(value) }));
  const kinds = new Map(parts.map(({ key, kind }) => [key, kind]));
  const storages = readStorages(bytes, keys.end, keys.value.map(String), kinds);
  /** @type {Map<string, Tensor>} */
  const tensors = new Map();
  for (const { name, key, kind, offset, shape, strides } of parts) {
    const storage = storages.get(key);
    if (kind !== 'FloatStorage') continue;
    const end = shape.reduce((last, length, axis) => last + (length - 1) * strides[axis], offset);
    if (!storage || end >= storage.length) throw new Error(`${name} lies outside of its storage`);
    tensors.set(name, { shape, values: gather(storage, offset, shape, strides) });
  }
  return tensors;
}

/** @param {Buffer} bytes @param {number} count */
function readPickles(bytes, count) {
  let end = 0;
  return Array.from({ length: count }, () => {
    const read = readPickle(bytes, end);
    end = read.end;
    return read;
  });
}

/**
 * `torch._utils._rebuild_tensor_v2(storage, offset, size, stride, ...)`, where the storage is the persistent id
 * `('storage', class, key, location, count, view)`.
 * @param {unknown} value
 * @returns {{key: string, kind: string, offset: number, shape: number[], strides: number[]}}
 */
function describe(value) {
  const args = value instanceof Object && 'args' in value && Array.isArray(value.args) ? value.args : [];
  const [storage, offset, shape, strides] = args;
  const [, storageClass, key] = storage?.persistent ?? [];
  if (key === undefined) throw new Error('the file holds something that is no tensor');
  return { key: String(key), kind: String(storageClass.global).split('.').at(-1) ?? '', offset, shape, strides };
}

/**
 * @param {Buffer} bytes
 * @param {number} start
 * @param {string[]} keys
 * @param {Map<string, string>} kinds class of each storage
 * @returns {Map<string, Float32Array>}
 */
function readStorages(bytes, start, keys, kinds) {
  const widths = /** @type {Record<string, number>} */ ({ FloatStorage: 4, LongStorage: 8 });
  /** @type {Map<string, Float32Array>} */
  const storages = new Map();
  let at = start;
  for (const key of keys) {
    const kind = kinds.get(key) ?? '';
    const width = widths[kind];
    if (width === undefined) throw new Error(`the file holds values of the kind ${kind}, which is not known here`);
    const count = Number(bytes.readBigInt64LE(at));
    const end = at + 8 + width * count;
    if (end > bytes.length) throw new Error('the file is cut off');
    // A copy, since a Float32Array has to begin at a multiple of four bytes.
    if (kind === 'FloatStorage')
      storages.set(key, new Float32Array(new Uint8Array(bytes.subarray(at + 8, end)).buffer));
    at = end;
  }
  return storages;
}
