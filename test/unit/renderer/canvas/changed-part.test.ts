import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPart } from '../../../../src/renderer/canvas/changed-part';

const SIDE = 12;
const index = fc.nat(SIDE * SIDE - 1);
const bound = fc.nat(SIDE);

describe('the changed part of a picture', () => {
  it('is the smallest rectangle around all differences within the rectangle that is looked at', () => {
    fc.assert(
      fc.property(fc.array(index, { maxLength: 6 }), bound, bound, bound, bound, (places, a, b, c, d) => {
        const rect = { x0: Math.min(a, b), x1: Math.max(a, b), y0: Math.min(c, d), y1: Math.max(c, d) };
        const before = new Uint32Array(SIDE * SIDE).fill(7);
        const after = before.slice();
        for (const place of places) after[place] = 8;
        const inside = places
          .map((place) => ({ x: place % SIDE, y: Math.floor(place / SIDE) }))
          .filter(({ x, y }) => x >= rect.x0 && x < rect.x1 && y >= rect.y0 && y < rect.y1);
        const wanted =
          inside.length === 0
            ? null
            : {
                x0: Math.min(...inside.map(({ x }) => x)),
                y0: Math.min(...inside.map(({ y }) => y)),
                x1: Math.max(...inside.map(({ x }) => x)) + 1,
                y1: Math.max(...inside.map(({ y }) => y)) + 1,
              };
        expect(changedPart(before, after, SIDE, rect)).toEqual(wanted);
      }),
      { seed: 4, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 50_000 : 1000 },
    );
  });
});
