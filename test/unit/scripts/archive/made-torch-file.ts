export interface MadeTensor {
  name: string;
  shape: number[];
  strides: number[];
  offset?: number;
  storage: string;
  kind?: 'FloatStorage' | 'LongStorage';
}

const int = (value: number): Buffer => {
  const bytes = Buffer.alloc(5);
  bytes.write('J');
  bytes.writeInt32LE(value, 1);
  return bytes;
};
const text = (value: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(value));
  return Buffer.concat([Buffer.from('X'), length, Buffer.from(value)]);
};
const global = (module: string, name: string): Buffer => Buffer.from(`c${module}\n${name}\n`);
const tuple = (...items: Buffer[]): Buffer => Buffer.concat([Buffer.from('('), ...items, Buffer.from('t')]);
const pickle = (...parts: Buffer[]): Buffer => Buffer.concat([Buffer.from([0x80, 2]), ...parts, Buffer.from('.')]);
const emptyOrderedDict = Buffer.concat([global('collections', 'OrderedDict'), Buffer.from(')R')]);

/** Writes a state dictionary as `torch.save` did before PyTorch 1.6, operation by operation. */
export function madeTorchFile(tensors: readonly MadeTensor[], storages: Record<string, number[]>): Buffer {
  const magic = Buffer.from('8a0a6cfc9c46f9206aa85019', 'hex');
  const items = tensors.map(({ name, shape, strides, offset = 0, storage, kind = 'FloatStorage' }) => {
    const count = int(storages[storage].length);
    const id = tuple(text('storage'), global('torch', kind), text(storage), text('cpu'), count, Buffer.from('N'));
    const args = tuple(
      Buffer.concat([id, Buffer.from('Q')]),
      int(offset),
      tuple(...shape.map(int)),
      tuple(...strides.map(int)),
      Buffer.from([0x89]),
      emptyOrderedDict,
    );
    return Buffer.concat([text(name), global('torch._utils', '_rebuild_tensor_v2'), args, Buffer.from('R')]);
  });
  const keys = Object.keys(storages).sort();
  const kindOf = new Map(tensors.map(({ storage, kind }) => [storage, kind ?? 'FloatStorage']));
  return Buffer.concat([
    pickle(magic),
    pickle(int(1001)),
    pickle(Buffer.from('}('), text('little_endian'), Buffer.from([0x88]), Buffer.from('u')),
    pickle(emptyOrderedDict, Buffer.from('('), ...items, Buffer.from('u'), Buffer.from('}('), Buffer.from('ub')),
    pickle(Buffer.from(']('), ...keys.map(text), Buffer.from('e')),
    ...keys.map((key) => storageBytes(storages[key], kindOf.get(key) === 'LongStorage')),
  ]);
}

function storageBytes(values: readonly number[], isLong: boolean): Buffer {
  const bytes = Buffer.alloc(8 + (isLong ? 8 : 4) * values.length);
  bytes.writeBigInt64LE(BigInt(values.length));
  values.forEach((value, i) => {
    if (isLong) bytes.writeBigInt64LE(BigInt(value), 8 + 8 * i);
    else bytes.writeFloatLE(value, 8 + 4 * i);
  });
  return bytes;
}
