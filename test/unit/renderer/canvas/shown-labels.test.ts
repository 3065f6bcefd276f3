import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabelLook, touchedPart } from '../../../../src/renderer/canvas/label-look';
import { sampleOutlines } from '../../../../src/renderer/canvas/outline-sampling';
import { type ScreenRect, sample, type TiledBytes } from '../../../../src/renderer/canvas/sampling';
import { ShownLabels } from '../../../../src/renderer/canvas/shown-labels';
import { type ViewAxis, viewAxis } from '../../../../src/renderer/canvas/view-axis';

const runs =
  process.env.MASKWRIGHT_SOAK === '1' ? { seed: Date.now() % 2 ** 31, numRuns: 1500 } : { seed: 5, numRuns: 120 };

const TILE = 256;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const scene = fc.record({
  width: fc.integer({ min: 1, max: 600 }),
  height: fc.integer({ min: 1, max: 400 }),
  paneWidth: fc.integer({ min: 1, max: 120 }),
  paneHeight: fc.integer({ min: 1, max: 90 }),
  zoom: fc.oneof(
    fc.constantFrom(1, 4, 0.25),
    fc.double({ min: 0.2, max: 1, noNaN: true }),
    fc.double({ min: 1, max: 20, noNaN: true }),
  ),
  centerX: share,
  centerY: share,
  side: fc.constantFrom(16, 40, 64),
  look: fc.constantFrom<'fill' | 1 | 2>('fill', 1, 2),
  /** Where the tiles begin in their memory. */
  shift: fc.constantFrom(0, 0, 3),
  seed: fc.nat({ max: 1000 }),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** A rectangle of one label in the part that is seen, or in all of the image. */
const painting = fc.record({
  x: share,
  y: share,
  width: share,
  height: share,
  label: fc.nat({ max: 3 }),
  isInView: fc.boolean(),
});
type Painting = typeof painting extends fc.Arbitrary<infer T> ? T : never;

/** A label map in tiles that are painted on in place; the first row of tiles begins with an empty one. */
class Labels implements TiledBytes {
  readonly tileColumns: number;
  readonly stride = TILE;
  readonly hasRuns = true;
  private readonly tiles = new Map<number, Uint8Array>();

  constructor(private readonly given: Pick<Scene, 'width' | 'height' | 'shift' | 'seed'>) {
    this.tileColumns = Math.ceil(given.width / TILE);
    for (let y = 0; y < given.height; y++) {
      for (let x = 0; x < given.width; x++) {
        if (x >= TILE || y >= TILE) this.set(x, y, (Math.floor(x / 9) * 31 + Math.floor(y / 7) * 17 + given.seed) % 4);
      }
    }
  }

  tile(key: number): Uint8Array | undefined {
    return this.tiles.get(key);
  }

  set(x: number, y: number, label: number): void {
    const key = (y >> 8) * this.tileColumns + (x >> 8);
    const { shift } = this.given;
    const tile = this.tiles.get(key) ?? new Uint8Array(new ArrayBuffer(TILE * TILE + shift), shift);
    this.tiles.set(key, tile);
    tile[((y & 255) << 8) | (x & 255)] = label;
  }
}

/** A pane of canvases, drawn as the grid draws them. */
class Pane {
  readonly columns: ViewAxis;
  readonly rows: ViewAxis;
  readonly pixels: Uint32Array;
  private readonly look: LabelLook;
  private readonly canvases: { shown: ShownLabels; rect: ScreenRect }[] = [];

  constructor(
    private readonly given: Scene,
    private readonly labels: Labels,
  ) {
    const { paneWidth, paneHeight, zoom, centerX, centerY, width, height, side, look } = given;
    this.columns = viewAxis(paneWidth, zoom, centerX * width, width, 8);
    this.rows = viewAxis(paneHeight, zoom, centerY * height, height, 8);
    const table = Uint32Array.from({ length: 256 }, (_, label) => label * 1000);
    const line = table.map((color) => color + 1);
    this.look = look === 'fill' ? { kind: 'fill', table } : { kind: 'outlines', inside: table, line, width: look };
    this.pixels = new Uint32Array(paneWidth * paneHeight);
    for (let y = 0; y < paneHeight; y += side) {
      for (let x = 0; x < paneWidth; x += side) {
        const rect = { x0: x, y0: y, x1: Math.min(paneWidth, x + side), y1: Math.min(paneHeight, y + side) };
        this.canvases.push({ shown: new ShownLabels(x, y, side), rect });
      }
    }
  }

  drawWhole(): Uint32Array {
    for (const { shown, rect } of this.canvases) {
      shown.forget();
      this.draw(rect);
    }
    return this.pixels;
  }

  /** Draws what looks different after labels of a rectangle of the image were painted; returns those parts. */
  drawChanged(painted: { x: number; y: number; width: number; height: number }): ScreenRect[] {
    const { columns, rows, look } = this;
    const touched = touchedPart(painted, 1, columns, rows, look);
    if (touched === null) return [];
    const parts = this.canvases.flatMap(({ shown, rect }) => {
      const x0 = Math.max(rect.x0, touched.x0);
      const y0 = Math.max(rect.y0, touched.y0);
      const x1 = Math.min(rect.x1, touched.x1);
      const y1 = Math.min(rect.y1, touched.y1);
      if (x0 >= x1 || y0 >= y1) return [];
      const reach = look.kind === 'fill' ? 0 : look.width;
      const part = shown.changed({ x0, y0, x1, y1 }, reach, columns, rows, this.labels);
      return part === null ? [] : [part];
    });
    for (const part of parts) this.draw(part);
    return parts;
  }

  private draw(rect: ScreenRect): void {
    const { columns, rows, labels, look } = this;
    const target = { pixels: this.pixels, stride: this.given.paneWidth, x: 0, y: 0 };
    if (look.kind === 'fill') sample(target, rect, columns, rows, labels, look.table);
    else sampleOutlines(target, rect, columns, rows, labels, look);
  }
}

/** Paints; returns the rectangle. */
function paint(labels: Labels, given: Scene, { x, y, width, height, label, isInView }: Painting) {
  const [seenWidth, seenHeight] = [given.paneWidth / given.zoom, given.paneHeight / given.zoom];
  const within = (at: number, seen: number, center: number, all: number): number => {
    const place = isInView ? center * all + (at - 0.5) * seen : at * all;
    return Math.min(all - 1, Math.max(0, Math.floor(place)));
  };
  const left = within(x, seenWidth, given.centerX, given.width);
  const top = within(y, seenHeight, given.centerY, given.height);
  const right = Math.min(given.width, left + 1 + Math.floor((width * seenWidth) / 2));
  const bottom = Math.min(given.height, top + 1 + Math.floor((height * seenHeight) / 2));
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) labels.set(column, row, label);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A view of the middle of a 512 x 512 map, one canvas, that has been painted on once. */
function paintedOnce(zoom: number): { pane: Pane; labels: Labels; paintPixel: (label: number) => ScreenRect[] } {
  const given: Scene = {
    ...{ width: 512, height: 512, paneWidth: 64, paneHeight: 64, zoom, centerX: 387 / 512, centerY: 0.75, side: 64 },
    ...{ look: 'fill' as const, shift: 0, seed: 0 },
  };
  const labels = new Labels(given);
  const pane = new Pane(given, labels);
  pane.drawWhole();
  const paintPixel = (label: number): ScreenRect[] => {
    labels.set(386, 385, label);
    // A brush tells of all that lies under it.
    return pane.drawChanged({ x: 200, y: 200, width: 300, height: 300 });
  };
  paintPixel(1);
  return { pane, labels, paintPixel };
}

describe('the labels that a canvas shows', () => {
  it('say enough of what changed that drawing only that is the same as drawing all anew', () => {
    fc.assert(
      fc.property(scene, fc.array(painting, { minLength: 1, maxLength: 6 }), (given, paintings) => {
        const labels = new Labels(given);
        const pane = new Pane(given, labels);
        pane.drawWhole();
        for (const each of paintings) {
          pane.drawChanged(paint(labels, given, each));
          expect(pane.pixels).toEqual(new Pane(given, labels).drawWhole());
        }
      }),
      runs,
    );
  });

  it('have not changed where what is painted holds its label already', () => {
    fc.assert(
      fc.property(scene, painting, (given, each) => {
        const labels = new Labels(given);
        const pane = new Pane(given, labels);
        pane.drawChanged(paint(labels, given, each));
        expect(pane.drawChanged(paint(labels, given, each))).toEqual([]);
      }),
      runs,
    );
  });

  it.each([
    { zoom: 0.5, width: 1, height: 1 },
    { zoom: 1, width: 4, height: 1 },
    { zoom: 4, width: 16, height: 4 },
  ])('change in no more than the four around a single one, at $zoom', ({ zoom, width, height }) => {
    const { paintPixel } = paintedOnce(zoom);
    const [part, ...others] = paintPixel(2);
    expect(others).toEqual([]);
    expect(part.x1 - part.x0).toBeLessThanOrEqual(width);
    expect(part.y1 - part.y0).toBe(height);
  });

  it('are read anew after a forgotten view', () => {
    const { pane, labels, paintPixel } = paintedOnce(1);
    labels.set(386, 385, 3);
    pane.drawWhole();
    expect(paintPixel(3)).toEqual([{ x0: 0, y0: 0, x1: 64, y1: 64 }]);
    expect(paintPixel(3)).toEqual([]);
  });
});
