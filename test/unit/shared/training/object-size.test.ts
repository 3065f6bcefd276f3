import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredImages, measuredWindow, middleSide, objectSides } from '../../../../src/shared/training/object-size';

const VOID = 255;

function drawn(width: number, height: number, ground: number, boxes: [number, number, number, number, number][]) {
  const labels = new Uint8Array(width * height).fill(ground);
  for (const [label, x0, y0, x1, y1] of boxes) {
    for (let y = y0; y < y1; y++) labels.fill(label, y * width + x0, y * width + x1);
  }
  return labels;
}

describe('the sides of objects', () => {
  it('are those of the squares that they fit into', () => {
    const labels = drawn(60, 40, 0, [
      [1, 5, 5, 15, 12],
      [1, 20, 5, 24, 30],
      [2, 40, 20, 49, 29],
    ]);
    expect(objectSides(labels, 60, 40)).toEqual([10, 25, 9]);
  });

  it('leave out what the edge cuts, what lies beside void, and specks', () => {
    const labels = drawn(60, 40, 0, [
      [1, 0, 5, 10, 15],
      [1, 20, 5, 30, 15],
      [VOID, 30, 8, 32, 9],
      [1, 40, 5, 43, 10],
      [1, 40, 20, 47, 27],
    ]);
    expect(objectSides(labels, 60, 40)).toEqual([7]);
    expect(objectSides(drawn(60, 40, VOID, [[1, 20, 5, 30, 15]]), 60, 40)).toEqual([]);
  });

  it('are those of the cells where the membranes between them are painted', () => {
    const walls: [number, number, number, number, number][] = [10, 30, 50].flatMap((at) => [
      [1, at, 0, at + 2, 60],
      [1, 0, at, 60, at + 2],
    ]);
    expect(objectSides(drawn(60, 60, 0, walls), 60, 60)).toEqual([18, 18, 18, 18]);
  });

  it('stay what they are when the map is turned', () => {
    const map = fc.array(fc.constantFrom(0, 0, 1, 1, 1, VOID), { minLength: 144, maxLength: 144 });
    fc.assert(
      fc.property(map, (values) => {
        const labels = Uint8Array.from(values);
        const turned = Uint8Array.from({ length: 144 }, (_, p) => labels[(p % 12) * 12 + Math.floor(p / 12)]);
        expect(objectSides(turned, 12, 12).sort()).toEqual(objectSides(labels, 12, 12).sort());
      }),
      { seed: 8, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 100 },
    );
  });

  it('have a middle, of an even number between two of them', () => {
    expect(middleSide([9, 1, 5])).toBe(5);
    expect(middleSide([9, 1, 5, 6])).toBe(5.5);
    expect(middleSide([])).toBeNull();
  });
});

describe('what is measured', () => {
  it('is a dozen images at most, spread evenly', () => {
    expect(measuredImages([1, 2, 3])).toEqual([1, 2, 3]);
    expect(measuredImages(Array.from({ length: 24 }, (_, i) => i))).toEqual([
      0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22,
    ]);
  });

  it('is the whole of an image, and of a large one where most is painted', () => {
    expect(measuredWindow([{ tileX: 1, tileY: 1 }], 700, 500)).toEqual({ x: 0, y: 0, width: 700, height: 500 });
    const tiles = [
      { tileX: 0, tileY: 0 },
      { tileX: 30, tileY: 20 },
      { tileX: 33, tileY: 21 },
    ];
    const { x, y, width, height } = measuredWindow(tiles, 12_000, 9000);
    expect([width, height]).toEqual([2048, 2048]);
    for (const { tileX, tileY } of tiles.slice(1)) {
      expect(tileX * 256 >= x && (tileX + 1) * 256 <= x + width).toBe(true);
      expect(tileY * 256 >= y && (tileY + 1) * 256 <= y + height).toBe(true);
    }
    const last = measuredWindow([{ tileX: 46, tileY: 35 }], 12_000, 9000);
    expect([last.x + last.width, last.y + last.height]).toEqual([12_000, 9000]);
  });
});
