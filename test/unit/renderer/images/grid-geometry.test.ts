import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GAP_PX, gridGeometry, MIN_TILE_PX, moved } from '../../../../src/renderer/images/grid-geometry';

const runs = { seed: 21, numRuns: 300 };

describe('the grid', () => {
  it('fills its width with as many tiles as fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: MIN_TILE_PX, max: 6000 }), (widthPx) => {
        const { columns, tilePx } = gridGeometry(widthPx);
        expect(columns * tilePx + (columns - 1) * GAP_PX).toBeCloseTo(widthPx, 6);
        expect(tilePx).toBeGreaterThanOrEqual(MIN_TILE_PX);
        expect((columns + 1) * MIN_TILE_PX + columns * GAP_PX).toBeGreaterThan(widthPx);
      }),
      runs,
    );
  });

  it('has a column however narrow it is', () => {
    expect(gridGeometry(0).columns).toBe(1);
  });
});

describe('keys in the grid', () => {
  it('never lead out of it', () => {
    const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End');
    const place = fc
      .record({ total: fc.integer({ min: 1, max: 500 }), columns: fc.integer({ min: 1, max: 12 }) })
      .chain(({ total, columns }) =>
        fc.record({
          total: fc.constant(total),
          columns: fc.constant(columns),
          index: fc.integer({ min: 0, max: total - 1 }),
        }),
      );
    fc.assert(
      fc.property(key, place, fc.integer({ min: 1, max: 9 }), (pressed, { total, columns, index }, rows) => {
        const target = moved(pressed, index, total, columns, rows);
        expect(target).not.toBeNull();
        expect(target).toBeGreaterThanOrEqual(0);
        expect(target).toBeLessThan(total);
      }),
      runs,
    );
  });

  it('enter a short last row from above, and stay at the edges', () => {
    expect(moved('ArrowDown', 6, 9, 4, 2)).toBe(8);
    expect(moved('ArrowDown', 7, 9, 4, 2)).toBe(8);
    expect(moved('ArrowDown', 8, 9, 4, 2)).toBe(8);
    expect(moved('ArrowUp', 2, 9, 4, 2)).toBe(2);
    expect(moved('PageUp', 5, 9, 4, 3)).toBe(1);
  });

  it('leave other keys to others', () => {
    expect(moved('a', 3, 9, 4, 2)).toBeNull();
    expect(moved('ArrowDown', 0, 0, 4, 2)).toBeNull();
  });
});
