import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halved, halvedWithoutNone } from '../../../../src/renderer/canvas/byte-mip';

const runs = { seed: 5, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 150 };

const maps = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      data: fc
        .array(fc.oneof(fc.integer({ min: 0, max: 254 }), fc.constant(255)), {
          minLength: width * height,
          maxLength: width * height,
        })
        .map((bytes) => Uint8Array.from(bytes)),
    }),
  );

describe('a map at half its size', () => {
  it('leaves pixels without a value out of the mean, and has none only where all below have none', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const half = halvedWithoutNone(map);
        expect([half.width, half.height]).toEqual([Math.ceil(map.width / 2), Math.ceil(map.height / 2)]);
        half.data.forEach((byte, at) => {
          const [x, y] = [at % half.width, Math.floor(at / half.width)];
          const below = Array.from(map.data).filter(
            (value, i) => value !== 255 && (i % map.width) >> 1 === x && Math.floor(i / map.width) >> 1 === y,
          );
          const mean = below.reduce((sum, value) => sum + value, 0) / below.length;
          expect(byte).toBe(below.length === 0 ? 255 : Math.round(mean));
        });
      }),
      runs,
    );
  });

  it('is the same as without the rule where every pixel has a value and sides are even', () => {
    const map = { width: 4, height: 2, data: Uint8Array.from([0, 10, 20, 31, 40, 51, 254, 254]) };
    expect(halvedWithoutNone(map)).toEqual(halved(map));
  });
});
