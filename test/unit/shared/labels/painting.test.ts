import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Brush, brushStroke, isUnderBrush, paintSegment } from '../../../../src/shared/labels/brush';
import { applyEdit } from '../../../../src/shared/labels/edit';
import { floodFill } from '../../../../src/shared/labels/flood-fill';
import { Painter } from '../../../../src/shared/labels/painter';
import { fillPolygon, isInsidePolygon } from '../../../../src/shared/labels/polygon';
import { fillUnpainted, replaceAll, replaceClass } from '../../../../src/shared/labels/replace';
import { emptyTileMap, fromLabelMap, labelAt, type TileMap, toLabelMap } from '../../../../src/shared/labels/tile-map';
import { eighths, hasSameBytes, madeMap, paintedByPixel, runs } from './made-maps';

const brush: fc.Arbitrary<Brush> = fc.record({
  shape: fc.constantFrom('round' as const, 'square' as const),
  radius: fc.integer({ min: 1, max: 160 }).map((n) => n / 4),
});
const round: Brush = { shape: 'round', radius: 8 };
const point = fc.record({ x: eighths(-40, 340), y: eighths(-40, 340) });
const painted = (map: TileMap, edit: Parameters<typeof applyEdit>[1]): Uint8Array =>
  toLabelMap(applyEdit(map, edit)).data;

describe('tiles', () => {
  it('give back the label map they were cut from', () => {
    fc.assert(
      fc.property(madeMap(), (map) => {
        const back = fromLabelMap(toLabelMap(map));
        expect([back.width, back.height, [...back.tiles.keys()].sort()]).toEqual([
          map.width,
          map.height,
          [...map.tiles.keys()].sort(),
        ]);
        for (const [key, tile] of map.tiles)
          expect(hasSameBytes(back.tiles.get(key) ?? new Uint8Array(), tile)).toBe(true);
      }),
      runs(20),
    );
  });

  it('answer for a single pixel as the whole map does', () => {
    const map = applyEdit(
      emptyTileMap(300, 270),
      brushStroke(emptyTileMap(300, 270), [{ x: 256, y: 256 }], { shape: 'round', radius: 9 }, 7),
    );
    const { data } = toLabelMap(map);
    for (let y = 240; y < 270; y++) for (let x = 240; x < 280; x++) expect(labelAt(map, x, y)).toBe(data[y * 300 + x]);
  });
});

describe('a brush stroke', () => {
  it('paints the pixels whose centres the brush passed over, and no other', () => {
    fc.assert(
      fc.property(brush, fc.array(point, { minLength: 1, maxLength: 3 }), (shape, points) => {
        const map = emptyTileMap(300, 280);
        const reference = paintedByPixel(map, 9, (x, y) =>
          points.some((to, i) => isUnderBrush(shape, points[Math.max(0, i - 1)], to, x + 0.5, y + 0.5)),
        );
        expect(hasSameBytes(painted(map, brushStroke(map, points, shape, 9)), reference)).toBe(true);
      }),
      runs(40),
    );
  });

  it('paints the same pixels wherever the tile borders fall', () => {
    fc.assert(
      fc.property(
        brush,
        fc.array(point, { minLength: 2, maxLength: 2 }),
        fc.nat(300),
        fc.nat(300),
        (shape, p, dx, dy) => {
          const side = 420;
          const at = (x: number, y: number): Uint8Array => {
            const map = emptyTileMap(side + x + 60, side + y + 60);
            const moved = p.map((one) => ({ x: one.x + x + 60, y: one.y + y + 60 }));
            const { data } = toLabelMap(applyEdit(map, brushStroke(map, moved, shape, 1)));
            const cut = new Uint8Array(side * side);
            for (let row = 0; row < side; row++) {
              const from = (row + y) * map.width + x;
              cut.set(data.subarray(from, from + side), row * side);
            }
            return cut;
          };
          expect(hasSameBytes(at(dx, dy), at(0, 0))).toBe(true);
        },
      ),
      runs(20),
    );
  });

  it('painted bit by bit, as the pointer moves, is the edit of the whole', () => {
    const map = applyEdit(emptyTileMap(600, 300), brushStroke(emptyTileMap(600, 300), [{ x: 255, y: 9 }], round, 4));
    const points = [
      { x: 250, y: 10 },
      { x: 260.5, y: 40 },
      { x: 400, y: 200 },
      { x: 251, y: 11 },
    ];
    const painter = new Painter(map);
    points.forEach((point, i) => {
      paintSegment(painter, round, points[Math.max(0, i - 1)], point, 2);
    });
    expect(painter.labelAt(250, 10)).toBe(2);
    expect(labelAt(map, 250, 10)).toBe(4);
    expect(hasSameBytes(painted(map, painter.finish()), painted(map, brushStroke(map, points, round, 2)))).toBe(true);
  });

  it('in short steps, as a hand makes it, is what the whole ways are', () => {
    const step = fc.record({ x: eighths(-8, 8), y: eighths(-8, 8) });
    fc.assert(
      fc.property(brush, fc.array(step, { minLength: 1, maxLength: 6 }), (shape, steps) => {
        const map = emptyTileMap(300, 280);
        const whole = new Painter(map);
        let at = { x: 150, y: 140 };
        const points = [at];
        for (const { x, y } of steps) {
          const next = { x: at.x + x, y: at.y + y };
          paintSegment(whole, shape, at, next, 9);
          points.push(next);
          at = next;
        }
        const inSteps = painted(map, brushStroke(map, points, shape, 9));
        expect(hasSameBytes(inSteps, painted(map, whole.finish()))).toBe(true);
      }),
      runs(40),
    );
  });

  it('is told where it may have changed the map, every time anew', () => {
    fc.assert(
      fc.property(brush, point, point, (shape, from, to) => {
        const map = emptyTileMap(300, 280);
        const painter = new Painter(map);
        paintSegment(painter, shape, from, from, 9);
        painter.takeTouched();
        const before = painted(map, painter.finish());
        paintSegment(painter, shape, from, to, 9, true);
        const after = painted(map, painter.finish());
        const touched = painter.takeTouched();
        for (let i = 0; i < after.length; i++) {
          if (before[i] === after[i]) continue;
          const [x, y] = [i % 300, Math.floor(i / 300)];
          const isTold = touched.some((t) => x >= t.x && x < t.x + t.width && y >= t.y && y < t.y + t.height);
          if (!isTold) throw new Error(`${x}, ${y} changed, but is not told`);
        }
        expect(painter.takeTouched()).toEqual([]);
      }),
      runs(20),
    );
  });

  it('of a round brush is a disc of the closed form: x^2 + y^2 <= r^2 around its centre', () => {
    const map = emptyTileMap(9, 9);
    const counted = painted(map, brushStroke(map, [{ x: 4.5, y: 4.5 }], { shape: 'round', radius: 2 }, 1));
    // Rows of the lattice points within a circle of radius 2: 1, 3, 5, 3, 1.
    expect(counted.reduce((sum, label) => sum + label, 0)).toBe(13);
  });

  it('of a square brush drawn along a diagonal keeps its corners', () => {
    const square: Brush = { shape: 'square', radius: 1 };
    expect(isUnderBrush(square, { x: 0, y: 0 }, { x: 4, y: 4 }, 3, 1.5)).toBe(true);
    expect(isUnderBrush(square, { x: 0, y: 0 }, { x: 4, y: 4 }, 4, 1.5)).toBe(false);
  });
});

describe('locked labels', () => {
  const lockOf = (...labels: number[]): Uint8Array => {
    const table = new Uint8Array(256);
    for (const label of labels) table[label] = 1;
    return table;
  };

  it('stay where a brush passes over them, and only they', () => {
    fc.assert(
      fc.property(
        madeMap(330),
        brush,
        point,
        point,
        fc.constantFrom<number[]>([1], [1, 2], [0], [255, 254]),
        (map, b, p, q, on) => {
          const painter = new Painter(map, lockOf(...on));
          paintSegment(painter, b, p, q, 9);
          const { data } = toLabelMap(map);
          const reference = paintedByPixel(
            map,
            9,
            (x, y) => isUnderBrush(b, p, q, x + 0.5, y + 0.5) && !on.includes(data[y * map.width + x]),
          );
          expect(hasSameBytes(painted(map, painter.finish()), reference)).toBe(true);
        },
      ),
      runs(25),
    );
  });

  it('are not filled over', () => {
    const map = fromLabelMap({ width: 2, height: 1, data: new Uint8Array([1, 2]) });
    expect(floodFill(map, 0, 0, 5, lockOf(1))).toEqual([]);
    expect(painted(map, floodFill(map, 1, 0, 5, lockOf(1)))).toEqual(new Uint8Array([1, 5]));
  });

  it('may be none', () => {
    const map = fromLabelMap({ width: 2, height: 1, data: new Uint8Array([1, 2]) });
    const painter = new Painter(map, lockOf());
    painter.fillSpan(0, 0, 2, 7);
    expect(painted(map, painter.finish())).toEqual(new Uint8Array([7, 7]));
  });
});

describe('a filled polygon', () => {
  it('holds the pixels inside by the even-odd rule, holes and crossings included', () => {
    const ring = fc.array(point, { minLength: 3, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 3 }), (rings) => {
        const map = emptyTileMap(300, 280);
        const reference = paintedByPixel(map, 3, (x, y) => isInsidePolygon(rings, x + 0.5, y + 0.5));
        expect(hasSameBytes(painted(map, fillPolygon(map, rings, 3)), reference)).toBe(true);
      }),
      runs(15),
    );
  });

  it('of whole pixels is exactly that rectangle', () => {
    const map = emptyTileMap(20, 20);
    const box = [
      { x: 3, y: 4 },
      { x: 8, y: 4 },
      { x: 8, y: 10 },
      { x: 3, y: 10 },
    ];
    const reference = paintedByPixel(map, 1, (x, y) => x >= 3 && x < 8 && y >= 4 && y < 10);
    expect(hasSameBytes(painted(map, fillPolygon(map, [box], 1)), reference)).toBe(true);
  });

  it('shares no pixel with its neighbour across a common edge, and leaves none out', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        fc.pre(a.x !== b.x || a.y !== b.y);
        const map = emptyTileMap(300, 280);
        const around = [
          { x: -100, y: -100 },
          { x: 500, y: -100 },
          { x: 500, y: 500 },
          { x: -100, y: 500 },
        ];
        // Two fans around the diagonal a-b: together they cover each pixel an odd number of times as the square does.
        const one = painted(map, fillPolygon(map, [[around[0], a, b, around[2], around[1]]], 1));
        const two = painted(map, fillPolygon(map, [[around[0], a, b, around[2], around[3]]], 1));
        expect(one.every((label, i) => label + two[i] === 1)).toBe(true);
      }),
      runs(15),
    );
  });

  it('encloses nothing with fewer than three corners', () => {
    const map = emptyTileMap(20, 20);
    expect(
      fillPolygon(
        map,
        [
          [
            { x: 1, y: 1 },
            { x: 9, y: 9 },
          ],
          [],
          [{ x: 4, y: 4 }],
        ],
        1,
      ),
    ).toEqual([]);
  });
});

describe('a flood fill', () => {
  it('fills what a walk from pixel to pixel reaches', () => {
    fc.assert(
      fc.property(madeMap(330), fc.nat(), fc.nat(), (map, sx, sy) => {
        const { width, height } = map;
        const { data } = toLabelMap(map);
        const start = (sy % height) * width + (sx % width);
        const from = data[start];
        fc.pre(from !== 77);
        const queue = [start];
        data[start] = 77;
        for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
          const x = at % width;
          const near = [x > 0 ? at - 1 : -1, x + 1 < width ? at + 1 : -1, at - width, at + width];
          for (const next of near) {
            if (next < 0 || next >= data.length || data[next] !== from) continue;
            data[next] = 77;
            queue.push(next);
          }
        }
        expect(hasSameBytes(painted(map, floodFill(map, sx % width, sy % height, 77)), data)).toBe(true);
      }),
      runs(30),
    );
  });

  it('goes through whole tiles, borders and corners of a large map', () => {
    const { width, height } = { width: 5 * 256 + 3, height: 4 * 256 + 1 };
    const data = new Uint8Array(width * height);
    // Walls with one gap each, far from another, so that the way leads through all tiles.
    for (const [row, gap] of [
      [300, width - 1],
      [600, 0],
      [900, width - 1],
    ]) {
      data.fill(2, row * width, (row + 1) * width);
      data[row * width + gap] = 0;
    }
    const map = fromLabelMap({ width, height, data });
    const expected = data.map((label) => (label === 0 ? 1 : label));
    expect(hasSameBytes(painted(map, floodFill(map, 0, 0, 1)), expected)).toBe(true);
  });

  it('does not pass a diagonal gap', () => {
    const map = fromLabelMap({ width: 2, height: 2, data: new Uint8Array([1, 0, 0, 1]) });
    expect(painted(map, floodFill(map, 0, 0, 5))).toEqual(new Uint8Array([5, 0, 0, 1]));
  });

  it('is no edit outside the map or where the label is there already', () => {
    const map = emptyTileMap(5, 5);
    expect(floodFill(map, 5, 0, 1)).toEqual([]);
    expect(floodFill(map, -1, 0, 1)).toEqual([]);
    expect(floodFill(map, 1, 1, 0)).toEqual([]);
  });
});

describe('replacing labels', () => {
  it('of a class sets its pixels, and only those', () => {
    fc.assert(
      fc.property(madeMap(), (map) => {
        const expected = toLabelMap(map).data.map((label) => (label === 2 ? 0 : label));
        expect(hasSameBytes(painted(map, replaceClass(map, 2, 0)), expected)).toBe(true);
      }),
      runs(20),
    );
  });

  it('by an import fills the unpainted pixels or takes everything over', () => {
    fc.assert(
      fc.property(madeMap(400), fc.nat(254), (map, shift) => {
        const { width, height, data } = toLabelMap(map);
        const imported = { width, height, data: data.map((label, i) => (i % 3 === 0 ? 0 : (label + shift) & 255)) };
        expect(hasSameBytes(painted(map, replaceAll(map, imported)), imported.data)).toBe(true);
        expect(painted(map, fillUnpainted(map, imported))).toEqual(
          data.map((l, i) => (l === 0 ? imported.data[i] : l)),
        );
      }),
      runs(20),
    );
  });

  it('refuses an import of another size', () => {
    const imported = { width: 4, height: 5, data: new Uint8Array(20) };
    expect(() => replaceAll(emptyTileMap(5, 4), imported)).toThrow(RangeError);
  });
});

describe('a tile taken over from a change', () => {
  it('is what the change made of it, and nothing where it is another one by now', () => {
    fc.assert(
      fc.property(madeMap(300), (map) => {
        const edit = replaceClass(map, 1, 2);
        const painter = new Painter(map);
        for (const change of edit) expect(painter.takeTile(change)).toBe(true);
        expect(painter.finish()).toEqual(edit);
        const touched = painter.takeTouched();
        for (const { tileX, tileY } of edit) {
          const isTold = touched.some(
            ({ x, y, width, height }) =>
              x <= tileX * 256 && y <= tileY * 256 && x + width > tileX * 256 && y + height > tileY * 256,
          );
          expect(isTold).toBe(true);
        }
        for (const change of edit) expect(new Painter(applyEdit(map, edit)).takeTile(change)).toBe(false);
      }),
      runs(20),
    );
  });
});
