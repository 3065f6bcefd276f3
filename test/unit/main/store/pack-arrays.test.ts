import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packArrays } from '../../../../src/main/store/pack-arrays';

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.nat({ max: 40 }).map((length) => new Uint8Array(length)),
);
const leaf = fc.oneof(bytes, fc.integer(), fc.string(), fc.constant(null), fc.boolean());
const value = fc.oneof(
  leaf,
  fc.array(leaf),
  fc.dictionary(fc.string(), leaf),
  fc.array(fc.record({ a: leaf, b: leaf })),
);

describe('packed arguments', () => {
  it.each([
    ['through a new buffer', 0],
    ['through shared memory', 1 << 20],
    ['through whichever is large enough', 64],
  ])('arrive as what they were %s, and the originals stay whole', (_, memoryBytes) => {
    fc.assert(
      fc.property(fc.array(value), (args) => {
        const before = structuredClone(args);
        const { args: packed, transfer } = packArrays(args, new SharedArrayBuffer(memoryBytes));
        // As it crosses to a worker: shared memory stays shared, so the copy is made before it is used again.
        const { port1, port2 } = new MessageChannel();
        port1.postMessage(packed, transfer);
        expect(receiveMessageOnPort(port2)?.message).toEqual(before);
        port1.close();
        expect(args).toEqual(before);
      }),
      { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 100 },
    );
  });

  it('hold each array once, and hand over nothing that lies in shared memory', () => {
    const tile = new Uint8Array(64).fill(7);
    const args = [tile, { again: tile }, [new Uint8Array(30)]];
    expect(packArrays(args, null).transfer.map((buffer) => buffer.byteLength)).toEqual([96]);
    expect(packArrays(args, new SharedArrayBuffer(96))).toMatchObject({ isInMemory: true, transfer: [] });
    expect(packArrays([1], new SharedArrayBuffer(96))).toMatchObject({ isInMemory: false, transfer: [] });
  });
});
