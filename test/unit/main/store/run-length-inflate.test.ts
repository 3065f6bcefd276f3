import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateRuns } from '../../../../src/main/store/run-length-deflate';
import { inflateRuns, xorRuns } from '../../../../src/main/store/run-length-inflate';

const soak = process.env.MASKWRIGHT_SOAK === '1';
const SIZE = 4096;

const made = fc
  .array(fc.tuple(fc.nat(255), fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 900 }))), {
    minLength: 1,
    maxLength: 80,
  })
  .map((parts) => {
    const data = new Uint8Array(SIZE);
    let at = 0;
    for (const [value, length] of parts) {
      data.fill(value, at, at + length);
      at += length;
    }
    return data;
  });

function packed(data: Uint8Array): Uint8Array {
  const bytes = deflateRuns(data);
  if (bytes === null) throw new Error('was not packed');
  return bytes;
}

describe('runs of raw deflate', () => {
  it('are read back, whatever their bytes and lengths', () => {
    fc.assert(
      fc.property(made, (data) => {
        const into = new Uint8Array(SIZE).fill(99);
        expect(inflateRuns(packed(data), into)).toBe(true);
        expect(Buffer.compare(into, data)).toBe(0);
      }),
      { seed: 21, numRuns: soak ? 5000 : 300 },
    );
  });

  it('are read back at every length of a run', () => {
    for (let length = 1; length <= 800; length++) {
      const data = new Uint8Array(1600).fill(7, 0, length).fill(200, length, length + 1);
      const into = new Uint8Array(1600);
      expect(inflateRuns(packed(data), into)).toBe(true);
      expect(Buffer.compare(into, data)).toBe(0);
    }
  });

  it('that were changed or cut off are refused, or read as zlib reads them', () => {
    const change = fc.record({ at: fc.nat(), bit: fc.nat(7), cut: fc.boolean() });
    fc.assert(
      fc.property(made, change, (data, { at, bit, cut }) => {
        const bytes = packed(data);
        const broken = cut ? bytes.slice(0, at % bytes.length) : bytes.slice();
        if (!cut) broken[at % bytes.length] ^= 1 << bit;
        const into = new Uint8Array(SIZE);
        if (inflateRuns(broken, into)) expect(Buffer.compare(into, inflateRawSync(broken))).toBe(0);
      }),
      { seed: 22, numRuns: soak ? 20_000 : 1000 },
    );
  });

  it('are XORed onto what stands there, wherever that lies in memory; not at all where they are broken', () => {
    fc.assert(
      fc.property(made, made, fc.nat(3), fc.nat(), (data, ground, shift, cut) => {
        const onto = new Uint8Array(SIZE + shift).subarray(shift);
        onto.set(ground);
        const bytes = packed(data);
        expect(xorRuns(bytes.slice(0, cut % bytes.length), onto)).toBe(false);
        expect(Buffer.compare(onto, ground)).toBe(0);
        expect(xorRuns(bytes, onto)).toBe(true);
        expect(onto.every((byte, i) => byte === (ground[i] ^ data[i]))).toBe(true);
      }),
      { seed: 23, numRuns: soak ? 5000 : 300 },
    );
  });

  it('are told from any other deflate, and from bytes of another length', () => {
    const data = Uint8Array.from({ length: SIZE }, (_, i) => i % 7);
    for (const level of [0, 1, 9])
      expect(inflateRuns(deflateRawSync(data, { level }), new Uint8Array(SIZE))).toBe(false);
    for (const size of [SIZE - 1, SIZE + 1]) {
      expect(inflateRuns(packed(new Uint8Array(SIZE).fill(5)), new Uint8Array(size))).toBe(false);
    }
  });
});
