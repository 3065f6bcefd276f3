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
  it('arrive as what they were, whatever they are, and the originals stay whole', () => {
    fc.assert(
      fc.property(fc.array(value), (args) => {
        const before = structuredClone(args);
        const { args: packed, transfer } = packArrays(args);
        expect(structuredClone(packed, { transfer })).toEqual(before);
        expect(args).toEqual(before);
      }),
      { seed: 3, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 3000 : 200 },
    );
  });

  it('cross in one buffer that holds each array once, and zeros once', () => {
    const tile = new Uint8Array(64).fill(7);
    const { transfer } = packArrays([tile, { again: tile }, [new Uint8Array(64), new Uint8Array(32)]]);
    expect(transfer.map((buffer) => buffer.byteLength)).toEqual([128]);
  });
});
