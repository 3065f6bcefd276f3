import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampView, toScreen } from '../../../../src/renderer/canvas/viewport';
import { visiblePart } from '../../../../src/renderer/canvas/visible-part';

const runs = { seed: 5, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 20_000 : 300 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const scene = fc
  .record({
    image: fc.record({ width: fc.integer({ min: 1, max: 12_000 }), height: fc.integer({ min: 1, max: 9000 }) }),
    pane: fc.record({ width: fc.integer({ min: 50, max: 3000 }), height: fc.integer({ min: 50, max: 2000 }) }),
    reduction: fc.constantFrom(1, 2.5, 7.5),
    zoom: fc.double({ min: 0.02, max: 64, noNaN: true }),
    x: share,
    y: share,
  })
  .map(({ image, pane, reduction, zoom, x, y }) => ({
    image,
    pane,
    bitmap: {
      width: Math.max(1, Math.round(image.width / reduction)),
      height: Math.max(1, Math.round(image.height / reduction)),
    },
    view: clampView({ zoom, centerX: x * image.width, centerY: y * image.height }, image, pane),
  }));

describe('the visible part of a picture', () => {
  it('goes to where the view says that it belongs', () => {
    fc.assert(
      fc.property(scene, ({ image, pane, bitmap, view }) => {
        const { source, target } = visiblePart(view, pane, image, bitmap);
        const [scaleX, scaleY] = [image.width / bitmap.width, image.height / bitmap.height];
        const from = toScreen(view, pane, { x: source.x * scaleX, y: source.y * scaleY });
        const to = toScreen(view, pane, {
          x: (source.x + source.width) * scaleX,
          y: (source.y + source.height) * scaleY,
        });
        expect(target.x).toBeCloseTo(from.x, 4);
        expect(target.y).toBeCloseTo(from.y, 4);
        expect(target.x + target.width).toBeCloseTo(to.x, 4);
        expect(target.y + target.height).toBeCloseTo(to.y, 4);
      }),
      runs,
    );
  });

  it('leaves no gap: it reaches the edge of the pane or of the image', () => {
    fc.assert(
      fc.property(scene, ({ image, pane, bitmap, view }) => {
        const { source, target } = visiblePart(view, pane, image, bitmap);
        expect(target.x <= 0 || source.x === 0).toBe(true);
        expect(target.y <= 0 || source.y === 0).toBe(true);
        expect(target.x + target.width >= pane.width || source.x + source.width === bitmap.width).toBe(true);
        expect(target.y + target.height >= pane.height || source.y + source.height === bitmap.height).toBe(true);
      }),
      runs,
    );
  });
});
