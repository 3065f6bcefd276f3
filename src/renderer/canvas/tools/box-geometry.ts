import type { Point } from '../../../shared/labels/brush';

/** Two opposite corners, image pixels; in any order while a hand drags them. */
export interface Box {
  a: Point;
  b: Point;
}

/** Share of the way from `a` to `b` that each of the eight handles lies at: corners and middles, clockwise. */
const handlePlaces = [
  [0, 0],
  [0.5, 0],
  [1, 0],
  [1, 0.5],
  [1, 1],
  [0.5, 1],
  [0, 1],
  [0, 0.5],
] as const;

export function handlesOf({ a, b }: Box): Point[] {
  return handlePlaces.map(([x, y]) => ({ x: a.x + x * (b.x - a.x), y: a.y + y * (b.y - a.y) }));
}

/** On whole pixels: what is painted is then what is drawn. */
export function wholeBox({ a, b }: Box): Box {
  return {
    a: { x: Math.round(Math.min(a.x, b.x)), y: Math.round(Math.min(a.y, b.y)) },
    b: { x: Math.round(Math.max(a.x, b.x)), y: Math.round(Math.max(a.y, b.y)) },
  };
}

/**
 * The box that a drag from one point to another spans.
 * @param isEven as wide as it is high, by the longer side
 * @param isCentred the first point is its middle
 */
export function spannedBox(from: Point, to: Point, isEven: boolean, isCentred: boolean): Box {
  let dx = to.x - from.x;
  let dy = to.y - from.y;
  if (isEven) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    dx = dx < 0 ? -side : side;
    dy = dy < 0 ? -side : side;
  }
  const b = { x: from.x + dx, y: from.y + dy };
  return { a: isCentred ? { x: from.x - dx, y: from.y - dy } : from, b };
}

/** The box with one of its handles moved; the corner or side across stays. */
export function withHandleMoved({ a, b }: Box, handle: number, dx: number, dy: number): Box {
  const [x, y] = handlePlaces[handle];
  return {
    a: { x: x === 0 ? a.x + dx : a.x, y: y === 0 ? a.y + dy : a.y },
    b: { x: x === 1 ? b.x + dx : b.x, y: y === 1 ? b.y + dy : b.y },
  };
}

export function movedBox({ a, b }: Box, dx: number, dy: number): Box {
  return { a: { x: a.x + dx, y: a.y + dy }, b: { x: b.x + dx, y: b.y + dy } };
}

export function isInBox(box: Box, { x, y }: Point): boolean {
  const { a, b } = wholeBox(box);
  return x >= a.x && x < b.x && y >= a.y && y < b.y;
}

export function isEmptyBox(box: Box): boolean {
  const { a, b } = wholeBox(box);
  return a.x === b.x || a.y === b.y;
}

/** Outline for the eye, with `count` points. */
export function ellipseOutline({ a, b }: Box, count = 96): Point[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count;
    return {
      x: (a.x + b.x) / 2 + (Math.abs(b.x - a.x) / 2) * Math.cos(angle),
      y: (a.y + b.y) / 2 + (Math.abs(b.y - a.y) / 2) * Math.sin(angle),
    };
  });
}
