import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fittingLevel,
  type TilePlace,
  tilesInView,
  tilesOfWindow,
  tileTarget,
} from '../../../../src/renderer/canvas/tile-places';
import { clampView, toImage, toScreen } from '../../../../src/renderer/canvas/viewport';
import { pyramidFacts, TILE_SIDE, tileArea } from '../../../../src/shared/images/pyramid-levels';

const runs = { seed: 8, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 20_000 : 300 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const scene = fc
  .record({
    image: fc.record({ width: fc.integer({ min: 600, max: 30_000 }), height: fc.integer({ min: 600, max: 30_000 }) }),
    pane: fc.record({ width: fc.integer({ min: 50, max: 3000 }), height: fc.integer({ min: 50, max: 2000 }) }),
    zoom: fc.double({ min: 0.02, max: 64, noNaN: true }),
    x: share,
    y: share,
  })
  .map(({ image, pane, zoom, x, y }) => ({
    image,
    pane,
    facts: pyramidFacts(image.width, image.height),
    view: clampView({ zoom, centerX: x * image.width, centerY: y * image.height }, image, pane),
  }));

describe('the level of a zoom', () => {
  const facts = pyramidFacts(12_000, 9000);

  it.each([
    [64, 0],
    [1, 0],
    [0.51, 0],
    [0.5, 1],
    [0.3, 1],
    [0.25, 2],
    [0.001, 5],
  ])('%f is level %i', (zoom, level) => {
    expect(fittingLevel(facts, zoom)).toBe(level);
  });

  it('is never enlarged below 100 %, and less than twice as fine as the screen', () => {
    fc.assert(
      fc.property(fc.double({ min: 1 / 16, max: 1, noNaN: true }), (zoom) => {
        const scale = zoom * 2 ** fittingLevel(facts, zoom);
        expect(scale).toBeLessThan(1.001);
        expect(scale).toBeGreaterThan(0.5);
      }),
      runs,
    );
  });
});

describe('the tiles in view', () => {
  it('hold every image point that the pane shows, and none that it does not', () => {
    fc.assert(
      fc.property(scene, share, share, ({ image, pane, facts, view }, x, y) => {
        const level = fittingLevel(facts, view.zoom);
        const names = new Set(tilesInView(facts, level, view, pane).map(nameOf));
        const point = toImage(view, pane, { x: x * pane.width, y: y * pane.height });
        const side = TILE_SIDE * 2 ** level;
        const isOn = point.x >= 0 && point.y >= 0 && point.x < image.width && point.y < image.height;
        if (isOn) expect(names).toContain(`${level}/${Math.floor(point.x / side)}/${Math.floor(point.y / side)}`);
        for (const tile of tilesInView(facts, level, view, pane)) {
          const from = toScreen(view, pane, { x: tile.x * side, y: tile.y * side });
          const to = toScreen(view, pane, { x: (tile.x + 1) * side, y: (tile.y + 1) * side });
          expect(from.x < pane.width && from.y < pane.height && to.x > 0 && to.y > 0).toBe(true);
        }
      }),
      runs,
    );
  });

  it('begin in the middle of the pane', () => {
    const facts = pyramidFacts(12_000, 9000);
    const [first] = tilesInView(facts, 0, { zoom: 1, centerX: 5000, centerY: 3000 }, { width: 1600, height: 1000 });
    expect(first).toEqual({ level: 0, x: 9, y: 5 });
  });

  it('have one ring around them, as far as there is a picture', () => {
    const facts = pyramidFacts(12_000, 9000);
    const pane = { width: 512, height: 512 };
    const inside = { zoom: 1, centerX: 256 + 512 * 4, centerY: 256 + 512 * 4 };
    expect(tilesInView(facts, 0, inside, pane)).toHaveLength(1);
    expect(tilesInView(facts, 0, inside, pane, 1)).toHaveLength(9);
    expect(tilesInView(facts, 0, { zoom: 1, centerX: 256, centerY: 256 }, pane, 1)).toHaveLength(4);
  });
});

describe('the places of tiles', () => {
  it('meet without a gap or an overlap, on whole pixels of the screen', () => {
    fc.assert(
      fc.property(scene, ({ image, pane, facts, view }) => {
        const level = fittingLevel(facts, view.zoom);
        const target = (x: number, y: number) => tileTarget(facts, image, { level, x, y }, view, pane).target;
        for (const { x, y } of tilesInView(facts, level, view, pane)) {
          const here = target(x, y);
          expect(Number.isInteger(here.x) && Number.isInteger(here.width)).toBe(true);
          if (x + 1 < (facts.levels[level]?.columns ?? 0)) expect(target(x + 1, y).x).toBe(here.x + here.width);
          if (y + 1 < (facts.levels[level]?.rows ?? 0)) expect(target(x, y + 1).y).toBe(here.y + here.height);
        }
      }),
      runs,
    );
  });

  it('end with the image, whatever the last pixel of a level holds', () => {
    const image = { width: 12_001, height: 9000 };
    const facts = pyramidFacts(image.width, image.height);
    const view = { zoom: 1, centerX: 12_001, centerY: 4000 };
    const { source, target } = tileTarget(facts, image, { level: 3, x: 2, y: 1 }, view, { width: 1000, height: 800 });
    expect(target.x + target.width).toBe(500);
    expect(source.width).toBe(12_001 / 8 - 1024);
  });

  it('are exact where an image pixel is two of the screen', () => {
    const image = { width: 12_000, height: 9000 };
    const facts = pyramidFacts(image.width, image.height);
    const view = { zoom: 2, centerX: 1000, centerY: 1000 };
    const { target } = tileTarget(facts, image, { level: 0, x: 1, y: 2 }, view, { width: 800, height: 600 });
    expect(target).toEqual({ x: 400 - 976, y: 300 + 48, width: 1024, height: 1024 });
  });
});

describe('the tiles of a window', () => {
  it('cover each of its pixels once', () => {
    const facts = pyramidFacts(12_000, 9000);
    const window = { x: 500, y: 8000, width: 1100, height: 1000 };
    const tiles = tilesOfWindow(facts, window);
    expect(tiles.map(nameOf)).toEqual([
      '0/0/15',
      '0/1/15',
      '0/2/15',
      '0/3/15',
      '0/0/16',
      '0/1/16',
      '0/2/16',
      '0/3/16',
      '0/0/17',
      '0/1/17',
      '0/2/17',
      '0/3/17',
    ]);
    const [full] = facts.levels;
    if (full === undefined) throw new Error('there is no full size');
    const covered = tiles.map(({ x, y }) => {
      const { left, top, width, height } = tileArea(full, x, y);
      const across = Math.min(left + width, window.x + window.width) - Math.max(left, window.x);
      const down = Math.min(top + height, window.y + window.height) - Math.max(top, window.y);
      return across * down;
    });
    expect(covered.reduce((sum, pixels) => sum + pixels, 0)).toBe(window.width * window.height);
  });
});

function nameOf({ level, x, y }: TilePlace): string {
  return `${level}/${x}/${y}`;
}
