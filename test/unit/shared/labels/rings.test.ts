import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/shared/labels/edit';
import { fillPolygon, isInsidePolygon } from '../../../../src/shared/labels/polygon';
import { ellipseRing, isInsideEllipse, rectangleRing } from '../../../../src/shared/labels/rings';
import { emptyTileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { eighths, hasSameBytes, madeMap, paintedByPixel, runs } from './made-maps';

const point = fc.record({ x: eighths(-60, 340), y: eighths(-60, 340) });

describe('an ellipse', () => {
  it('filled as a polygon holds the pixels whose centres are inside, and no other', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const map = emptyTileMap(300, 280);
        const reference = paintedByPixel(map, 2, (x, y) => isInsideEllipse(a, b, x + 0.5, y + 0.5));
        const filled = applyEdit(map, fillPolygon(map, [ellipseRing(a, b)], 2));
        expect(hasSameBytes(toLabelMap(filled).data, reference)).toBe(true);
      }),
      runs(40),
    );
  });

  it('of a circle of radius 2 around a pixel is its 13 pixels', () => {
    const map = emptyTileMap(9, 9);
    const edit = fillPolygon(map, [ellipseRing({ x: 2.5, y: 6.5 }, { x: 6.5, y: 2.5 })], 1);
    expect(toLabelMap(applyEdit(map, edit)).data.reduce((sum, label) => sum + label, 0)).toBe(13);
  });

  it('without width has no corners', () => {
    expect(ellipseRing({ x: 3, y: 3 }, { x: 3, y: 9 })).toEqual([]);
  });
});

describe('a rectangle', () => {
  it('filled as a polygon holds the pixels whose centres are inside, from whichever corner it was drawn', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const map = emptyTileMap(300, 280);
        const inside = (from: number, to: number, at: number): boolean =>
          at >= Math.min(from, to) && at < Math.max(from, to);
        const reference = paintedByPixel(map, 2, (x, y) => inside(a.x, b.x, x + 0.5) && inside(a.y, b.y, y + 0.5));
        const filled = applyEdit(map, fillPolygon(map, [rectangleRing(a, b)], 2));
        expect(hasSameBytes(toLabelMap(filled).data, reference)).toBe(true);
      }),
      runs(30),
    );
  });
});

describe('a polygon', () => {
  it('leaves locked labels as they are', () => {
    fc.assert(
      fc.property(madeMap(300), fc.array(point, { minLength: 3, maxLength: 9 }), (map, ring) => {
        const locked = new Uint8Array(256);
        locked[1] = 1;
        const { data, width } = toLabelMap(map);
        const reference = paintedByPixel(
          map,
          7,
          (x, y) => isInsidePolygon([ring], x + 0.5, y + 0.5) && data[y * width + x] !== 1,
        );
        const filled = applyEdit(map, fillPolygon(map, [ring], 7, locked));
        expect(hasSameBytes(toLabelMap(filled).data, reference)).toBe(true);
      }),
      runs(15),
    );
  });
});
