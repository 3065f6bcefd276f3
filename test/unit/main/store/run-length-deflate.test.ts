import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateRuns } from '../../../../src/main/store/run-length-deflate';

/** Bytes made of runs: `[value, length]` each, filled up with zeros to a multiple of 4. */
function runs(...parts: [number, number][]): Uint8Array {
  const bytes = parts.flatMap(([value, length]) => new Array<number>(length).fill(value));
  while (bytes.length % 4 !== 0) bytes.push(0);
  return Uint8Array.from(bytes);
}

function inflated(data: Uint8Array): Uint8Array {
  const packed = deflateRuns(data);
  if (packed === null) throw new Error('was not packed');
  return new Uint8Array(inflateRawSync(packed));
}

const soak = process.env.MASKWRIGHT_SOAK === '1';

describe('runs as raw deflate', () => {
  it('come back through zlib whatever their length', () => {
    for (let length = 1; length <= 800; length++) {
      const data = runs([7, length], [255, 1], [143, length], [144, 2]);
      expect(Buffer.compare(inflated(data), data)).toBe(0);
    }
  });

  it('come back through zlib in any mixture, wherever they lie in memory', () => {
    const run = fc.tuple(
      fc.integer({ min: 0, max: 255 }),
      fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3000 })),
    );
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 3 }), (parts, shift) => {
        const data = runs(...parts);
        const moved = new Uint8Array(data.length + shift).subarray(shift);
        moved.set(data);
        expect(Buffer.compare(inflated(moved), data)).toBe(0);
      }),
      { seed: 11, numRuns: soak ? 5000 : 300 },
    );
  });

  it('are left to zlib where there are none', () => {
    const noise = Uint8Array.from({ length: 65536 }, (_, i) => Math.imul(i, 2654435761) >>> 24);
    expect(deflateRuns(noise)).toBeNull();
  });

  it('take under half a kilobyte for a tile of one class', () => {
    expect(deflateRuns(new Uint8Array(65536).fill(3))?.length).toBeLessThan(512);
  });
});
