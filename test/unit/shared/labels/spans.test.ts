import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/shared/labels/edit';
import { type PaintRule, ruleTable } from '../../../../src/shared/labels/paint-rule';
import { Painter } from '../../../../src/shared/labels/painter';
import {
  maskOfSpans,
  paintMask,
  paintSpans,
  SpanList,
  type Spans,
  sharedWindow,
  spanArea,
  spanBounds,
  type WindowMask,
} from '../../../../src/shared/labels/spans';
import { emptyTileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { hasSameBytes, madeMap, paintedByPixel, runs } from './made-maps';

const mask: fc.Arbitrary<WindowMask> = fc
  .record({
    x: fc.integer({ min: -30, max: 280 }),
    y: fc.integer({ min: -30, max: 280 }),
    width: fc.integer({ min: 0, max: 40 }),
    height: fc.integer({ min: 1, max: 30 }),
  })
  .chain((window) =>
    fc
      .array(fc.constantFrom(0, 0, 1, 1, 1, 7), {
        minLength: window.width * window.height,
        maxLength: window.width * window.height,
      })
      .map((data) => ({ ...window, data: Uint8Array.from(data) })),
  );
/** Pixel by pixel, joined where they touch. */
function spansOfMask({ x, y, width, height, data }: WindowMask): Spans {
  const spans = new SpanList();
  for (let row = 0; row < height; row++) {
    const line = [...data.subarray(row * width, (row + 1) * width), 0];
    let from = -1;
    line.forEach((value, column) => {
      if (value !== 0 && from < 0) from = column;
      if (value !== 0 || from < 0) return;
      spans.push(y + row, x + from, x + column);
      from = -1;
    });
  }
  return spans.take();
}
const isIn = ({ x, y, width, height, data }: WindowMask, px: number, py: number): boolean =>
  px >= x && py >= y && px < x + width && py < y + height && data[(py - y) * width + px - x] !== 0;

describe('a mask', () => {
  it('is painted pixel by pixel where it lies, and cut off at the edges of the map', () => {
    fc.assert(
      fc.property(mask, (one) => {
        const map = emptyTileMap(300, 290);
        const painter = new Painter(map);
        paintMask(painter, one, 4);
        const reference = paintedByPixel(map, 4, (x, y) => isIn(one, x, y));
        expect(hasSameBytes(toLabelMap(applyEdit(map, painter.finish())).data, reference)).toBe(true);
      }),
      runs(40),
    );
  });

  it('and its spans are the same pixels', () => {
    fc.assert(
      fc.property(mask, mask, (one, window) => {
        const spans = spansOfMask(one);
        const back = maskOfSpans(spans, one);
        expect(back.data).toEqual(one.data.map((inside) => Math.min(1, inside)));
        const cut = maskOfSpans(spans, window);
        for (let y = 0; y < cut.height; y++) {
          for (let x = 0; x < cut.width; x++) {
            expect(cut.data[y * cut.width + x]).toBe(isIn(one, x + cut.x, y + cut.y) ? 1 : 0);
          }
        }
      }),
      runs(40),
    );
  });
});

describe('spans', () => {
  it('know their area and the rectangle around them', () => {
    fc.assert(
      fc.property(mask, (one) => {
        const spans = spansOfMask(one);
        const inside: { x: number; y: number }[] = [];
        one.data.forEach((value, i) => {
          if (value !== 0) inside.push({ x: one.x + (i % one.width), y: one.y + Math.floor(i / one.width) });
        });
        expect(spanArea(spans)).toBe(inside.length);
        const bounds = spanBounds(spans);
        if (inside.length === 0) {
          expect(bounds).toBeNull();
          return;
        }
        const x = Math.min(...inside.map((p) => p.x));
        const y = Math.min(...inside.map((p) => p.y));
        expect(bounds).toEqual({
          x,
          y,
          width: Math.max(...inside.map((p) => p.x)) + 1 - x,
          height: Math.max(...inside.map((p) => p.y)) + 1 - y,
        });
      }),
      runs(40),
    );
  });

  it('come out in order, however they went in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(900), { maxLength: 80 }), (places) => {
        const list = new SpanList();
        for (const place of places) list.push(place % 30, 40 * Math.floor(place / 30), 40 * Math.floor(place / 30) + 7);
        const expected = places
          .map((place) => [place % 30, 40 * Math.floor(place / 30)])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1])
          .flatMap(([y, x]) => [y, x, x + 7]);
        expect([...list.takeSorted()]).toEqual(expected);
      }),
      runs(40),
    );
  });

  it('paint as their mask does', () => {
    fc.assert(
      fc.property(madeMap(300), mask, (map, one) => {
        const [a, b] = [new Painter(map), new Painter(map)];
        paintMask(a, one, 3);
        paintSpans(b, spansOfMask(one), 3);
        expect(a.finish()).toEqual(b.finish());
      }),
      runs(10),
    );
  });
});

describe('shared windows', () => {
  it('are empty where two rectangles are apart', () => {
    const a = { x: 0, y: 0, width: 10, height: 10 };
    expect(sharedWindow(a, { x: 5, y: 8, width: 10, height: 10 })).toEqual({ x: 5, y: 8, width: 5, height: 2 });
    expect(sharedWindow(a, { x: 12, y: 0, width: 3, height: 3 }).width).toBe(0);
  });
});

describe('a rule for painting', () => {
  const painted = (rule: PaintRule, locked: number[]): number[] => {
    const table = new Uint8Array(256);
    for (const label of locked) table[label] = 1;
    const protection = ruleTable(rule, table);
    return [0, 1, 2, 255].filter((label) => protection === null || protection[label] === 0);
  };

  it('lets everything be painted over but the locked', () => {
    expect(painted({ over: 'everything' }, [])).toEqual([0, 1, 2, 255]);
    expect(painted({ over: 'everything' }, [1, 255])).toEqual([0, 2]);
    expect(ruleTable({ over: 'everything' }, null)).toBeNull();
  });

  it('lets only the unpainted be painted over', () => {
    expect(painted({ over: 'unpainted' }, [1])).toEqual([0]);
  });

  it('lets only one class be painted over, unless it is locked', () => {
    expect(painted({ over: 'class', label: 2 }, [1])).toEqual([2]);
    expect(painted({ over: 'class', label: 2 }, [2])).toEqual([]);
  });
});
