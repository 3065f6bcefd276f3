import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelLook, touchedPart } from '../../../../src/renderer/canvas/label-look';
import { type OutlineLook, sampleOutlines } from '../../../../src/renderer/canvas/outline-sampling';
import type { ScreenRect, TiledBytes } from '../../../../src/renderer/canvas/sampling';
import { type ViewAxis, viewAxis } from '../../../../src/renderer/canvas/view-axis';
import { fromLabelMap } from '../../../../src/shared/labels/tile-map';

const runs =
  process.env.MASKWRIGHT_SOAK === '1' ? { seed: Date.now() % 2 ** 31, numRuns: 1500 } : { seed: 11, numRuns: 50 };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const shares = fc.tuple(share, share, share, share);
const scene = fc.record({
  width: fc.integer({ min: 1, max: 600 }),
  height: fc.integer({ min: 1, max: 400 }),
  paneWidth: fc.integer({ min: 1, max: 200 }),
  paneHeight: fc.integer({ min: 1, max: 150 }),
  zoom: fc.oneof(
    fc.constant(1),
    fc.double({ min: 0.05, max: 1, noNaN: true }),
    fc.double({ min: 1, max: 20, noNaN: true }),
  ),
  centerX: share,
  centerY: share,
  patch: fc.integer({ min: 1, max: 60 }),
  seed: fc.nat({ max: 1000 }),
  lineWidth: fc.constantFrom<1 | 2>(1, 2),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

const UNTOUCHED = 0x12345678;

/** Regions of a few labels in patches, some of them unpainted. */
function labelsOf({ width, height, patch, seed }: Scene): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [column, row] = [Math.floor((i % width) / patch), Math.floor(i / width / patch)];
    return (column * 31 + row * 17 + column * row + seed) % 5;
  });
}

function sourceOf({ width, height }: Scene, data: Uint8Array): TiledBytes {
  const map = fromLabelMap({ width, height, data });
  return {
    tileColumns: Math.ceil(width / 256),
    stride: 256,
    hasRuns: true,
    tile: (key: number) => map.tiles.get(key),
  };
}

function axesOf(given: Scene): { columns: ViewAxis; rows: ViewAxis } {
  return {
    columns: viewAxis(given.paneWidth, given.zoom, given.centerX * given.width, given.width, 8),
    rows: viewAxis(given.paneHeight, given.zoom, given.centerY * given.height, given.height, 8),
  };
}

function lookOf({ lineWidth }: Scene): OutlineLook {
  return {
    inside: Uint32Array.from({ length: 256 }, (_, label) => (label === 0 ? 0 : 1000 + label)),
    line: Uint32Array.from({ length: 256 }, (_, label) => (label === 0 ? 0 : 2000 + label)),
    width: lineWidth,
  };
}

function paneRect({ paneWidth, paneHeight }: Scene): ScreenRect {
  return { x0: 0, y0: 0, x1: paneWidth, y1: paneHeight };
}

/** A rectangle of a size, by shares of it. */
function cutOf([a, b, c, d]: readonly number[], width: number, height: number): ScreenRect {
  const [left, right] = [a * width, b * width].map(Math.round).sort((p, q) => p - q);
  const [top, bottom] = [c * height, d * height].map(Math.round).sort((p, q) => p - q);
  return { x0: left, x1: right, y0: top, y1: bottom };
}

function draw(given: Scene, data: Uint8Array, pixels: Uint32Array, rects: readonly ScreenRect[]): Uint32Array {
  const { columns, rows } = axesOf(given);
  const target = { pixels, stride: given.paneWidth, x: 0, y: 0 };
  for (const rect of rects) sampleOutlines(target, rect, columns, rows, sourceOf(given, data), lookOf(given));
  return pixels;
}

function whole(given: Scene, data: Uint8Array): Uint32Array {
  return draw(given, data, blank(given), [paneRect(given)]);
}

function blank({ paneWidth, paneHeight }: Scene): Uint32Array {
  return new Uint32Array(paneWidth * paneHeight).fill(UNTOUCHED);
}

/** By the definition, pixel by pixel. */
function naive(given: Scene, data: Uint8Array): Uint32Array {
  const { width, height, paneWidth, paneHeight, zoom, lineWidth } = given;
  const look = lookOf(given);
  const labelAt = (x: number, y: number): number | null => {
    if (x < 0 || y < 0 || x >= paneWidth || y >= paneHeight) return null;
    const imageX = Math.floor(given.centerX * width + (x + 0.5 - paneWidth / 2) / zoom);
    const imageY = Math.floor(given.centerY * height + (y + 0.5 - paneHeight / 2) / zoom);
    return imageX < 0 || imageY < 0 || imageX >= width || imageY >= height ? null : data[imageY * width + imageX];
  };
  return Uint32Array.from({ length: paneWidth * paneHeight }, (_, i) => {
    const [x, y] = [i % paneWidth, Math.floor(i / paneWidth)];
    const own = labelAt(x, y);
    if (own === null || own === 0) return 0;
    const near = Array.from({ length: lineWidth }, (_unused, far) => [
      labelAt(x - far - 1, y),
      labelAt(x + far + 1, y),
      labelAt(x, y - far - 1),
      labelAt(x, y + far + 1),
    ]).flat();
    return (near.some((label) => label !== null && label !== own) ? look.line : look.inside)[own];
  });
}

describe('outlines of labels', () => {
  it('run along the inside of each region, one or two screen pixels wide at any zoom', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const data = labelsOf(given);
        expect(whole(given, data)).toEqual(naive(given, data));
      }),
      runs,
    );
  });

  it('drawn in pieces are the same as drawn whole, and nothing beside a piece is touched', () => {
    fc.assert(
      fc.property(scene, fc.array(shares, { minLength: 1, maxLength: 5 }), (given, cuts) => {
        const data = labelsOf(given);
        const rects = cuts.map((cut) => cutOf(cut, given.paneWidth, given.paneHeight));
        const pieces = draw(given, data, blank(given), rects);
        const wanted = whole(given, data);
        wanted.forEach((_, i) => {
          const [x, y] = [i % given.paneWidth, Math.floor(i / given.paneWidth)];
          const isDrawn = rects.some(({ x0, y0, x1, y1 }) => x >= x0 && x < x1 && y >= y0 && y < y1);
          if (!isDrawn) wanted[i] = UNTOUCHED;
        });
        expect(pieces).toEqual(wanted);
      }),
      runs,
    );
  });

  it('are right after a stroke where only the part that it touches is drawn again', () => {
    fc.assert(
      fc.property(scene, shares, fc.integer({ min: 0, max: 5 }), (given, cut, label) => {
        const data = labelsOf(given);
        const pixels = whole(given, data);
        const { x0, y0, x1, y1 } = cutOf(cut, given.width, given.height);
        for (let y = y0; y < y1; y++) data.fill(label, y * given.width + x0, y * given.width + x1);
        const { columns, rows } = axesOf(given);
        const look: LabelLook = { kind: 'outlines', ...lookOf(given) };
        const touched = touchedPart({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, 1, columns, rows, look);
        draw(given, data, pixels, touched === null ? [] : [touched]);
        expect(pixels).toEqual(whole(given, data));
      }),
      runs,
    );
  });
});
