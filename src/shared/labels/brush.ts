import type { LabelEdit } from './edit';
import { Painter } from './painter';
import type { TileMap } from './tile-map';

/** In image pixels; pixel (x, y) covers [x, x+1) x [y, y+1) and is painted where its centre is under the brush. */
export interface Point {
  x: number;
  y: number;
}

export interface Brush {
  shape: 'round' | 'square';
  /** Half the brush's width, pixels, above 0. */
  radius: number;
}

/** Whether the point lies under the brush at some place of its way from `from` to `to`. */
export function isUnderBrush(brush: Brush, from: Point, to: Point, x: number, y: number): boolean {
  const { radius, shape } = brush;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const px = x - from.x;
  const py = y - from.y;
  if (shape === 'round') {
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
    const ex = px - share * dx;
    const ey = py - share * dy;
    return ex * ex + ey * ey <= radius * radius;
  }
  // The times at which |px - t dx| <= r and |py - t dy| <= r must overlap within [0, 1].
  let start = 0;
  let end = 1;
  for (const [offset, way] of [
    [px, dx],
    [py, dy],
  ]) {
    if (way === 0) {
      if (Math.abs(offset) > radius) return false;
      continue;
    }
    const a = (offset - radius) / way;
    const b = (offset + radius) / way;
    start = Math.max(start, Math.min(a, b));
    end = Math.min(end, Math.max(a, b));
  }
  return start <= end;
}

/**
 * Paints the way of a brush between two points; the same point twice is one dab.
 * @param isFromPainted the brush has been put down at `from` in this paint already, so that what lies well under it there
 * need not be painted again: of a large brush that is all but a sickle
 */
export function paintSegment(
  painter: Painter,
  brush: Brush,
  from: Point,
  to: Point,
  label: number,
  isFromPainted = false,
): void {
  const { radius } = brush;
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius) - 1);
  const bottom = Math.min(painter.height - 1, Math.ceil(Math.max(from.y, to.y) + radius) + 1);
  for (let row = top; row <= bottom; row++) {
    const [left, right] = rowExtent(brush, from, to, row + 0.5);
    if (!(left <= right)) continue;
    // The extent is approximate at its ends; the definition decides there.
    let x0 = Math.floor(left) - 1;
    let x1 = Math.ceil(right) + 1;
    while (x0 < x1 && !isUnderBrush(brush, from, to, x0 + 0.5, row + 0.5)) x0++;
    while (x1 > x0 && !isUnderBrush(brush, from, to, x1 - 0.5, row + 0.5)) x1--;
    if (x0 >= x1) continue;
    const half = isFromPainted ? innerHalf(brush, row + 0.5 - from.y) : 0;
    const inner0 = Math.max(x0, Math.ceil(from.x - half));
    const inner1 = Math.min(x1, Math.floor(from.x + half));
    if (half > 0 && inner0 < inner1) {
      if (x0 < inner0) painter.fillSpan(row, x0, inner0, label);
      if (inner1 < x1) painter.fillSpan(row, inner1, x1, label);
    } else painter.fillSpan(row, x0, x1, label);
  }
}

/** A whole stroke through the points, as one edit. No points: no edit. */
export function brushStroke(map: TileMap, points: readonly Point[], brush: Brush, label: number): LabelEdit {
  const painter = new Painter(map);
  points.forEach((point, index) => {
    paintSegment(painter, brush, points[Math.max(0, index - 1)], point, label, index > 0);
  });
  return painter.finish();
}

/** Half of what lies under a brush, a pixel or more from its edge, in a row `dy` from its middle; 0 for nothing. */
function innerHalf({ shape, radius }: Brush, dy: number): number {
  const reach = shape === 'square' ? radius : Math.sqrt(Math.max(0, radius * radius - dy * dy));
  return Math.abs(dy) > radius - 1 ? 0 : Math.max(0, reach - 1);
}

/** Where the line y meets the brush's way: the way is convex, so that is one span (empty: left above right). */
function rowExtent(brush: Brush, from: Point, to: Point, y: number): [number, number] {
  return brush.shape === 'round' ? capsuleExtent(brush, from, to, y) : sweptSquareExtent(brush, from, to, y);
}

function capsuleExtent({ radius }: Brush, from: Point, to: Point, y: number): [number, number] {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  const take = (a: number, b: number): void => {
    left = Math.min(left, a, b);
    right = Math.max(right, a, b);
  };
  for (const end of [from, to]) {
    const inner = radius * radius - (y - end.y) ** 2;
    if (inner >= 0) take(end.x - Math.sqrt(inner), end.x + Math.sqrt(inner));
  }
  // The two straight sides, each the segment moved by the radius along its normal.
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length > 0) {
    const nx = (-(to.y - from.y) / length) * radius;
    const ny = ((to.x - from.x) / length) * radius;
    for (const side of [1, -1]) {
      const crossing = crossingOf(from.x + side * nx, from.y + side * ny, to.x + side * nx, to.y + side * ny, y);
      if (crossing !== null) take(crossing, crossing);
    }
  }
  return [left, right];
}

function sweptSquareExtent({ radius }: Brush, from: Point, to: Point, y: number): [number, number] {
  const dy = to.y - from.y;
  let start = 0;
  let end = 1;
  if (dy === 0) {
    if (Math.abs(y - from.y) > radius) return [1, 0];
  } else {
    const a = (y - from.y - radius) / dy;
    const b = (y - from.y + radius) / dy;
    start = Math.max(0, Math.min(a, b));
    end = Math.min(1, Math.max(a, b));
    if (start > end) return [1, 0];
  }
  const x0 = from.x + start * (to.x - from.x);
  const x1 = from.x + end * (to.x - from.x);
  return [Math.min(x0, x1) - radius, Math.max(x0, x1) + radius];
}

function crossingOf(x0: number, y0: number, x1: number, y1: number, y: number): number | null {
  if (y0 === y1 || y < Math.min(y0, y1) || y > Math.max(y0, y1)) return null;
  return x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
}
