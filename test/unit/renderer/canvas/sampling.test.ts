import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sample, type Target, type TiledBytes } from '../../../../src/renderer/canvas/sampling';
import { ONE_TILE, screenSpan, viewAxis } from '../../../../src/renderer/canvas/view-axis';
import { fromLabelMap } from '../../../../src/shared/labels/tile-map';

const runs =
  process.env.MASKWRIGHT_SOAK === '1' ? { seed: Date.now() % 2 ** 31, numRuns: 2000 } : { seed: 7, numRuns: 60 };

const scene = fc.record({
  width: fc.integer({ min: 1, max: 700 }),
  height: fc.integer({ min: 1, max: 400 }),
  paneWidth: fc.integer({ min: 1, max: 300 }),
  paneHeight: fc.integer({ min: 1, max: 200 }),
  zoom: fc.oneof(fc.constant(1), fc.double({ min: 0.05, max: 20, noNaN: true })),
  centerX: fc.double({ min: 0, max: 1, noNaN: true }),
  centerY: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: 0, max: 1, noNaN: true }))),
  seed: fc.nat(),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** Labels in runs of many lengths, whole tiles of them empty. */
function labelsOf({ width, height, seed }: Scene): Uint8Array {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isEmptyTile = ((x >> 8) + (y >> 8) + seed) % 3 === 0;
      data[y * width + x] = isEmptyTile ? 0 : (Math.floor(x / (1 + ((y * 7 + seed) % 70))) * 37 + y + seed) & 255;
    }
  }
  return data;
}

function tableOf(seed: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, value) => (value * 2654435761 + seed) >>> 0);
}

/** What a screen pixel shows, by the definition: the image pixel under its middle. */
function naiveColor(given: Scene, data: Uint8Array, table: Uint32Array, x: number, y: number): number {
  const imageX = Math.floor(given.centerX * given.width + (x + 0.5 - given.paneWidth / 2) / given.zoom);
  const imageY = Math.floor(given.centerY * given.height + (y + 0.5 - given.paneHeight / 2) / given.zoom);
  if (imageX < 0 || imageY < 0 || imageX >= given.width || imageY >= given.height) return 0;
  return table[data[imageY * given.width + imageX]];
}

function oneTile(data: Uint8Array, width: number): TiledBytes {
  return { tileColumns: 1, stride: width, hasRuns: false, tile: () => data };
}

function axesOf(given: Scene, tileShift: number) {
  return {
    columns: viewAxis(given.paneWidth, given.zoom, given.centerX * given.width, given.width, tileShift),
    rows: viewAxis(given.paneHeight, given.zoom, given.centerY * given.height, given.height, tileShift),
  };
}

function rectOf({ cut, paneWidth, paneHeight }: Scene) {
  const [a, b, c, d] = [cut[0] * paneWidth, cut[1] * paneWidth, cut[2] * paneHeight, cut[3] * paneHeight].map(
    Math.round,
  );
  return { x0: Math.min(a, b), x1: Math.max(a, b), y0: Math.min(c, d), y1: Math.max(c, d) };
}

function expectSampled(given: Scene, draw: (target: Target) => void) {
  const { paneWidth, paneHeight } = given;
  const UNTOUCHED = 0x12345678;
  const pixels = new Uint32Array(paneWidth * paneHeight).fill(UNTOUCHED);
  draw({ pixels, stride: paneWidth, x: 0, y: 0 });
  const rect = rectOf(given);
  const data = labelsOf(given);
  const table = tableOf(given.seed);
  const wanted = new Uint32Array(paneWidth * paneHeight).fill(UNTOUCHED);
  for (let y = rect.y0; y < rect.y1; y++) {
    for (let x = rect.x0; x < rect.x1; x++) wanted[y * paneWidth + x] = naiveColor(given, data, table, x, y);
  }
  expect(pixels).toEqual(wanted);
}

describe('sampling', () => {
  it('of tiles shows the label under the middle of each screen pixel, and touches nothing beside the rectangle', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const map = fromLabelMap({ width: given.width, height: given.height, data: labelsOf(given) });
        const source = {
          tileColumns: Math.ceil(given.width / 256),
          stride: 256,
          hasRuns: true,
          tile: (key: number) => map.tiles.get(key),
        };
        const { columns, rows } = axesOf(given, 8);
        expectSampled(given, (target) => sample(target, rectOf(given), columns, rows, source, tableOf(given.seed)));
      }),
      runs,
    );
  });

  it('of a byte map does the same', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const { columns, rows } = axesOf(given, ONE_TILE);
        const source = oneTile(labelsOf(given), given.width);
        expectSampled(given, (target) => sample(target, rectOf(given), columns, rows, source, tableOf(given.seed)));
      }),
      runs,
    );
  });

  it('writes into a cell that begins elsewhere in the pane', () => {
    const data = Uint8Array.from({ length: 100 }, (_, i) => i);
    const columns = viewAxis(10, 1, 5, 10, ONE_TILE);
    const rows = viewAxis(10, 1, 5, 10, ONE_TILE);
    const table = Uint32Array.from({ length: 256 }, (_, i) => i + 1000);
    const cell = new Uint32Array(16);
    sample(
      { pixels: cell, stride: 4, x: 4, y: 4 },
      { x0: 5, y0: 6, x1: 7, y1: 7 },
      columns,
      rows,
      oneTile(data, 10),
      table,
    );
    expect([...cell]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1065, 1066, 0, 0, 0, 0, 0]);
  });
});

describe('the screen pixels of an image span', () => {
  it('are exactly those whose image pixel lies in it', () => {
    fc.assert(
      fc.property(
        scene,
        fc.integer({ min: -50, max: 700 }),
        fc.integer({ min: 0, max: 300 }),
        (given, from, length) => {
          const { columns } = axesOf(given, 8);
          const [start, end] = screenSpan(columns, from, from + length);
          const inside = Array.from(columns.pixel.subarray(columns.start, columns.end), (pixel, i) => [
            pixel,
            i + columns.start,
          ])
            .filter(([pixel]) => pixel >= from && pixel < from + length)
            .map(([, screen]) => screen);
          expect(Array.from({ length: end - start }, (_, i) => start + i)).toEqual(inside);
        },
      ),
      runs,
    );
  });
});
