/**
 * Connected pieces (by edges) of equal values become regions of their own, or part of the one before them where they are
 * too small. By runs of a row with union-find (Rosenfeld & Pfaltz 1966): most pixels are looked at once.
 * @param values row-major, rows of `width`
 * @param leastArea pixels that a region has, but the first one
 * @returns the region of each pixel, 0 .. count - 1 in the order of their first pixels
 */
export function connectedPieces(
  values: Int32Array,
  width: number,
  leastArea: number,
): { ids: Int32Array; count: number } {
  const runs = runsOf(values, width);
  const { starts, parents } = runs;
  const areas = new Int32Array(runs.count);
  for (let run = 0; run < runs.count; run++) areas[rootOf(parents, run)] += starts[run + 1] - starts[run];
  const ids = new Int32Array(values.length);
  const idOfRun = new Int32Array(runs.count);
  let count = 0;
  // First runs of the row and of the row above it.
  let first = 0;
  let firstAbove = 0;
  for (let run = 0; run < runs.count; run++) {
    const start = starts[run];
    const isFirst = start % width === 0;
    if (isFirst) [firstAbove, first] = [first, run];
    const root = rootOf(parents, run);
    // What lies to the left, or above, is done: only the very first piece has neither.
    if (root < run) idOfRun[run] = idOfRun[root];
    else if (areas[run] >= leastArea || run === 0) idOfRun[run] = count++;
    else idOfRun[run] = idOfRun[isFirst ? firstAbove : run - 1];
    // Runs are short where an image is grainy: a call of `fill` takes longer.
    const id = idOfRun[run];
    for (let at = start; at < starts[run + 1]; at++) ids[at] = id;
  }
  return { ids, count };
}

interface Runs {
  count: number;
  /** Place of each one's first pixel; one more for the end. */
  starts: Int32Array;
  /** A run of the same piece that is not after it: itself in the piece's first run. */
  parents: Int32Array;
}

function runsOf(values: Int32Array, width: number): Runs {
  // As many as there are pixels at most; memory that is not touched costs nothing.
  const starts = new Int32Array(values.length + 1);
  const parents = new Int32Array(values.length);
  let count = 0;
  // Of the row above, the first run that may touch the next of this row.
  let above = 0;
  for (let line = 0; line < values.length; line += width) {
    const firstOfRow = count;
    const rowEnd = line + width;
    for (let start = line; start < rowEnd; ) {
      const value = values[start];
      let end = start + 1;
      while (end < rowEnd && values[end] === value) end++;
      starts[count] = start;
      parents[count] = count;
      for (; above < firstOfRow && starts[above] + width < end; above++) {
        if (values[starts[above]] === value) join(parents, above, count);
        // What reaches further may touch the next run as well.
        if (starts[above + 1] + width > end) break;
      }
      count++;
      start = end;
    }
    starts[count] = rowEnd;
    above = firstOfRow;
  }
  return { count, starts, parents };
}

function rootOf(parents: Int32Array, run: number): number {
  let at = run;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}

function join(parents: Int32Array, one: number, other: number): void {
  const a = rootOf(parents, one);
  const b = rootOf(parents, other);
  if (a < b) parents[b] = a;
  else parents[a] = b;
}
