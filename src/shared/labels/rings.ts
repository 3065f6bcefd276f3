import type { Point } from './brush';

/** Corners of the rectangle between two opposite points, image pixels. */
export function rectangleRing(a: Point, b: Point): Point[] {
  const [left, right] = a.x < b.x ? [a.x, b.x] : [b.x, a.x];
  const [top, bottom] = a.y < b.y ? [a.y, b.y] : [b.y, a.y];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

/**
 * The outline, along pixel borders, of the pixels of an ellipse: those whose centres satisfy
 * `((x - cx) / rx)^2 + ((y - cy) / ry)^2 <= 1`. Filled as a polygon it is exactly these pixels.
 * @param a @param b opposite corners of the rectangle around it, image pixels
 * @returns no corners where no pixel's centre is inside
 */
export function ellipseRing(a: Point, b: Point): Point[] {
  const left: Point[] = [];
  const right: Point[] = [];
  const radiusY = Math.abs(b.y - a.y) / 2;
  const centreY = (a.y + b.y) / 2;
  for (let row = Math.floor(centreY - radiusY); row < Math.ceil(centreY + radiusY); row++) {
    const span = ellipseRow(a, b, row + 0.5);
    if (span === null) continue;
    left.push({ x: span[0], y: row }, { x: span[0], y: row + 1 });
    right.push({ x: span[1], y: row }, { x: span[1], y: row + 1 });
  }
  return [...right, ...left.reverse()];
}

/** Whether the point lies in the ellipse within the rectangle between two corners. */
export function isInsideEllipse(a: Point, b: Point, x: number, y: number): boolean {
  const dx = (2 * x - a.x - b.x) / (b.x - a.x);
  const dy = (2 * y - a.y - b.y) / (b.y - a.y);
  return dx * dx + dy * dy <= 1;
}

/** First pixel, and the one after the last, of which the centres at height y lie inside. */
function ellipseRow(a: Point, b: Point, y: number): [number, number] | null {
  const dy = (2 * y - a.y - b.y) / (b.y - a.y);
  const half = (Math.abs(b.x - a.x) / 2) * Math.sqrt(Math.max(0, 1 - dy * dy));
  const centre = (a.x + b.x) / 2;
  // The root is approximate; the definition decides at both ends.
  let from = Math.floor(centre - half) - 1;
  let to = Math.ceil(centre + half) + 1;
  while (from < to && !isInsideEllipse(a, b, from + 0.5, y)) from++;
  while (to > from && !isInsideEllipse(a, b, to - 0.5, y)) to--;
  return from < to ? [from, to] : null;
}
