import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_TILE, isEmptyPack, packTile, tileDelta, turn, unpackTile } from '../../../../src/main/store/tile-codec';

const runs = { seed: 11, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 500 : 25 };
/** Runs of labels of any length, as painted tiles have them. */
const tile = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 3000 })), { maxLength: 200 })
  .map((parts) => {
    const data = new Uint8Array(65_536);
    let at = 0;
    for (const [label, length] of parts) {
      data.fill(label, at, at + length);
      at += length;
    }
    return data;
  });

describe('a packed tile', () => {
  it('unpacks to what was packed, and is raw deflate', () => {
    fc.assert(
      fc.property(tile, (data) => {
        const packed = packTile(data);
        expect(Buffer.compare(unpackTile(packed, 'a'), data)).toBe(0);
        expect(Buffer.compare(inflateRawSync(packed.bytes), data)).toBe(0);
        expect(isEmptyPack(packed)).toBe(data.every((label) => label === 0));
      }),
      runs,
    );
  });
});

describe('a tile delta', () => {
  it('turns before into after and back, and counts what each class gained, as pixel by pixel', () => {
    fc.assert(
      fc.property(tile, tile, (before, after) => {
        const gains = new Int32Array(256);
        const delta = new Uint8Array(65_536).fill(99);
        const pixels = tileDelta(before, after, delta, gains);
        const expected = new Int32Array(256);
        let changed = 0;
        for (let i = 0; i < before.length; i++) {
          if (before[i] === after[i]) continue;
          changed++;
          expected[before[i]]--;
          expected[after[i]]++;
        }
        expect(pixels).toBe(changed);
        expect(gains).toEqual(expected);
        const turned = before.slice();
        turn(turned, delta);
        expect(Buffer.compare(turned, after)).toBe(0);
        turn(turned, delta);
        expect(Buffer.compare(turned, before)).toBe(0);
      }),
      runs,
    );
  });

  it('is all 0 between equal tiles', () => {
    const delta = new Uint8Array(65_536).fill(99);
    expect(tileDelta(EMPTY_TILE, new Uint8Array(65_536), delta, new Int32Array(256))).toBe(0);
    expect(delta.every((byte) => byte === 0)).toBe(true);
  });

  it('reads tiles that lie at odd places of a larger buffer', () => {
    const buffer = new Uint8Array(65_536 + 3);
    buffer[3] = 7;
    const gains = new Int32Array(256);
    expect(tileDelta(EMPTY_TILE, buffer.subarray(3), new Uint8Array(65_536), gains)).toBe(1);
    expect(gains[7]).toBe(1);
  });
});
