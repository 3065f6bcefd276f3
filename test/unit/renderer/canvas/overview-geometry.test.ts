import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lensZoom } from '../../../../src/renderer/canvas/lens-zoom';
import { areaInView, grip, isCutOff, mapSize, mapView } from '../../../../src/renderer/canvas/overview-geometry';
import { fittedView, toImage, toScreen } from '../../../../src/renderer/canvas/viewport';

const runs = { seed: 5, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 5000 : 200 };
const size = (max: number) => fc.record({ width: fc.integer({ min: 1, max }), height: fc.integer({ min: 1, max }) });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const pane = { width: 1000, height: 800 };

describe('the overview map', () => {
  it('holds the whole image, and a place on it is a place in the image', () => {
    fc.assert(
      fc.property(size(100_000), share, share, (image, x, y) => {
        const map = mapSize(image);
        const point = { x: x * image.width, y: y * image.height };
        const at = toScreen(mapView(image, map), map, point);
        expect(at.x).toBeGreaterThan(-1);
        expect(at.x).toBeLessThan(map.width + 1);
        expect(at.y).toBeGreaterThan(-1);
        expect(at.y).toBeLessThan(map.height + 1);
        const back = toImage(mapView(image, map), map, at);
        expect(back.x).toBeCloseTo(point.x, 3);
        expect(back.y).toBeCloseTo(point.y, 3);
      }),
      runs,
    );
  });

  it('is as small for any image', () => {
    expect(mapSize({ width: 12_000, height: 9000 })).toEqual({ width: 176, height: 132 });
    expect(mapSize({ width: 100_000, height: 400 })).toEqual({ width: 176, height: 20 });
  });

  it('is needed where the pane cuts something off, never while the image is fitted', () => {
    expect(isCutOff(fittedView({ width: 12_000, height: 300 }, pane), pane, { width: 12_000, height: 300 })).toBe(
      false,
    );
    expect(isCutOff({ zoom: 1, centerX: 500, centerY: 400 }, pane, { width: 1000, height: 801 })).toBe(false);
    expect(isCutOff({ zoom: 1, centerX: 450, centerY: 400 }, pane, { width: 1000, height: 800 })).toBe(true);
  });

  it('marks the part in view, cut at the edges of the image', () => {
    expect(areaInView({ zoom: 2, centerX: 100, centerY: 600 }, pane, { width: 2000, height: 700 })).toEqual({
      x: 0,
      y: 400,
      width: 350,
      height: 300,
    });
  });

  it('moves the part that is taken hold of without a jump, and brings it to a place beside it', () => {
    const area = { x: 100, y: 100, width: 200, height: 100 };
    const at = { x: 120, y: 190 };
    const { dx, dy } = grip(area, at);
    expect([at.x + dx, at.y + dy]).toEqual([200, 150]);
    expect(grip(area, { x: 99, y: 150 })).toEqual({ dx: 0, dy: 0 });
  });
});

describe('the lens', () => {
  it('enlarges four to eight times by powers of two, 400 % at the least and 6400 % at the most', () => {
    expect([0.05, 0.9, 1, 1.5, 2, 3, 8, 15, 64].map(lensZoom)).toEqual([4, 4, 4, 8, 8, 16, 32, 64, 64]);
  });
});
