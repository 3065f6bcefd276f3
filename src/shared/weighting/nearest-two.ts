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

/** Stands for no object; squared distances are whole numbers far below it. */
const FAR = 2 ** 30;

/** A row's candidates: per column the two nearest objects of that column, 0 for none, with squared distances. */
class RowCandidates {
  readonly #near: Int32Array;
  readonly #nearSquare: Int32Array;
  readonly #next: Int32Array;
  readonly #nextSquare: Int32Array;
  /** Columns before each that have a candidate. */
  readonly #filled: Int32Array;

  constructor(
    private readonly width: number,
    private readonly reach: number,
  ) {
    this.#near = new Int32Array(width);
    this.#nearSquare = new Int32Array(width);
    this.#next = new Int32Array(width);
    this.#nextSquare = new Int32Array(width);
    this.#filled = new Int32Array(width + 1);
  }

  merge(above: ColumnState, below: ColumnState, start: number, y: number): void {
    const { width, reach } = this;
    const limit = Math.floor(reach);
    const [near, nearSquare, next, nextSquare] = [this.#near, this.#nearSquare, this.#next, this.#nextSquare];
    const filled = this.#filled;
    for (let x = 0; x < width; x++) {
      const at = start + x;
      const up = above.first[x];
      const down = below.first[at];
      const dUp = up === 0 ? FAR : y - above.firstRow[x];
      const dDown = down === 0 ? FAR : below.firstRow[at] - y;
      const isUp = dUp <= dDown;
      const a = isUp ? up : down;
      const da = isUp ? dUp : dDown;
      const b = isUp ? down : up;
      const db = isUp ? dDown : dUp;
      // The second nearest: the next one on the nearer way, or the first on the other that is not the same.
      let other = isUp ? above.second[x] : below.second[at];
      let dOther = other === 0 ? FAR : isUp ? y - above.secondRow[x] : below.secondRow[at] - y;
      if (b !== a) {
        if (db < dOther) {
          other = b;
          dOther = db;
        }
      } else {
        const b2 = isUp ? below.second[at] : above.second[x];
        const db2 = b2 === 0 ? FAR : isUp ? below.secondRow[at] - y : y - above.secondRow[x];
        if (db2 < dOther) {
          other = b2;
          dOther = db2;
        }
      }
      const isNear = da <= limit;
      near[x] = isNear ? a : 0;
      nearSquare[x] = isNear ? da * da : FAR;
      const isNext = dOther <= limit;
      next[x] = isNext ? other : 0;
      nextSquare[x] = isNext ? dOther * dOther : FAR;
      filled[x + 1] = filled[x] + (isNear ? 1 : 0);
    }
  }

  search(ids: Int32Array, out: Float32Array): void {
    const { width, reach } = this;
    const filled = this.#filled;
    // The nearer of two whose distances add up to the reach is within half of it.
    const whole = Math.floor(reach / 2);
    for (let x = 0; x < width; x++) {
      if (ids[x] !== 0) continue;
      const isNear = filled[Math.min(width, x + whole + 1)] > filled[Math.max(0, x - whole)];
      out[x] = isNear ? this.#sumAt(x) : Number.POSITIVE_INFINITY;
    }
  }

  #sumAt(x: number): number {
    const { width, reach } = this;
    const [near, nearSquare, next, nextSquare] = [this.#near, this.#nearSquare, this.#next, this.#nextSquare];
    let best = near[x];
    let bestSquare = nearSquare[x];
    let otherSquare = nextSquare[x];
    // What the second nearest may be away at most: no farther than found, nor than the sum may be.
    let limit = Math.min(otherSquare, Math.floor(reach * reach));
    const half = (reach * reach) / 4;
    const most = Math.max(x, width - 1 - x);
    for (let d = 1; d <= most; d++) {
      const across = d * d;
      if (across > limit || (across > half && bestSquare > half)) break;
      const room = limit - across;
      for (let at = x - d; at <= x + d; at += 2 * d) {
        if (at < 0 || at >= width || nearSquare[at] > room) continue;
        let id = near[at];
        let square = across + nearSquare[at];
        if (id === best) {
          if (square < bestSquare) bestSquare = square;
          id = next[at];
          square = across + nextSquare[at];
          if (square < otherSquare && id !== 0) otherSquare = square;
        } else if (square < bestSquare) {
          otherSquare = bestSquare;
          best = id;
          bestSquare = square;
          // The column's second may be the nearest so far, or a third.
          square = across + nextSquare[at];
          if (square < otherSquare && next[at] !== 0) otherSquare = square;
        } else if (square < otherSquare) otherSquare = square;
      }
      if (otherSquare < limit) limit = otherSquare;
    }
    if (bestSquare >= FAR || otherSquare >= FAR) return Number.POSITIVE_INFINITY;
    const sum = Math.sqrt(bestSquare) + Math.sqrt(otherSquare);
    return sum <= reach ? sum : Number.POSITIVE_INFINITY;
  }
}
