import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedPieces } from '../../../../src/shared/segmentation/connected-pieces';
import { runs } from './made-patches';

/** The same by a flood from each pixel that no flood has reached. */
function flooded(values: Int32Array, width: number, leastArea: number): { ids: number[]; count: number } {
  const ids = new Array<number>(values.length).fill(-1);
  let count = 0;
  for (let start = 0; start < values.length; start++) {
    if (ids[start] >= 0) continue;
    const piece = new Set([start]);
    for (const at of piece) {
      const near = [at - width, at + width];
      if (at % width > 0) near.push(at - 1);
      if ((at + 1) % width > 0) near.push(at + 1);
      for (const other of near) if (values[other] === values[at]) piece.add(other);
    }
    const before = start % width > 0 ? ids[start - 1] : ids[start - width];
    const id = before === undefined || piece.size >= leastArea ? count++ : before;
    for (const at of piece) ids[at] = id;
  }
  return { ids, count };
}

describe('connected pieces', () => {
  const grid = fc
    .record({
      width: fc.integer({ min: 1, max: 24 }),
      height: fc.integer({ min: 1, max: 24 }),
      kinds: fc.integer({ min: 1, max: 4 }),
    })
    .chain(({ width, height, kinds }) => {
      const size = { minLength: width * height, maxLength: width * height };
      return fc.record({ width: fc.constant(width), values: fc.array(fc.nat(kinds), size) });
    });

  it('are those that a flood finds, numbered by their first pixels, the small ones with what is before them', () => {
    fc.assert(
      fc.property(grid, fc.integer({ min: 1, max: 30 }), ({ width, values }, leastArea) => {
        const found = connectedPieces(Int32Array.from(values), width, leastArea);
        expect({ ids: [...found.ids], count: found.count }).toEqual(flooded(Int32Array.from(values), width, leastArea));
      }),
      runs(300),
    );
  });

  it('meet below, where the first rows do not show that they are one', () => {
    const values = [1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0];
    expect([...connectedPieces(Int32Array.from(values), 5, 1).ids]).toEqual([
      0, 1, 0, 2, 3, 0, 1, 0, 2, 3, 0, 0, 0, 2, 3, 2, 2, 2, 2, 2,
    ]);
  });
});
