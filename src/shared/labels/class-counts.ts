import type { LabelEdit } from './edit';
import type { TileMap } from './tile-map';

/** Pixels per label 0..255; index 0 counts the unpainted pixels inside the image. */
export function classCounts(map: TileMap): Uint32Array {
  const counts = new Uint32Array(256);
  for (const tile of map.tiles.values()) addCounts(counts, tile, 1);
  counts[0] = 0;
  let painted = 0;
  for (const count of counts) painted += count;
  counts[0] = map.width * map.height - painted;
  return counts;
}

/** By how many pixels an edit changes each label's count; the sum is 0. */
export function classCountChanges(edit: LabelEdit): Int32Array {
  const changes = new Int32Array(256);
  for (const { before, after } of edit) {
    addCounts(changes, before, -1);
    addCounts(changes, after, 1);
  }
  return changes;
}

function addCounts(counts: Uint32Array | Int32Array, tile: Uint8Array, sign: 1 | -1): void {
  for (let i = 0; i < tile.length; i++) {
    const label = tile[i];
    counts[label] = counts[label] + sign;
  }
}
