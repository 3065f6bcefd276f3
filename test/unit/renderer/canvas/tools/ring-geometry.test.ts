import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  closedLoop,
  constrainedTo45,
  nearestEdge,
  nearestPixel,
  nearestPoint,
  onSegment,
  simplified,
  squaredDistance,
} from '../../../../../src/renderer/canvas/tools/ring-geometry';
import type { Point } from '../../../../../src/shared/labels/brush';

const settings = { seed: 41, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 2000 : 100 };
const place = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) });
const square: Point[] = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 10 },
  { x: 0, y: 10 },
];

describe('what is near the pointer', () => {
  it('is on an image the point itself, beside it the pixel at the edge', () => {
    const image = { width: 40, height: 30 };
    expect(nearestPixel(image, { x: 0.7, y: 29.4 })).toEqual({ x: 0.7, y: 29.4 });
    expect(nearestPixel(image, { x: -8, y: 12 })).toEqual({ x: 0.5, y: 12 });
    expect(nearestPixel(image, { x: 40, y: 99 })).toEqual({ x: 39.5, y: 29.5 });
  });

  it('is the nearest point within reach, of two at one place the one on top', () => {
    expect(nearestPoint(square, { x: 9, y: 1 }, 2)).toBe(1);
    expect(nearestPoint(square, { x: 5, y: 5 }, 2)).toBeNull();
    expect(nearestPoint([...square, { x: 10, y: 0 }], { x: 9, y: 1 }, 2)).toBe(4);
  });

  it('is an edge, the last to the first only where the ring is closed', () => {
    expect(nearestEdge(square, false, { x: 5, y: 9 }, 2)).toBe(2);
    expect(nearestEdge(square, false, { x: 0.5, y: 5 }, 2)).toBeNull();
    expect(nearestEdge(square, true, { x: 0.5, y: 5 }, 2)).toBe(3);
  });

  it('finds on a segment the point than which no other on it is nearer', () => {
    fc.assert(
      fc.property(place, place, place, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, at, share) => {
        const nearest = squaredDistance(onSegment(a, b, at), at);
        const other = { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
        expect(nearest).toBeLessThanOrEqual(squaredDistance(other, at) + 1e-9);
      }),
      settings,
    );
  });
});

describe('a constrained direction', () => {
  it('is a multiple of 45 degrees, and at most 22.5 degrees from the one meant', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        fc.pre(from.x !== to.x || from.y !== to.y);
        const { x, y } = constrainedTo45(from, to);
        const dx = x - from.x;
        const dy = y - from.y;
        expect(Math.min(Math.abs(dx), Math.abs(dy), Math.abs(Math.abs(dx) - Math.abs(dy)))).toBeLessThan(1e-9);
        const meant = Math.hypot(to.x - from.x, to.y - from.y);
        expect(Math.hypot(dx, dy)).toBeGreaterThanOrEqual(meant * Math.cos(Math.PI / 8) - 1e-9);
      }),
      settings,
    );
  });
});

describe('a simplified way', () => {
  it('keeps its ends, only points of the way, and lies within the tolerance of every one that went', () => {
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 0, max: 20 }),
        (way, tolerance) => {
          const kept = simplified(way, tolerance);
          expect([kept[0], kept.at(-1)]).toEqual([way[0], way.at(-1)]);
          expect(kept.every((point) => way.includes(point))).toBe(true);
          for (const point of way) {
            const off = kept.slice(1).map((end, index) => squaredDistance(onSegment(kept[index], end, point), point));
            expect(Math.min(...off)).toBeLessThanOrEqual(tolerance ** 2 + 1e-9);
          }
        },
      ),
      settings,
    );
  });

  it('leaves of a straight line its ends', () => {
    expect(
      simplified(
        Array.from({ length: 20_000 }, (_, x) => ({ x, y: 2 * x })),
        0.1,
      ),
    ).toHaveLength(2);
  });
});

describe('a stroke that closes on itself', () => {
  const circle = Array.from({ length: 40 }, (_, index) => ({
    x: 50 * Math.cos((index * Math.PI) / 20),
    y: 50 * Math.sin((index * Math.PI) / 20),
  }));

  it('is the loop alone, without the way that led to it', () => {
    const loop = closedLoop([{ x: 150, y: 0 }, { x: 100, y: 0 }, ...circle, { x: 50, y: 1 }], 4, 20);
    expect(loop?.[0]).toEqual(expect.objectContaining({ x: expect.closeTo(100, 5) }));
    expect(loop).toHaveLength(circle.length + 2);
  });

  it('is none where its ends stay apart, or where the hand stayed on the spot', () => {
    expect(closedLoop(circle.slice(0, 30), 4, 20)).toBeNull();
    expect(
      closedLoop(
        [
          { x: 0, y: 0 },
          { x: 3, y: 0 },
          { x: 0, y: 0 },
        ],
        4,
        20,
      ),
    ).toBeNull();
    expect(closedLoop([], 4, 20)).toBeNull();
  });
});

it('bounds points by whole pixels', () => {
  expect(
    boundsOf([
      { x: 1.2, y: 3.9 },
      { x: 4.1, y: 7 },
    ]),
  ).toEqual({ x: 1, y: 3, width: 4, height: 4 });
});
