import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { landingPlace, movedItem } from '../../../../src/renderer/paint/class-order';

const numRuns = process.env.MASKWRIGHT_SOAK === '1' ? 5000 : 200;

describe('the order of the classes', () => {
  it('changes by moving one class', () => {
    expect(movedItem(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(movedItem(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
  });

  it('keeps every class, the moved one at its place and the others in their order', () => {
    const moves = fc.integer({ min: 1, max: 20 }).chain((length) => {
      const place = fc.integer({ min: 0, max: length - 1 });
      return fc.record({ length: fc.constant(length), from: place, to: place });
    });
    fc.assert(
      fc.property(moves, ({ length, from, to }) => {
        const items = Array.from({ length }, (_, index) => index);
        const after = movedItem(items, from, to);
        expect(after[to]).toBe(from);
        expect(after.filter((item) => item !== from)).toEqual(items.filter((item) => item !== from));
      }),
      { seed: 7, numRuns },
    );
  });
});

describe('a dragged class', () => {
  it('lands on the row under the pointer', () => {
    expect(landingPlace(0, 28, 4)).toBe(0);
    expect(landingPlace(27, 28, 4)).toBe(0);
    expect(landingPlace(28, 28, 4)).toBe(1);
  });

  it('stays in the list when the pointer leaves it', () => {
    expect(landingPlace(-40, 28, 4)).toBe(0);
    expect(landingPlace(400, 28, 4)).toBe(3);
  });
});
