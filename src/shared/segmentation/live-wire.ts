import type { Point } from '../labels/brush';
import { type EdgeField, MAX_STEP_COST, stepX, stepY } from './edge-field';

/** A power of two above the largest step: the costs that wait at one time never span more. */
const BUCKETS = 2 * MAX_STEP_COST;
const NONE = -1;
const SETTLED = 8;
/** Pixels between two looks at the clock. */
const PIXELS_A_LOOK = 512;

/**
 * The cheapest 8-connected way from an anchor to any pixel, over the costs of an edge field (Mortensen & Barrett 1995:
 * Dijkstra with a bucket queue, Dial 1969). It is found outward from the anchor, only as far as was asked for, and goes
 * on from there when more is asked. Points are pixel centres in the image's coordinates.
 */
export class LiveWire {
  readonly #field: EdgeField;
  /** Cost of the way so far plus 1; 0: not met. */
  readonly #costs: Int32Array;
  /** The step that led here, and 8 where no cheaper way can come any more. */
  readonly #ways: Uint8Array;
  readonly #queue = new BucketQueue();
  #anchor = NONE;
  /** Rows that hold anything of the anchor's. */
  #top = 0;
  #bottom = NONE;

  /** Arrays of 5 bytes a pixel of the field; the system gives their pages when they are first used. */
  constructor(field: EdgeField) {
    this.#field = field;
    this.#costs = new Int32Array(field.width * field.height);
    this.#ways = new Uint8Array(field.width * field.height);
  }

  /** Begins anew from a pixel; one outside the field is moved to its edge. */
  setAnchor(x: number, y: number): void {
    const { width } = this.#field;
    if (this.#bottom >= this.#top) {
      this.#costs.fill(0, this.#top * width, (this.#bottom + 1) * width);
      this.#ways.fill(0, this.#top * width, (this.#bottom + 1) * width);
    }
    this.#anchor = this.#placeOf(x, y);
    this.#top = Math.floor(this.#anchor / width);
    this.#bottom = this.#top;
    this.#queue.clear();
    this.#costs[this.#anchor] = 1;
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
    while (this.#ways[target] < SETTLED) {
      for (let i = 0; i < PIXELS_A_LOOK && this.#ways[target] < SETTLED; i++) if (!this.#settleNext()) return false;
      if (performance.now() >= endMs) break;
    }
    return this.#ways[target] >= SETTLED;
  }

  /** The way from the anchor to a pixel, both included; null where it is not known yet. */
  pathTo(x: number, y: number): Point[] | null {
    if (this.#anchor === NONE) return null;
    const target = this.#placeOf(x, y);
    return this.#ways[target] < SETTLED ? null : this.#wayTo(target);
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
      if (this.#ways[row * width + column] >= SETTLED)
        return [...this.#wayTo(row * width + column), ...straight.reverse()];
      straight.push(this.#pointOf(row * width + column));
    }
    return [this.#pointOf(this.#anchor), ...straight.reverse()];
  }

  /** Takes the cheapest pixel that waits and offers its way to its neighbours; false where none waits. */
  #settleNext(): boolean {
    const { width, height } = this.#field;
    const costs = this.#costs;
    const ways = this.#ways;
    let at = this.#queue.pop();
    // A pixel waits once for each way that was the cheapest so far: the first to come out counts.
    while (at !== NONE && ways[at] >= SETTLED) at = this.#queue.pop();
    if (at === NONE) return false;
    const cost = costs[at];
    ways[at] |= SETTLED;
    const column = at % width;
    const row = (at - column) / width;
    this.#field.prepare(column, row);
    if (row > 0 && row <= this.#top) this.#top = row - 1;
    if (row + 1 < height && row >= this.#bottom) this.#bottom = row + 1;
    for (let step = 0; step < 8; step++) {
      const x = column + stepX[step];
      const y = row + stepY[step];
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const next = y * width + x;
      if (ways[next] >= SETTLED) continue;
      const offered = cost + this.#field.cost(at, next, step);
      if (costs[next] !== 0 && costs[next] <= offered) continue;
      costs[next] = offered;
      ways[next] = step;
      this.#queue.push(next, offered - 1);
    }
    return true;
  }

  #wayTo(target: number): Point[] {
    const { width } = this.#field;
    const points = [this.#pointOf(target)];
    for (let at = target; at !== this.#anchor; ) {
      const step = this.#ways[at] & 7;
      at -= stepY[step] * width + stepX[step];
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
