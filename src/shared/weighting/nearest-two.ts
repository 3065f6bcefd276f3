import type { FloatMap } from '../images/pixels';
import type { ObjectMap } from './objects';

/**
 * The exact Euclidean distance of each pixel to its nearest object plus that to its second nearest one. Separable: of
 * the two nearest objects each has its nearest pixel in some column, and is one of that column's two nearest as well;
 * so the two nearest of every column, and then the best two along the row, are enough.
 *
 * @param reach sums above it, pixels, are not looked for: a search ends there
 * @returns [H,W] in pixels; 0 inside objects, Infinity where the sum is beyond `reach` or there is no second object
 */
export function nearestTwoSum(objects: ObjectMap, reach: number): FloatMap {
  const { width, height, ids, count } = objects;
  const data = new Float32Array(width * height);
  if (count < 2) {
    for (let p = 0; p < data.length; p++) data[p] = ids[p] === 0 ? Number.POSITIVE_INFINITY : 0;
    return { width, height, data };
  }
  const below = scanUp(objects);
  const above = new ColumnState(width);
  const row = new RowCandidates(width, reach);
  for (let y = 0; y < height; y++) {
    above.take(ids, y * width, y);
    row.merge(above, below, y * width, y);
    row.search(ids.subarray(y * width, (y + 1) * width), data.subarray(y * width, (y + 1) * width));
  }
  return { width, height, data };
}

/** The two objects seen last in each column, with the rows where they were seen. */
class ColumnState {
  readonly first: Int32Array;
  readonly firstRow: Int32Array;
  readonly second: Int32Array;
  readonly secondRow: Int32Array;

  constructor(size: number) {
    this.first = new Int32Array(size);
    this.firstRow = new Int32Array(size);
    this.second = new Int32Array(size);
    this.secondRow = new Int32Array(size);
  }

  take(ids: Int32Array, start: number, y: number): void {
    const { first, firstRow, second, secondRow } = this;
    for (let x = 0; x < first.length; x++) {
      const id = ids[start + x];
      if (id === 0) continue;
      if (id !== first[x]) {
        second[x] = first[x];
        secondRow[x] = firstRow[x];
        first[x] = id;
      }
      firstRow[x] = y;
    }
  }
}

/** What each pixel sees below itself in its column, itself included. */
function scanUp({ width, height, ids }: ObjectMap): ColumnState {
  const all = new ColumnState(width * height);
  const state = new ColumnState(width);
  for (let y = height - 1; y >= 0; y--) {
    state.take(ids, y * width, y);
    all.first.set(state.first, y * width);
    all.firstRow.set(state.firstRow, y * width);
    all.second.set(state.second, y * width);
    all.secondRow.set(state.secondRow, y * width);
  }
  return all;
}

/** A row's candidates: per column the two nearest objects of that column, 0 for none, with squared distances. */
class RowCandidates {
  readonly #near: Int32Array;
  readonly #nearSquare: Float64Array;
  readonly #next: Int32Array;
  readonly #nextSquare: Float64Array;
  /** Columns before each that have a candidate. */
  readonly #filled: Int32Array;

  constructor(
    private readonly width: number,
    private readonly reach: number,
  ) {
    this.#near = new Int32Array(width);
    this.#nearSquare = new Float64Array(width);
    this.#next = new Int32Array(width);
    this.#nextSquare = new Float64Array(width);
    this.#filled = new Int32Array(width + 1);
  }

  merge(above: ColumnState, below: ColumnState, start: number, y: number): void {
    const limit = this.reach * this.reach;
    for (let x = 0; x < this.width; x++) {
      const at = start + x;
      this.#near[x] = 0;
      this.#next[x] = 0;
      this.#nearSquare[x] = Number.POSITIVE_INFINITY;
      this.#nextSquare[x] = Number.POSITIVE_INFINITY;
      this.#offer(x, above.first[x], (y - above.firstRow[x]) ** 2, limit);
      this.#offer(x, below.first[at], (below.firstRow[at] - y) ** 2, limit);
      this.#offer(x, above.second[x], (y - above.secondRow[x]) ** 2, limit);
      this.#offer(x, below.second[at], (below.secondRow[at] - y) ** 2, limit);
      this.#filled[x + 1] = this.#filled[x] + (this.#near[x] === 0 ? 0 : 1);
    }
  }

  search(ids: Int32Array, out: Float32Array): void {
    const { width, reach } = this;
    const filled = this.#filled;
    const whole = Math.floor(reach);
    for (let x = 0; x < width; x++) {
      if (ids[x] !== 0) continue;
      const isNear = filled[Math.min(width, x + whole + 1)] > filled[Math.max(0, x - whole)];
      out[x] = isNear ? this.#sumAt(x) : Number.POSITIVE_INFINITY;
    }
  }

  #offer(x: number, id: number, square: number, limit: number): void {
    if (id === 0 || square > limit) return;
    if (id === this.#near[x]) this.#nearSquare[x] = Math.min(this.#nearSquare[x], square);
    else if (square < this.#nearSquare[x]) {
      this.#next[x] = this.#near[x];
      this.#nextSquare[x] = this.#nearSquare[x];
      this.#near[x] = id;
      this.#nearSquare[x] = square;
    } else if (square < this.#nextSquare[x]) {
      this.#next[x] = id;
      this.#nextSquare[x] = square;
    }
  }

  #sumAt(x: number): number {
    const { width, reach } = this;
    const near = this.#near;
    const nearSquare = this.#nearSquare;
    const next = this.#next;
    const nextSquare = this.#nextSquare;
    let best = 0;
    let bestSquare = Number.POSITIVE_INFINITY;
    let otherSquare = Number.POSITIVE_INFINITY;
    // What the second nearest may be away at most, given the nearest so far.
    let limit = reach * reach;
    const most = Math.max(x, width - 1 - x);
    for (let d = 0; d <= most; d++) {
      const across = d * d;
      if (across > limit) break;
      for (let side = 0; side < (d === 0 ? 1 : 2); side++) {
        const at = side === 0 ? x - d : x + d;
        if (at < 0 || at >= width || near[at] === 0) continue;
        if (across + nearSquare[at] > limit) continue;
        for (let k = 0; k < 2; k++) {
          const id = k === 0 ? near[at] : next[at];
          const square = across + (k === 0 ? nearSquare[at] : nextSquare[at]);
          if (id === 0 || square >= otherSquare) break;
          if (id === best) {
            if (square < bestSquare) bestSquare = square;
          } else if (square < bestSquare) {
            otherSquare = bestSquare;
            best = id;
            bestSquare = square;
          } else otherSquare = square;
        }
        if (otherSquare < limit) limit = otherSquare;
      }
    }
    const sum = Math.sqrt(bestSquare) + Math.sqrt(otherSquare);
    return sum <= reach ? sum : Number.POSITIVE_INFINITY;
  }
}
