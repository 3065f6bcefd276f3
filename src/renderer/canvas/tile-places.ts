import type { PyramidFacts, PyramidLevel } from '../../shared/images/pyramid-levels';
import { type Rect, type Size, toImage, toScreen, type View } from './viewport';

/** A tile of a picture's pyramid. */
export interface TilePlace {
  level: number;
  x: number;
  y: number;
}

/** Log2 by which a zoom may miss a level's own, so that 50 % is drawn from the half as it is. */
const TOLERANCE = 0.001;

/** The smallest level that a zoom, in screen pixels an image pixel, does not enlarge; the full size where all are. */
export function fittingLevel({ levels }: PyramidFacts, zoom: number): number {
  const level = Math.floor(Math.log2(1 / zoom) + TOLERANCE);
  return Math.min(levels.length - 1, Math.max(0, level));
}

/**
 * Tiles of a level that the pane shows, from its middle outwards.
 * @param ring tiles beyond the pane on each side that are given as well
 */
export function tilesInView(facts: PyramidFacts, level: number, view: View, pane: Size, ring = 0): TilePlace[] {
  const size = facts.levels[level];
  if (size === undefined) return [];
  const side = facts.tileSide * 2 ** level;
  const from = toImage(view, pane, { x: 0, y: 0 });
  const to = toImage(view, pane, { x: pane.width, y: pane.height });
  const columns = range(from.x / side, to.x / side, ring, size.columns);
  const rows = range(from.y / side, to.y / side, ring, size.rows);
  const middle = { x: view.centerX / side - 0.5, y: view.centerY / side - 0.5 };
  const distance = ({ x, y }: TilePlace): number => Math.hypot(x - middle.x, y - middle.y);
  return rows
    .flatMap((y) => columns.map((x) => ({ level, x, y })))
    .sort((a, b) => distance(a) - distance(b) || a.y - b.y || a.x - b.x);
}

/**
 * What is drawn of a tile and where. Neighbours share their edges, on whole screen pixels: between edges that are
 * smoothed one by one the ground would show. What a level's last pixels have beyond the image is left out.
 */
export function tileTarget(
  { tileSide }: PyramidFacts,
  image: Size,
  { level, x, y }: TilePlace,
  view: View,
  pane: Size,
): { source: Rect; target: Rect } {
  const scale = 2 ** level;
  const [left, top] = [x * tileSide * scale, y * tileSide * scale];
  const right = Math.min(image.width, left + tileSide * scale);
  const bottom = Math.min(image.height, top + tileSide * scale);
  const from = toScreen(view, pane, { x: left, y: top });
  const to = toScreen(view, pane, { x: right, y: bottom });
  const [startX, startY, endX, endY] = [from.x, from.y, to.x, to.y].map(Math.round);
  return {
    source: { x: 0, y: 0, width: (right - left) / scale, height: (bottom - top) / scale },
    target: { x: startX, y: startY, width: endX - startX, height: endY - startY },
  };
}

/** Tiles of the full size that hold a window's pixels, row by row. */
export function tilesOfWindow({ levels, tileSide }: PyramidFacts, window: Rect): TilePlace[] {
  const full: PyramidLevel | undefined = levels[0];
  if (full === undefined) return [];
  const columns = range(window.x / tileSide, (window.x + window.width) / tileSide, 0, full.columns);
  const rows = range(window.y / tileSide, (window.y + window.height) / tileSide, 0, full.rows);
  return rows.flatMap((y) => columns.map((x) => ({ level: 0, x, y })));
}

/** Whole tiles that lie between two places, in tiles. */
function range(from: number, to: number, ring: number, count: number): number[] {
  const start = Math.max(0, Math.floor(from) - ring);
  const end = Math.min(count, Math.ceil(to) + ring);
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
