import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../../src/engine/formats/safetensors';
import { Problem } from '../../../../src/shared/problem';

function file(header: unknown, values: Float32Array): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const bytes = Buffer.alloc(8 + json.length + values.byteLength);
  bytes.writeBigUInt64LE(BigInt(json.length));
  bytes.write(json, 8);
  Buffer.from(values.buffer).copy(bytes, 8 + json.length);
  return bytes;
}

const tensor = (shape: number[], begin: number, end: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});
const values = Float32Array.of(1, 2, 3, 4, 5.5, -6);

describe('reading safetensors', () => {
  it('gives each tensor its shape and values, at odd places in memory too', () => {
    const header = { __metadata__: { made: 'by hand' }, a: tensor([2, 2], 0, 16), 'b.bias': tensor([2], 16, 24) };
    for (const padding of ['', ' ', '   ']) {
      const tensors = readSafetensors(file(JSON.stringify(header) + padding, values), 'made');
      expect([...tensors.keys()]).toEqual(['a', 'b.bias']);
      expect(tensors.get('a')).toEqual({ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) });
      expect(tensors.get('b.bias')).toEqual({ shape: [2], data: Float32Array.of(5.5, -6) });
    }
  });

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a header longer than the file', file({}, values).subarray(0, 9)],
    ['a header that is not JSON', file('{"a"', values)],
    ['a header of other things', file({ a: 1 }, values)],
    ['a tensor beyond the end', file({ a: tensor([8], 0, 32) }, values)],
    ['a shape that does not fit its bytes', file({ a: tensor([3], 0, 16) }, values)],
    ['another element type', file({ a: tensor([2], 0, 16, 'F64') }, values)],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readSafetensors(bytes, 'weights.safetensors')).toThrow(Problem);
  });
});
