import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_TILE,
  isEmptyPack,
  packTile,
  TileSum,
  tileDelta,
  turn,
  unpackTile,
} from '../../../../src/main/store/tile-codec';

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

  it('need not be written to be counted', () => {
    fc.assert(
      fc.property(tile, tile, (before, after) => {
        const [gains, alone] = [new Int32Array(256), new Int32Array(256)];
        const pixels = tileDelta(before, after, new Uint8Array(65_536), gains);
        expect(tileDelta(before, after, null, alone)).toBe(pixels);
        expect(alone).toEqual(gains);
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

describe('a sum of packed tiles', () => {
  /** One in four is noise, which is packed by zlib. */
  const tiles = fc.array(fc.oneof({ weight: 3, arbitrary: tile }, { weight: 1, arbitrary: fc.nat().map(noise) }), {
    maxLength: 5,
  });

  it('is the XOR of them all, byte by byte, with its checksum', () => {
    const sum = new TileSum();
    fc.assert(
      fc.property(tiles, (parts) => {
        const expected = new Uint8Array(65_536);
        for (const part of parts) for (let i = 0; i < expected.length; i++) expected[i] ^= part[i];
        sum.clear();
        for (const part of parts) sum.add(packTile(part), 'a');
        expect(Buffer.compare(sum.data, expected)).toBe(0);
        expect(sum.checked('a')).toBe(crc32(expected));
      }),
      runs,
    );
  });

  it('is refused where a part of it is another tile than was stored, or none', () => {
    const damaged = expect.objectContaining({ code: 'labels-damaged', message: expect.stringContaining('a.png') });
    const [one, other] = [1, 2].map((label) => packTile(new Uint8Array(65_536).fill(label, 500, 9000)));
    const sum = new TileSum();
    sum.add(one, 'a.png');
    sum.add({ ...one, bytes: other.bytes }, 'a.png');
    sum.add(other, 'a.png');
    expect(() => sum.checked('a.png')).toThrow(damaged);
    for (const bytes of [one.bytes.slice(0, 9), deflateRawSync(new Uint8Array(100)), new Uint8Array(20)]) {
      expect(() => sum.add({ ...one, bytes }, 'a.png')).toThrow(damaged);
    }
  });
});

function noise(seed: number): Uint8Array {
  return Uint8Array.from({ length: 65_536 }, (_, i) => Math.imul(i + seed, 2_654_435_761) >>> 24);
}
