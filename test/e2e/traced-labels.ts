import type { PlainLabels, PlainPoint } from '../made/plain-labels';

/** Which pixels are in a set, row-major. */
export interface PixelSet {
  width: number;
  height: number;
  /** 1 where a pixel is in it. */
  data: Uint8Array;
}

export function setOf({ width, height }: PlainLabels, isIn: (at: number) => boolean): PixelSet {
  return { width, height, data: Uint8Array.from({ length: width * height }, (_, at) => (isIn(at) ? 1 : 0)) };
}

/** The 4-connected pieces of a set, as places in its array; the largest first. */
export function piecesOf({ width, height, data }: PixelSet): number[][] {
  const left = data.slice();
  const pieces: number[][] = [];
  for (let start = left.indexOf(1); start >= 0; start = left.indexOf(1, start + 1)) {
    const piece = [start];
    left[start] = 0;
    // The list grows while it is walked.
    for (const at of piece) {
      const x = at % width;
      for (const next of [x > 0 ? at - 1 : -1, x + 1 < width ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= width * height || left[next] === 0) continue;
        left[next] = 0;
        piece.push(next);
      }
    }
    pieces.push(piece);
  }
  return pieces.sort((a, b) => b.length - a.length);
}

/** Right, down, left, up. */
const DIRECTIONS = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const;

/** The corners of the pixels along the outer outline of a piece, clockwise, a pixel apart; the piece lies to the right. */
export function outlineOf(piece: readonly number[], width: number): PlainPoint[] {
  const inside = new Set(piece);
  const has = (x: number, y: number): boolean => x >= 0 && x < width && inside.has(y * width + x);
  const first = Math.min(...piece);
  const start = { x: first % width, y: Math.floor(first / width) };
  const outline: PlainPoint[] = [];
  let { x, y } = start;
  let heading = 0;
  do {
    outline.push({ x, y });
    x += DIRECTIONS[heading].x;
    y += DIRECTIONS[heading].y;
    // The four pixels around a corner, clockwise from its lower right: the one ahead to the right, and to the left.
    const around = [has(x, y), has(x - 1, y), has(x - 1, y - 1), has(x, y - 1)];
    if (!around[heading]) heading = (heading + 1) % 4;
    else if (around[(heading + 3) % 4]) heading = (heading + 3) % 4;
  } while (x !== start.x || y !== start.y || heading !== 0);
  return outline;
}

/** Points of an outline that a hand can put down one by one: none near another, nor near the line between two. */
export function cornersOf(outline: readonly PlainPoint[], apartPx: number): PlainPoint[] {
  const corners: PlainPoint[] = [];
  for (const point of outline) {
    const isNear = corners.some((corner, index) => {
      if (Math.hypot(corner.x - point.x, corner.y - point.y) < apartPx) return true;
      return index > 0 && distanceTo(corners[index - 1], corner, point) < 0.6 * apartPx;
    });
    if (!isNear) corners.push(point);
  }
  return corners;
}

function distanceTo(from: PlainPoint, to: PlainPoint, point: PlainPoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy);
  const at = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - from.x - at * dx, point.y - from.y - at * dy);
}

/** Neighbours of a pixel from the upper one on, clockwise. */
const AROUND = [
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
] as const;

/** Thins a set to lines of a pixel (Zhang and Suen 1984). */
export function skeletonOf({ width, height, data }: PixelSet): PixelSet {
  const thin = data.slice();
  const around = (at: number): number[] => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return AROUND.map(([dx, dy]) => {
      const isOn = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
      return isOn ? thin[at + dy * width + dx] : 0;
    });
  };
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const pass of [0, 1]) {
      const gone: number[] = [];
      for (let at = thin.indexOf(1); at >= 0; at = thin.indexOf(1, at + 1)) {
        const ring = around(at);
        const count = ring.reduce((sum, each) => sum + each, 0);
        const rises = ring.filter((each, index) => each === 0 && ring[(index + 1) % 8] === 1).length;
        const [up, , right, , down, , left] = ring;
        const isOpen =
          pass === 0 ? (up & right & down) | (right & down & left) : (up & right & left) | (up & down & left);
        if (count >= 2 && count <= 6 && rises === 1 && isOpen === 0) gone.push(at);
      }
      for (const at of gone) thin[at] = 0;
      isChanged ||= gone.length > 0;
    }
  }
  return { width, height, data: thin };
}

/** Ways of a hand along lines of a pixel, a point every few pixels; each pixel is near one of them. */
export function waysAlong({ width, height, data }: PixelSet, everyPx: number): PlainPoint[][] {
  const left = data.slice();
  const ways: PlainPoint[][] = [];
  for (let start = left.indexOf(1); start >= 0; start = left.indexOf(1, start + 1)) {
    const line: PlainPoint[] = [];
    for (let at = start; at >= 0; ) {
      left[at] = 0;
      const [x, y] = [at % width, Math.floor(at / width)];
      line.push({ x, y });
      const next = AROUND.find(([dx, dy]) => {
        const isOn = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
        return isOn && left[at + dy * width + dx] === 1;
      });
      at = next === undefined ? -1 : at + next[1] * width + next[0];
    }
    ways.push(line.filter((_, index) => index % everyPx === 0 || index === line.length - 1));
  }
  return ways;
}

/** A way through all pixels of a 4-connected piece and through no other, in straight lines along rows and columns. */
export function wayThrough(piece: readonly number[], width: number): PlainPoint[] {
  const runs = runsOf(piece, width);
  const isSeen = new Set<Run>();
  const way: PlainPoint[] = [];
  const go = (x: number, y: number): void => {
    const last = way.at(-1);
    if (last?.x !== x || last.y !== y) way.push({ x, y });
  };
  /** From wherever in the run the hand is; it comes back to `x`. */
  const visit = (run: Run, x: number): void => {
    isSeen.add(run);
    go(x, run.y);
    if (run.from < x) go(run.from, run.y);
    if (run.to > x) go(run.to, run.y);
    for (const row of [run.y - 1, run.y + 1]) {
      for (const next of runs.get(row) ?? []) {
        if (isSeen.has(next) || next.to < run.from || next.from > run.to) continue;
        const across = Math.max(run.from, next.from);
        go(across, run.y);
        visit(next, across);
        go(across, run.y);
      }
    }
    go(x, run.y);
  };
  const [first] = [...runs.values()].flat();
  if (first !== undefined) visit(first, first.from);
  return way;
}

interface Run {
  y: number;
  from: number;
  /** The last pixel of it. */
  to: number;
}

function runsOf(piece: readonly number[], width: number): Map<number, Run[]> {
  const runs = new Map<number, Run[]>();
  for (const at of [...piece].sort((a, b) => a - b)) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const row = runs.get(y) ?? [];
    const last = row.at(-1);
    if (last !== undefined && last.to === x - 1) last.to = x;
    else row.push({ y, from: x, to: x });
    runs.set(y, row);
  }
  return runs;
}
