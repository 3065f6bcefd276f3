import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../../src/shared/labels/brush';
import { EdgeField, MAX_STEP_COST, stepX, stepY } from '../../../../src/shared/segmentation/edge-field';
import { LiveWire } from '../../../../src/shared/segmentation/live-wire';
import { madePatch, noise, patchOf, runs } from './made-patches';

const FOREVER_MS = 60_000;

function stepOf(a: Point, b: Point): number {
  return stepX.findIndex((dx, i) => b.x - a.x === dx && b.y - a.y === stepY[i]);
}

function costOf(field: EdgeField, path: readonly Point[]): number {
  const place = (p: Point): number => (p.y - 0.5 - field.y) * field.width + p.x - 0.5 - field.x;
  let sum = 0;
  for (let i = 1; i < path.length; i++) {
    sum += field.cost(place(path[i - 1]), place(path[i]), stepOf(path[i - 1], path[i]));
  }
  return sum;
}

/** Costs of the cheapest ways by relaxing every step until none gets cheaper (Bellman-Ford). */
function cheapest(field: EdgeField, start: number): Float64Array {
  const { width, height } = field;
  for (let i = 0; i < width * height; i++) field.prepare(i % width, Math.floor(i / width));
  const costs = new Float64Array(width * height).fill(Number.POSITIVE_INFINITY);
  costs[start] = 0;
  for (let isCheaper = true; isCheaper; ) {
    isCheaper = false;
    for (let at = 0; at < costs.length; at++) {
      for (let step = 0; step < 8; step++) {
        const x = (at % width) + stepX[step];
        const y = Math.floor(at / width) + stepY[step];
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const offered = costs[at] + field.cost(at, y * width + x, step);
        if (offered >= costs[y * width + x]) continue;
        costs[y * width + x] = offered;
        isCheaper = true;
      }
    }
  }
  return costs;
}

describe('the live wire', () => {
  it('is a connected way of the least cost from the anchor to any pixel, for one anchor after the other', () => {
    fc.assert(
      fc.property(
        madePatch(20),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 2, maxLength: 4 }),
        (patch, places) => {
          const field = new EdgeField(patch);
          const wire = new LiveWire(field);
          const [anchors, targets] = [places.slice(0, 2), places];
          for (const [ax, ay] of anchors) {
            const anchor = { x: patch.x + (ax % patch.width), y: patch.y + (ay % patch.height) };
            wire.setAnchor(anchor.x, anchor.y);
            const costs = cheapest(field, (anchor.y - patch.y) * patch.width + anchor.x - patch.x);
            for (const [tx, ty] of targets) {
              const target = { x: patch.x + (tx % patch.width), y: patch.y + (ty % patch.height) };
              expect(wire.extendTo(target.x, target.y, FOREVER_MS)).toBe(true);
              const path = wire.previewTo(target.x, target.y);
              expect(path[0]).toEqual({ x: anchor.x + 0.5, y: anchor.y + 0.5 });
              expect(path.at(-1)).toEqual({ x: target.x + 0.5, y: target.y + 0.5 });
              for (let i = 1; i < path.length; i++) expect(stepOf(path[i - 1], path[i])).toBeGreaterThanOrEqual(0);
              expect(costOf(field, path)).toBe(costs[(target.y - patch.y) * patch.width + target.x - patch.x]);
            }
          }
        },
      ),
      runs(40),
    );
  });

  it('follows a blurred round edge in grain from points beside it', () => {
    const next = noise(8);
    const [cx, cy, radius] = [100, 100, 70];
    const patch = patchOf(200, 200, 3, (x, y) => {
      const out = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) - radius;
      return 90 + 60 / (1 + Math.exp(-out / 0.8)) + next() / 16;
    });
    const wire = new LiveWire(new EdgeField(patch));
    wire.setAnchor(cx + radius, cy);
    expect(wire.extendTo(cx - radius, cy + 2, FOREVER_MS)).toBe(true);
    const path = wire.previewTo(cx - radius, cy + 2);
    const away = path.map(({ x, y }) => Math.abs(Math.hypot(x - cx, y - cy) - radius));
    expect(away.reduce((sum, one) => sum + one, 0) / away.length).toBeLessThan(0.8);
    expect(Math.max(...away)).toBeLessThan(3);
    expect(path.length).toBeGreaterThan(130);
  });

  it('shows the way as far as it is known, and straight on', () => {
    const field = new EdgeField(patchOf(300, 300, 1, () => 50, { x: 40, y: 0 }));
    const wire = new LiveWire(field);
    wire.setAnchor(50, 10);
    expect(wire.extendTo(330, 290, 0)).toBe(false);
    const shown = wire.previewTo(330, 290);
    expect(shown[0]).toEqual({ x: 50.5, y: 10.5 });
    expect(shown.at(-1)).toEqual({ x: 330.5, y: 290.5 });
    for (let i = 1; i < shown.length; i++) expect(stepOf(shown[i - 1], shown[i])).toBeGreaterThanOrEqual(0);
    let asked = 1;
    while (!wire.extendTo(330, 290, 1)) asked++;
    expect(asked).toBeGreaterThan(1);
    const known = wire.previewTo(330, 290);
    expect(costOf(field, known)).toBeLessThanOrEqual(costOf(field, shown));
  });

  it('keeps to the image where the pointer leaves it, and has no way without an anchor', () => {
    const wire = new LiveWire(new EdgeField(patchOf(20, 20, 1, (x) => x)));
    expect(wire.extendTo(3, 3, FOREVER_MS)).toBe(false);
    expect(wire.previewTo(3, 3)).toEqual([]);
    wire.setAnchor(-5, 3);
    expect(wire.extendTo(99, -9, FOREVER_MS)).toBe(true);
    const path = wire.previewTo(99, -9);
    expect([path[0], path.at(-1)]).toEqual([
      { x: 0.5, y: 3.5 },
      { x: 19.5, y: 0.5 },
    ]);
  });
});

describe('an edge field', () => {
  it('asks between 1 and the largest cost for a step, least along a full edge', () => {
    const field = new EdgeField(patchOf(80, 80, 3, (x) => (x < 40 ? 0 : 255)));
    for (let i = 0; i < 6400; i++) field.prepare(i % 80, Math.floor(i / 80));
    let [least, most] = [Number.POSITIVE_INFINITY, 0];
    for (let y = 1; y < 79; y++) {
      for (let x = 1; x < 79; x++) {
        for (let step = 0; step < 8; step++) {
          const cost = field.cost(y * 80 + x, (y + stepY[step]) * 80 + x + stepX[step], step);
          least = Math.min(least, cost);
          most = Math.max(most, cost);
        }
      }
    }
    const along = field.cost(20 * 80 + 39, 21 * 80 + 39, 2);
    expect(along).toBe(least);
    expect(along).toBe(1);
    expect(most).toBeLessThanOrEqual(MAX_STEP_COST);
    expect(field.cost(20 * 80 + 39, 20 * 80 + 40, 0)).toBeGreaterThan(10);
  });
});
