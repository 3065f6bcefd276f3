import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampView,
  fittedView,
  nextZoomStep,
  panBy,
  snapped,
  toImage,
  toScreen,
  zoomAt,
  zoomLimits,
} from '../../../../src/renderer/canvas/viewport';

const runs = { seed: 11, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 20_000 : 300 };
const side = fc.integer({ min: 1, max: 20_000 });
const size = fc.record({ width: side, height: side });
const pane = fc.record({ width: fc.integer({ min: 20, max: 6000 }), height: fc.integer({ min: 20, max: 4000 }) });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.record({ x: share, y: share });

/** A view as a person can have it. */
const scene = fc
  .record({ image: size, pane, zoom: fc.double({ min: 0.001, max: 80, noNaN: true }), center: place })
  .map(({ image, pane, zoom, center }) => ({
    image,
    pane,
    view: clampView({ zoom, centerX: center.x * image.width, centerY: center.y * image.height }, image, pane),
  }));

describe('a view', () => {
  it('leads a screen point to the image and back', () => {
    fc.assert(
      fc.property(scene, place, ({ pane, view }, at) => {
        const point = { x: at.x * pane.width, y: at.y * pane.height };
        const back = toScreen(view, pane, toImage(view, pane, point));
        expect(back.x).toBeCloseTo(point.x, 5);
        expect(back.y).toBeCloseTo(point.y, 5);
      }),
      runs,
    );
  });

  it('shows the whole image when fitted', () => {
    fc.assert(
      fc.property(size, pane, (image, pane) => {
        const view = fittedView(image, pane);
        const from = toScreen(view, pane, { x: 0, y: 0 });
        const to = toScreen(view, pane, { x: image.width, y: image.height });
        expect(Math.min(from.x, from.y)).toBeGreaterThanOrEqual(0);
        expect(to.x).toBeLessThanOrEqual(pane.width);
        expect(to.y).toBeLessThanOrEqual(pane.height);
        expect(clampView(view, image, pane)).toEqual(view);
      }),
      runs,
    );
  });

  it('keeps the point under the pointer when it zooms, unless the image would be lost', () => {
    fc.assert(
      fc.property(scene, place, fc.double({ min: 0.2, max: 5, noNaN: true }), ({ image, pane, view }, at, factor) => {
        const anchor = { x: at.x * pane.width, y: at.y * pane.height };
        const held = toImage(view, pane, anchor);
        const next = zoomAt(view, image, pane, view.zoom * factor, anchor);
        const isHeldBack = [0, image.width].includes(next.centerX) || [0, image.height].includes(next.centerY);
        fc.pre(!isHeldBack);
        const now = toScreen(next, pane, held);
        expect(now.x).toBeCloseTo(anchor.x, 5);
        expect(now.y).toBeCloseTo(anchor.y, 5);
      }),
      runs,
    );
  });

  it('never loses the image: its middle always lies on it, within the limits of zoom', () => {
    const push = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(scene, push, push, place, push, ({ image, pane, view }, dx, dy, at, zoom) => {
        const anchor = { x: at.x * pane.width, y: at.y * pane.height };
        const { least, most } = zoomLimits(image, pane);
        for (const next of [panBy(view, image, pane, dx, dy), zoomAt(view, image, pane, Math.abs(zoom), anchor)]) {
          expect(next.centerX).toBeGreaterThanOrEqual(0);
          expect(next.centerX).toBeLessThanOrEqual(image.width);
          expect(next.centerY).toBeGreaterThanOrEqual(0);
          expect(next.centerY).toBeLessThanOrEqual(image.height);
          expect(next.zoom).toBeGreaterThanOrEqual(least);
          expect(next.zoom).toBeLessThanOrEqual(most);
        }
      }),
      runs,
    );
  });

  it('moves with the hand, pixel by pixel', () => {
    const view = { zoom: 2, centerX: 100, centerY: 100 };
    const moved = panBy(view, { width: 200, height: 200 }, { width: 300, height: 300 }, 30, -10);
    expect(moved).toEqual({ zoom: 2, centerX: 85, centerY: 105 });
  });

  it('begins the image on a whole screen pixel when snapped, less than one away', () => {
    fc.assert(
      fc.property(scene, ({ pane, view }) => {
        const before = toScreen(view, pane, { x: 0, y: 0 });
        const after = toScreen(snapped(view, pane), pane, { x: 0, y: 0 });
        for (const axis of ['x', 'y'] as const) {
          expect(after[axis]).toBeCloseTo(Math.round(after[axis]), 4);
          expect(Math.abs(after[axis] - before[axis])).toBeLessThanOrEqual(0.5001);
        }
      }),
      runs,
    );
  });
});

describe('zoom steps', () => {
  it('pass through 100 % from wherever they begin', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), (zoom) => {
        let at = zoom;
        const direction = zoom < 1 ? 1 : -1;
        for (let i = 0; i < 30 && at !== 1; i++) at = nextZoomStep(at, direction);
        expect(at).toBe(1);
      }),
      runs,
    );
  });

  it('are those a person knows', () => {
    expect([nextZoomStep(1, 1), nextZoomStep(1.5, 1), nextZoomStep(1, -1), nextZoomStep(0.5, -1)]).toEqual([
      1.5, 2, 0.75, 0.375,
    ]);
  });
});
