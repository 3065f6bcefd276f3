import type { Point } from '../labels/brush';
import { type EdgeField, MAX_STEP_COST, stepX, stepY } from './edge-field';

/** A power of two above the largest step: the costs that wait at one time never span more. */
const BUCKETS = 2 * MAX_STEP_COST;
const NONE = -1;
const SETTLED = 8;
const COST_SHIFT = 4;
/** Pixels between two looks at the clock. */
const PIXELS_A_LOOK = 512;

/**
 * The cheapest 8-connected way from an anchor to any pixel, over the costs of an edge field (Mortensen & Barrett 1995:
 * Dijkstra with a bucket queue, Dial 1969). It is found outward from the anchor, only as far as was asked for, and goes
 * on from there when more is asked. Points are pixel centres in the image's coordinates.
 */
export class LiveWire {
  readonly #field: EdgeField;
  /**
   * 0 where not met. Else in bits 0 to 2 the step that led here, in bit 3 whether no cheaper way can come any more, and
   * above the cost of the way plus 1: one number, since the search jumps about and each array is another line of cache.
   */
  readonly #ways: Int32Array;
  readonly #queue = new BucketQueue();
  /** From a pixel's place to those of its neighbours. */
  readonly #offsets: Int32Array;
  #anchor = NONE;
  /** Rows that hold anything of the anchor's. */
  #top = 0;
  #bottom = NONE;

  /** Holds 4 bytes a pixel of the field, of which the system gives the pages when they are first used. */
  constructor(field: EdgeField) {
    this.#field = field;
    this.#ways = new Int32Array(field.width * field.height);
    this.#offsets = Int32Array.from(stepX, (dx, step) => stepY[step] * field.width + dx);
  }

  /** Begins anew from a pixel; one outside the field is moved to its edge. */
  setAnchor(x: number, y: number): void {
    const { width } = this.#field;
    if (this.#bottom >= this.#top) {
      this.#ways.fill(0, this.#top * width, (this.#bottom + 1) * width);
    }
    this.#anchor = this.#placeOf(x, y);
    this.#top = Math.floor(this.#anchor / width);
    this.#bottom = this.#top;
    this.#queue.clear();
    this.#ways[this.#anchor] = 1 << COST_SHIFT;
    this.#queue.push(this.#anchor, 0);
  }

  /**
   * Looks for the way to a pixel for at most about that long.
   * @returns whether it is known now; if not, ask again to go on
   */
  extendTo(x: number, y: number, budgetMs: number): boolean {
    if (this.#anchor === NONE) return false;
    const target = this.#placeOf(x, y);
    const endMs = performance.now() + budgetMs;
    while (!this.#isSettled(target)) {
      for (let i = 0; i < PIXELS_A_LOOK && !this.#isSettled(target); i++) if (!this.#settleNext()) return false;
      if (performance.now() >= endMs) break;
    }
    return this.#isSettled(target);
  }

  /**
   * The way to a pixel, or, where it is not known yet, the way to the known pixel that is nearest on the straight line
   * to the anchor, and straight on from there. For showing while `extendTo` goes on.
   */
  previewTo(x: number, y: number): Point[] {
    if (this.#anchor === NONE) return [];
    const { width } = this.#field;
    const target = this.#placeOf(x, y);
    const dx = (this.#anchor % width) - (target % width);
    const dy = Math.floor(this.#anchor / width) - Math.floor(target / width);
    const steps = Math.max(1, Math.abs(dx), Math.abs(dy));
    const straight: Point[] = [];
    for (let i = 0; i < steps; i++) {
      const column = (target % width) + Math.round((i / steps) * dx);
      const row = Math.floor(target / width) + Math.round((i / steps) * dy);
      if (this.#isSettled(row * width + column)) return [...this.#wayTo(row * width + column), ...straight.reverse()];
      straight.push(this.#pointOf(row * width + column));
    }
    return [this.#pointOf(this.#anchor), ...straight.reverse()];
  }

  /** Takes the cheapest pixel that waits and offers its way to its neighbours; false where none waits. */
  #settleNext(): boolean {
    const field = this.#field;
    const { width, height } = field;
    const ways = this.#ways;
    let at = this.#queue.pop();
    // A pixel waits once for each way that was the cheapest so far: the first to come out counts.
    while (at !== NONE && (ways[at] & SETTLED) !== 0) at = this.#queue.pop();
    if (at === NONE) return false;
    const cost = ways[at] >> COST_SHIFT;
    ways[at] |= SETTLED;
    const column = at % width;
    const row = (at - column) / width;
    field.prepare(column, row);
    if (row > 0 && row <= this.#top) this.#top = row - 1;
    if (row + 1 < height && row >= this.#bottom) this.#bottom = row + 1;
    const isInside = column > 0 && row > 0 && column < width - 1 && row < height - 1;
    for (let step = 0; step < 8; step++) {
      if (!isInside && !isStepInside(column + stepX[step], row + stepY[step], width, height)) continue;
      const next = at + this.#offsets[step];
      const known = ways[next];
      if ((known & SETTLED) !== 0) continue;
      const offered = cost + field.cost(at, next, step);
      if (known !== 0 && known >> COST_SHIFT <= offered) continue;
      ways[next] = (offered << COST_SHIFT) | step;
      this.#queue.push(next, offered - 1);
    }
    return true;
  }

  #isSettled(at: number): boolean {
    return (this.#ways[at] & SETTLED) !== 0;
  }

  #wayTo(target: number): Point[] {
    const points = [this.#pointOf(target)];
    for (let at = target; at !== this.#anchor; ) {
      const step = this.#ways[at] & 7;
      at -= this.#offsets[step];
      points.push(this.#pointOf(at));
    }
    return points.reverse();
  }

  #pointOf(at: number): Point {
    const { x, y, width } = this.#field;
    return { x: x + (at % width) + 0.5, y: y + Math.floor(at / width) + 0.5 };
  }

  #placeOf(x: number, y: number): number {
    const { width, height } = this.#field;
    const column = Math.max(0, Math.min(width - 1, Math.floor(x) - this.#field.x));
    const row = Math.max(0, Math.min(height - 1, Math.floor(y) - this.#field.y));
    return row * width + column;
  }
}

function isStepInside(x: number, y: number, width: number, height: number): boolean {
  return x >= 0 && y >= 0 && x < width && y < height;
}

/** Pixels in the order of whole costs; what goes in is never cheaper than what came out, nor dearer by a step or more. */
class BucketQueue {
  readonly #heads = new Int32Array(BUCKETS).fill(NONE);
  #pixels = new Int32Array(1024);
  #links = new Int32Array(1024);
  #used = 0;
  #free = NONE;
  #waiting = 0;
  #cost = 0;

  clear(): void {
    this.#heads.fill(NONE);
    this.#used = 0;
    this.#free = NONE;
    this.#waiting = 0;
    this.#cost = 0;
  }

  push(pixel: number, cost: number): void {
    let entry = this.#free;
    if (entry !== NONE) this.#free = this.#links[entry];
    else {
      entry = this.#used++;
      if (entry === this.#pixels.length) this.#enlarge();
    }
    const bucket = cost & (BUCKETS - 1);
    this.#pixels[entry] = pixel;
    this.#links[entry] = this.#heads[bucket];
    this.#heads[bucket] = entry;
    this.#waiting++;
  }

  pop(): number {
    if (this.#waiting === 0) return NONE;
    while (this.#heads[this.#cost & (BUCKETS - 1)] === NONE) this.#cost++;
    const bucket = this.#cost & (BUCKETS - 1);
    const entry = this.#heads[bucket];
    this.#heads[bucket] = this.#links[entry];
    this.#links[entry] = this.#free;
    this.#free = entry;
    this.#waiting--;
    return this.#pixels[entry];
  }

  #enlarge(): void {
    const [pixels, links] = [new Int32Array(2 * this.#used), new Int32Array(2 * this.#used)];
    pixels.set(this.#pixels);
    links.set(this.#links);
    this.#pixels = pixels;
    this.#links = links;
  }
}
