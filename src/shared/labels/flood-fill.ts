import type { LabelEdit } from './edit';
import { Painter } from './painter';
import type { TileMap } from './tile-map';

/**
 * Gives `label` to the 4-connected region of equal labels around a pixel. Outside the map, or where the pixel has that
 * label already: no edit.
 */
export function floodFill(map: TileMap, x: number, y: number, label: number): LabelEdit {
  if (!(x >= 0 && y >= 0 && x < map.width && y < map.height)) return [];
  const painter = new Painter(map);
  const from = painter.labelAt(x, y);
  if (from === label) return [];
  // Seeds are single pixels, packed as y * width + x; filled rows are found again by their new label.
  const seeds = [y * map.width + x];
  for (let seed = seeds.pop(); seed !== undefined; seed = seeds.pop()) {
    const row = Math.floor(seed / map.width);
    const start = seed - row * map.width;
    if (painter.labelAt(start, row) !== from) continue;
    let left = start;
    while (left > 0 && painter.labelAt(left - 1, row) === from) left--;
    const right = runEnd(painter, start, row, from);
    painter.fillSpan(row, left, right, label);
    if (row > 0) seedRow(painter, seeds, left, right, row - 1, from);
    if (row + 1 < map.height) seedRow(painter, seeds, left, right, row + 1, from);
  }
  return painter.finish();
}

/** One seed for every run of `from` in columns left .. right-1 of the row. */
function seedRow(painter: Painter, seeds: number[], left: number, right: number, row: number, from: number): void {
  for (let x = left; x < right; ) {
    const gap = painter.gapLength(x, row, from);
    x += gap;
    if (gap > 0 || x >= right) continue;
    seeds.push(row * painter.width + x);
    x = runEnd(painter, x, row, from);
  }
}

/** First column from x on that does not hold `label`. */
function runEnd(painter: Painter, x: number, row: number, label: number): number {
  let end = x;
  while (end < painter.width) {
    const length = painter.runLength(end, row, label);
    end += length;
    if (length === 0 || (end & 255) !== 0) return end;
  }
  return end;
}
