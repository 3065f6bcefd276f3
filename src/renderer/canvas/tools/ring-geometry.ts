import type { Point } from '../../../shared/labels/brush';

/** Index of the point nearest to `at`, at most `reach` away; null without one. Of two the later, which lies on top. */
export function nearestPoint(points: readonly Point[], at: Point, reach: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  points.forEach((point, index) => {
    const squared = squaredDistance(point, at);
    if (squared > least) return;
    least = squared;
    best = index;
  });
  return best;
}

/**
 * Index of the point that the edge nearest to `at` begins at, at most `reach` away; null without one.
 * @param isClosed whether an edge leads from the last point to the first
 */
export function nearestEdge(points: readonly Point[], isClosed: boolean, at: Point, reach: number): number | null {
  let best: number | null = null;
  let least = reach * reach;
  const edges = isClosed && points.length > 2 ? points.length : points.length - 1;
  for (let index = 0; index < edges; index++) {
    const squared = squaredDistance(onSegment(points[index], points[(index + 1) % points.length], at), at);
    if (squared > least) continue;
    least = squared;
    best = index;
  }
  return best;
}

/** The point of the segment that is nearest to `at`. */
export function onSegment(a: Point, b: Point, at: Point): Point {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - a.x) * dx + (at.y - a.y) * dy) / squared));
  return { x: a.x + share * dx, y: a.y + share * dy };
}

/** `to` turned about `from` to the nearest multiple of 45 degrees, as far away as it comes along that direction. */
export function constrainedTo45(from: Point, to: Point): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const eighth = Math.round(Math.atan2(dy, dx) / (Math.PI / 4));
  const x = Math.sign(Math.round(Math.cos((eighth * Math.PI) / 4) * 2));
  const y = Math.sign(Math.round(Math.sin((eighth * Math.PI) / 4) * 2));
  const along = (dx * x + dy * y) / (x * x + y * y);
  return { x: from.x + along * x, y: from.y + along * y };
}

/**
 * The points that keep the line within `tolerance` of all of them (Douglas and Peucker 1973); first and last stay.
 * Without recursion: a lasso can have tens of thousands.
 */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  if (points.length < 3) return [...points];
  const isKept = new Uint8Array(points.length);
  isKept[0] = 1;
  isKept[points.length - 1] = 1;
  const parts = [[0, points.length - 1]];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const [first, last] = part;
    let worst = tolerance * tolerance;
    let at = -1;
    for (let i = first + 1; i < last; i++) {
      const squared = squaredDistance(onSegment(points[first], points[last], points[i]), points[i]);
      if (squared <= worst) continue;
      worst = squared;
      at = i;
    }
    if (at < 0) continue;
    isKept[at] = 1;
    parts.push([first, at], [at, last]);
  }
  return points.filter((_, index) => isKept[index] === 1);
}

/**
 * Where a stroke closes on itself: the part of its way from the point that its end has come back to. Null where it has
 * not: the end is nowhere within `reach` of a place that lies more than `leastWay` back along the way.
 */
export function closedLoop(way: readonly Point[], reach: number, leastWay: number): Point[] | null {
  const end = way.at(-1);
  if (end === undefined) return null;
  let walked = 0;
  let best: number | null = null;
  for (let index = way.length - 2; index >= 0; index--) {
    walked += Math.sqrt(squaredDistance(way[index], way[index + 1]));
    if (walked > leastWay && squaredDistance(onSegment(way[index], way[index + 1], end), end) <= reach * reach) {
      best = index;
    }
  }
  return best === null ? null : way.slice(best);
}

/** The whole pixels that points lie in and between. */
export function boundsOf(points: readonly Point[]): { x: number; y: number; width: number; height: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const x = Math.floor(left);
  const y = Math.floor(top);
  return { x, y, width: Math.ceil(right) - x, height: Math.ceil(bottom) - y };
}

export function squaredDistance(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}

/** The point itself on an image, beside it the middle of the pixel at the edge, on each axis of its own. */
export function nearestPixel({ width, height }: { width: number; height: number }, { x, y }: Point): Point {
  return { x: Math.min(width - 0.5, Math.max(0.5, x)), y: Math.min(height - 0.5, Math.max(0.5, y)) };
}
