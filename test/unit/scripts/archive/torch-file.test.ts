import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from '../../../../scripts/archive/safetensors.mjs';
import { readTorchFile } from '../../../../scripts/archive/torch-file.mjs';
import { toTensorflowLayout } from '../../../../scripts/setup/lite0-layout.mjs';
import { madeTorchFile } from './made-torch-file';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('readTorchFile', () => {
  it('reads tensors by name', () => {
    const file = madeTorchFile(
      [
        { name: '_bn0.weight', shape: [3], strides: [1], storage: '70' },
        { name: '_fc.weight', shape: [2, 2], strides: [2, 1], storage: '8' },
      ],
      { '70': [0.5, -1, 3], '8': [1, 2, 3, 4] },
    );
    const tensors = readTorchFile(file);
    expect([...tensors.keys()]).toEqual(['_bn0.weight', '_fc.weight']);
    expect(tensors.get('_bn0.weight')).toEqual({ shape: [3], values: Float32Array.of(0.5, -1, 3) });
  });

  it('follows strides and offsets', () => {
    const file = madeTorchFile([{ name: 'x', shape: [2, 3], strides: [1, 2], offset: 1, storage: '1' }], {
      '1': upTo(7),
    });
    expect(readTorchFile(file).get('x')?.values).toEqual(Float32Array.of(1, 3, 5, 2, 4, 6));
  });

  it('leaves counters of batches out', () => {
    const file = madeTorchFile(
      [
        { name: 'num_batches_tracked', shape: [], strides: [], storage: '1', kind: 'LongStorage' },
        { name: 'bias', shape: [1], strides: [1], storage: '2' },
      ],
      { '1': [9], '2': [2.5] },
    );
    expect([...readTorchFile(file).keys()]).toEqual(['bias']);
  });

  it('refuses a file that is cut off at any byte', () => {
    const file = madeTorchFile([{ name: 'x', shape: [2], strides: [1], storage: '1' }], { '1': [1, 2] });
    for (let end = 0; end < file.length; end++) expect(() => readTorchFile(file.subarray(0, end))).toThrow();
  });

  it('refuses a tensor outside of its storage', () => {
    const file = madeTorchFile([{ name: 'x', shape: [3], strides: [1], storage: '1' }], { '1': [1, 2] });
    expect(() => readTorchFile(file)).toThrow('x lies outside of its storage');
  });

  it('calls nothing that a file names', () => {
    const evil = Buffer.from('\x80\x02cos\nsystem\n(X\x04\x00\x00\x00exittR.', 'latin1');
    expect(() => readTorchFile(evil)).toThrow();
  });
});

describe('toTensorflowLayout', () => {
  it('turns a convolution from [out, in, h, w] to [h, w, in, out]', () => {
    const { shape, values } = toTensorflowLayout('_conv_stem.weight', {
      shape: [2, 3, 1, 2],
      values: Float32Array.from(upTo(12)),
    });
    expect(shape).toEqual([1, 2, 3, 2]);
    const at = (o: number, i: number, x: number) => values[(x * 3 + i) * 2 + o];
    for (let o = 0; o < 2; o++)
      for (let i = 0; i < 3; i++) for (let x = 0; x < 2; x++) expect(at(o, i, x)).toBe((o * 3 + i) * 2 + x);
  });

  it('turns a depthwise convolution from [c, 1, h, w] to [h, w, c, 1]', () => {
    const made = { shape: [3, 1, 2, 1], values: Float32Array.of(0, 1, 10, 11, 20, 21) };
    const { shape, values } = toTensorflowLayout('_blocks.0._depthwise_conv.weight', made);
    expect(shape).toEqual([2, 1, 3, 1]);
    expect([...values]).toEqual([0, 10, 20, 1, 11, 21]);
  });

  it('turns the classifier from [out, in] to [in, out]', () => {
    const made = { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect(toTensorflowLayout('_fc.weight', made)).toEqual({
      shape: [3, 2],
      values: Float32Array.of(1, 4, 2, 5, 3, 6),
    });
  });

  it('leaves vectors as they are', () => {
    const made = { shape: [2], values: Float32Array.of(1, 2) };
    expect(toTensorflowLayout('_bn0.bias', made)).toBe(made);
  });
});

describe('encodeSafetensors', () => {
  it('writes a header that leads to every value', () => {
    const tensors = new Map([
      ['a', { shape: [3], values: Float32Array.of(1, 2, 3) }],
      ['b', { shape: [1, 2], values: Float32Array.of(-4, 0.25) }],
    ]);
    const bytes = encodeSafetensors(tensors, { license: 'Apache-2.0' });
    const length = Number(bytes.readBigUInt64LE(0));
    expect(length % 8).toBe(0);
    const header = JSON.parse(bytes.toString('utf8', 8, 8 + length));
    expect(header.__metadata__).toEqual({ license: 'Apache-2.0' });
    expect(header.b).toEqual({ dtype: 'F32', shape: [1, 2], data_offsets: [12, 20] });
    expect(bytes.readFloatLE(8 + length + 16)).toBe(0.25);
    expect(bytes.length).toBe(8 + length + 20);
  });
});
