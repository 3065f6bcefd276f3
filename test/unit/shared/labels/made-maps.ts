import fc from 'fast-check';
import { emptyTileMap, fromLabelMap, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';

/** Seeded and short by default, long in a soak. */
export const runs = (short: number): { seed: number; numRuns: number } => ({
  seed: 5,
  numRuns: process.env.MASKWRIGHT_SOAK === '1' ? short * 50 : short,
});

/** A map painted with a few rectangles, so that tiles are empty, partly and wholly painted. */
export const madeMap = (maxSide = 700): fc.Arbitrary<TileMap> =>
  fc
    .record({
      width: fc.integer({ min: 1, max: maxSide }),
      height: fc.integer({ min: 1, max: maxSide }),
      boxes: fc.array(
        fc.record({
          x: fc.nat(maxSide),
          y: fc.nat(maxSide),
          w: fc.integer({ min: 1, max: maxSide }),
          h: fc.integer({ min: 1, max: 300 }),
          label: fc.constantFrom(0, 1, 2, 254, 255),
        }),
        { maxLength: 4 },
      ),
    })
    .map(({ width, height, boxes }) => {
      const labels = toLabelMap(emptyTileMap(width, height));
      for (const { x, y, w, h, label } of boxes) {
        for (let row = y; row < Math.min(height, y + h); row++) {
          labels.data.fill(label, row * width + Math.min(x, width), row * width + Math.min(width, x + w));
        }
      }
      return fromLabelMap(labels);
    });

/** Every pixel by its own question: the slow, plain form of all painting. */
export function paintedByPixel(map: TileMap, label: number, isPainted: (x: number, y: number) => boolean): Uint8Array {
  const { data } = toLabelMap(map);
  for (let y = 0; y < map.height; y++) {
    for (let x = 0; x < map.width; x++) if (isPainted(x, y)) data[y * map.width + x] = label;
  }
  return data;
}

/** A coordinate of which sums and products stay exact. */
export const eighths = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 8, max: max * 8 }).map((n) => n / 8);

/** Equal bytes; expect(...).toEqual walks large arrays a hundred times slower. */
export const hasSameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** A map of blobs and crumbs: labels 0..3 in patches of a few pixels, so that regions touch, nest and break up. */
export const crumbledMap = (maxSide = 60, minSide = 1): fc.Arbitrary<TileMap> =>
  fc
    .record({
      width: fc.integer({ min: minSide, max: maxSide }),
      height: fc.integer({ min: minSide, max: maxSide }),
      grain: fc.integer({ min: 1, max: 6 }),
      seed: fc.nat(1_000_000),
      labels: fc.integer({ min: 2, max: 4 }),
    })
    .map(({ width, height, grain, seed, labels }) => {
      const data = new Uint8Array(width * height);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const cell = Math.floor(x / grain) * 7919 + Math.floor(y / grain) * 104_729 + seed;
          data[y * width + x] = (Math.imul(cell ^ (cell >>> 7), 0x45d9f3b) >>> 13) % labels;
        }
      }
      return fromLabelMap({ width, height, data });
    });
