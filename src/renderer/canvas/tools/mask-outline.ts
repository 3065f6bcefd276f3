import type { Point } from '../../../shared/labels/brush';
import type { WindowMask } from '../../../shared/labels/spans';

/**
 * Outlines of a mask along the borders of its pixels, each a closed ring of corners with the mask at its right; straight
 * ways have no points between. Filled by the even-odd rule the rings are the mask.
 */
export function maskOutline({ x, y, width, height, data }: WindowMask): Point[][] {
  const isIn = (column: number, row: number): boolean =>
    column >= 0 && row >= 0 && column < width && row < height && data[row * width + column] !== 0;
  // A step of the border begins at a corner of the grid; at a corner where pixels touch two begin.
  const columns = width + 1;
  const next = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (!isIn(column, row)) continue;
      const corner = row * columns + column;
      if (!isIn(column, row - 1)) add(corner, corner + 1);
      if (!isIn(column + 1, row)) add(corner + 1, corner + 1 + columns);
      if (!isIn(column, row + 1)) add(corner + 1 + columns, corner + columns);
      if (!isIn(column - 1, row)) add(corner + columns, corner);
    }
  }
  const rings: Point[][] = [];
  for (const start of next.keys()) {
    while ((next.get(start)?.length ?? 0) > 0) {
      const corners = ringFrom(start, next);
      rings.push(corners.map((corner) => ({ x: x + (corner % columns), y: y + Math.floor(corner / columns) })));
    }
  }
  return rings;
}

function ringFrom(start: number, next: Map<number, number[]>): number[] {
  const corners: number[] = [];
  let way = 0;
  let first = 0;
  let at = start;
  do {
    const to = next.get(at)?.pop();
    if (to === undefined) break;
    if (corners.length === 0) first = to - at;
    if (to - at !== way) corners.push(at);
    way = to - at;
    at = to;
  } while (at !== start);
  // The start is no corner where the ring runs straight through it.
  return way === first ? corners.slice(1) : corners;
}
