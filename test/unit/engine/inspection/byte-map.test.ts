import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfKinds, bytesOfValues } from '../../../../src/engine/inspection/byte-map';

const runs = { seed: 11, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 100 };

const maps = fc
  .record({ width: fc.integer({ min: 1, max: 13 }), height: fc.integer({ min: 1, max: 13 }) })
  .chain((size) =>
    fc.record({
      size: fc.constant(size),
      scale: fc.integer({ min: 1, max: 5 }),
      values: fc.array(
        fc.oneof({ weight: 4, arbitrary: fc.double({ min: -1, max: 5, noNaN: true }) }, fc.constant(Number.NaN)),
        { minLength: size.width * size.height, maxLength: size.width * size.height },
      ),
    }),
  );

describe('a layer as bytes', () => {
  it('is 0 at the low end, 254 at the high end, 255 where a square holds no value, else of the mean', () => {
    fc.assert(
      fc.property(maps, ({ size, scale, values }) => {
        const map = bytesOfValues(size, { low: 0, high: 4 }, (i) => values[i], scale);
        expect(map).toMatchObject({
          width: Math.ceil(size.width / scale),
          height: Math.ceil(size.height / scale),
          scale,
        });
        map.data.forEach((byte, at) => {
          const [column, row] = [at % map.width, Math.floor(at / map.width)];
          const square = values.filter(
            (value, i) =>
              !Number.isNaN(value) &&
              Math.floor((i % size.width) / scale) === column &&
              Math.floor(Math.floor(i / size.width) / scale) === row,
          );
          if (square.length === 0) expect(byte).toBe(255);
          else {
            const mean = square.reduce((sum, value) => sum + value, 0) / square.length;
            expect(Math.abs(byte - Math.min(254, Math.max(0, (mean * 254) / 4)))).toBeLessThanOrEqual(0.5001);
          }
        });
      }),
      runs,
    );
  });

  it('takes kinds from within each square, and as they are where nothing is reduced', () => {
    const kinds = Uint8Array.from({ length: 6 * 4 }, (_, i) => i);
    expect(bytesOfKinds({ width: 6, height: 4 }, kinds, 1).data).toEqual(kinds);
    expect(Array.from(bytesOfKinds({ width: 6, height: 4 }, kinds, 3).data)).toEqual([7, 10, 19, 22]);
  });
});
