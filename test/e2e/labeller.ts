import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import '../../src/shared/contract/client';
import { tileMapOf, toLabelMap } from '../../src/shared/labels/tile-map';
import { tileOfRuns } from '../../src/shared/labels/tile-runs';
import { CELL, MEMBRANE } from '../made/membranes';
import { besideCentres, PlainLabels, type PlainPoint } from '../made/plain-labels';
import type { Hand } from './hand';
import { imageInHand } from './image-in-hand';
import { cornersOf, outlineOf, piecesOf, setOf, skeletonOf, waysAlong, wayThrough } from './traced-labels';

/** Width of the brush along membranes, and of the one that corrects. */
const BRUSH_PX = 5;
const FINE_PX = 1;
/** Cells by polygon, and by live wire; all others are filled. */
const BY_POLYGON = 4;
const BY_WIRE = 2;
/** Pixels of such a cell at least, and the square of its outline's length as a multiple of them; of a square it is 16. */
const LEAST_CELL = 400;
const MOST_WINDING = 36;
/** How far the outline of a live wire may be from the cell's: on average, and at most. */
const WIRE_MEAN_PX = 3;
const WIRE_MOST_PX = 14;

/** Strokes that the hand is ahead of the window at most. */
const STROKES_AHEAD = 16;

/** One hand, on one image. */
export class Labeller {
  /** What is painted so far, as the tools are defined. */
  readonly #painted: PlainLabels;
  /** Of the window's brush, as the last image left it. */
  #brushPx: number;
  #wires = 0;
  #strokes = 0;

  constructor(
    private readonly page: Page,
    private readonly hand: Hand,
    private readonly meant: PlainLabels,
    brushPx: number,
  ) {
    this.#painted = new PlainLabels(meant.width, meant.height);
    this.#brushPx = brushPx;
  }

  /** @returns width of the brush that it leaves in hand */
  async label(): Promise<number> {
    const cells = piecesOf(setOf(this.meant, (at) => this.meant.data[at] === CELL)).filter((cell) =>
      this.#isRound(cell),
    );
    expect(cells.length).toBeGreaterThanOrEqual(BY_WIRE + BY_POLYGON);
    this.hand.key('2');
    for (const cell of cells.slice(0, BY_WIRE)) await this.#traceByWire(cell);
    for (const cell of cells.slice(BY_WIRE, BY_WIRE + BY_POLYGON)) await this.#drawPolygon(cell);
    await this.#compare();
    await this.#followMembranes();
    await this.#compare();
    await this.#fillCells();
    await this.#compare();
    await this.#correct();
    await this.#compare();
    expect(this.#painted.equals(this.meant.data)).toBe(true);
    return this.#brushPx;
  }

  /** Of a shape that a person would go around, not a maze between others. */
  #isRound(cell: readonly number[]): boolean {
    return cell.length > LEAST_CELL && outlineOf(cell, this.meant.width).length ** 2 < MOST_WINDING * cell.length;
  }

  /** What it paints is not known before, but that it keeps near the outline. */
  async #traceByWire(cell: readonly number[]): Promise<void> {
    const before = this.#painted.data.slice();
    this.hand.key('w');
    for (const anchor of cornersOf(outlineOf(cell, this.meant.width), 28)) this.hand.click(anchor);
    this.hand.key('Enter');
    await expect.poll(() => editsOf(this.page), { timeout: 20_000 }).toBe(++this.#wires);
    const labels = await labelsNow(this.page);
    const traced = [...labels.keys()].filter((at) => labels[at] !== before[at]);
    const { mean, most } = outlineDistance(traced, cell, this.meant.width);
    expect(mean).toBeLessThan(WIRE_MEAN_PX);
    expect(most).toBeLessThan(WIRE_MOST_PX);
    this.#painted.data.set(labels);
  }

  async #drawPolygon(cell: readonly number[]): Promise<void> {
    const corners = besideCentres(cornersOf(outlineOf(cell, this.meant.width), 14));
    this.hand.key('p');
    for (const corner of corners) this.hand.click(corner);
    this.hand.key('Enter');
    await this.hand.rest();
    this.#painted.polygon(corners, CELL);
  }

  async #followMembranes(): Promise<void> {
    this.hand.key('b');
    this.hand.key('1');
    this.#takeBrush(BRUSH_PX);
    const lines = skeletonOf(setOf(this.meant, (at) => this.meant.data[at] === MEMBRANE));
    for (const way of waysAlong(lines, 4)) await this.#stroke(way, MEMBRANE);
  }

  /** Every region of unpainted pixels that is more cell than membrane. */
  async #fillCells(): Promise<void> {
    this.hand.key('g');
    this.hand.key('2');
    for (const gap of piecesOf(setOf(this.#painted, (at) => this.#painted.data[at] === 0))) {
      const cell = gap.filter((at) => this.meant.data[at] === CELL);
      if (2 * cell.length < gap.length) continue;
      const at = { x: cell[0] % this.meant.width, y: Math.floor(cell[0] / this.meant.width) };
      this.hand.click(at);
      await this.hand.rest();
      // A click while a fill is under way is none.
      await this.page.waitForFunction(() => document.querySelector('.canvas-stage[style*=progress]') === null);
      this.#painted.fill(at.x, at.y, CELL);
    }
  }

  /** Goes once more over whatever is not as it was meant, pixel by pixel. */
  async #correct(): Promise<void> {
    this.hand.key('b');
    this.#takeBrush(FINE_PX);
    for (const label of [MEMBRANE, CELL]) {
      this.hand.key(String(label));
      const wrong = setOf(this.meant, (at) => this.meant.data[at] === label && this.#painted.data[at] !== label);
      for (const piece of piecesOf(wrong)) await this.#stroke(wayThrough(piece, this.meant.width), label);
    }
  }

  /** @param way pixels, whose middle the brush of an odd width goes through */
  async #stroke(way: readonly PlainPoint[], label: number): Promise<void> {
    this.hand.drag(way);
    this.#painted.stroke(
      way.map(({ x, y }) => ({ x: x + 0.5, y: y + 0.5 })),
      this.#brushPx,
      label,
    );
    if (++this.#strokes % STROKES_AHEAD === 0) await this.hand.rest();
  }

  /** Smaller by the steps of the key, which are of a tenth of the size. */
  #takeBrush(px: number): void {
    while (this.#brushPx !== px) {
      const isLess = px < this.#brushPx;
      this.hand.key(isLess ? '[' : ']');
      this.#brushPx += (isLess ? -1 : 1) * Math.max(1, Math.round(this.#brushPx / 10));
    }
  }

  async #compare(): Promise<void> {
    await this.hand.rest();
    // Hundreds of strokes may still be on their way.
    const saving = this.page.getByRole('status', { name: 'Saving' });
    await saving.getByText('All saved').waitFor({ timeout: 300_000 });
    const labels = await labelsNow(this.page);
    expect(this.#painted.equals(labels)).toBe(true);
  }
}

/** Edits of the image in hand that main has. */
async function editsOf(page: Page): Promise<number> {
  return page.evaluate(
    async (id) => {
      const open = await window.maskwright.request('labels.open', { id });
      return open.ok ? open.value.revision : -1;
    },
    await imageInHand(page),
  );
}

/** The labels of the image in hand as main holds them, row-major. */
async function labelsNow(page: Page): Promise<Uint8Array> {
  const { width, height, tiles } = await page.evaluate(
    async (id) => {
      const open = await window.maskwright.request('labels.open', { id });
      if (!open.ok) throw new Error(open.problem.message);
      const read = await window.maskwright.request('labels.tiles', { id, at: open.value.tiles });
      if (!read.ok) throw new Error(read.problem.message);
      return { ...open.value, tiles: read.value.tiles.map(({ data, ...at }) => ({ ...at, runs: Array.from(data) })) };
    },
    await imageInHand(page),
  );
  const read = tiles.map(({ runs, ...at }) => ({ ...at, data: tileOfRuns(Uint8Array.from(runs)) }));
  return toLabelMap(tileMapOf(width, height, read)).data;
}

/** How far the outline's pixels of one set are from those of another; pixels. */
function outlineDistance(
  traced: readonly number[],
  cell: readonly number[],
  width: number,
): { mean: number; most: number } {
  const to = edgeOf(cell, width);
  const distances = edgeOf(traced, width).map((a) => Math.min(...to.map((b) => Math.hypot(a.x - b.x, a.y - b.y))));
  const sum = distances.reduce((total, each) => total + each, 0);
  return { mean: sum / distances.length, most: Math.max(...distances) };
}

function edgeOf(pixels: readonly number[], width: number): PlainPoint[] {
  const inside = new Set(pixels);
  return pixels
    .filter((at) => [at - 1, at + 1, at - width, at + width].some((next) => !inside.has(next)))
    .map((at) => ({ x: at % width, y: Math.floor(at / width) }));
}
