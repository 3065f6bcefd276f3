import { type PyramidLevel, pyramidFacts, TILE_SIDE } from '../../../shared/images/pyramid-levels';
import { type BytePicture, emptyPicture, halved, putRows } from '../byte-picture';
import type { ByteSource } from '../byte-source';
import { exists } from '../cache-files';
import { sourceSha256 } from '../decode';
import { imageChanged } from '../problems';
import { BLOCK_LEVELS, type Tile } from './block-tiles';
import { BLOCK_ROWS, type Blocks } from './blocks';
import { readEighth, tileNames, wholePath } from './tile-files';

/** What is open while tiles are made. */
export interface Work {
  blocks: Blocks;
  levels: PyramidLevel[];
  /** The whole picture at an eighth of its sides, filled block by block. */
  small: BytePicture;
  /** What the small tiles are made from: a first look, or that same picture; undefined until it is needed. */
  look: BytePicture | undefined;
  /** Tiles of earlier makings, by name: the others need not be looked for. */
  found: ReadonlySet<string>;
  /** Blocks whose tiles are all there. */
  done: Set<number>;
  /** The small tiles are as good as they get. */
  isSmallWhole: boolean;
  /** The block in memory, at its sizes. */
  held: { block: number; sizes: BytePicture[] } | undefined;
}

/** What an earlier making left is counted in. */
export async function startWork(blocks: Blocks, folder: string): Promise<Work> {
  const { width, height, channels } = blocks;
  const scale = 2 ** BLOCK_LEVELS;
  const small = emptyPicture(Math.ceil(width / scale), Math.ceil(height / scale), channels);
  const done = new Set<number>();
  for (const block of blocks.order) {
    const kept = await readEighth(folder, block);
    const rows = Math.min(BLOCK_ROWS, height - block * BLOCK_ROWS);
    if (kept?.length !== small.width * Math.ceil(rows / scale) * channels) continue;
    done.add(block);
    putRows(small, { ...small, height: Math.ceil(rows / scale), data: kept }, (block * BLOCK_ROWS) / scale);
  }
  const { levels } = pyramidFacts(width, height);
  const isSmallWhole = await exists(wholePath(folder));
  // Stopped between its last block and its small tiles.
  if (!isSmallWhole && done.size === blocks.order.length) done.delete(blocks.order.at(-1) ?? 0);
  return {
    blocks,
    levels,
    small,
    look: undefined,
    found: await tileNames(folder),
    done,
    isSmallWhole,
    held: undefined,
  };
}

/** @throws Problem image-changed */
export async function assertContent(bytes: ByteSource, sha256: string, path: string): Promise<void> {
  if ((await sourceSha256(bytes)) !== sha256) throw imageChanged(path);
}

/** Tiles of the levels below the blocks', the smallest first. @param eighth the whole picture at level 3 */
export function smallTiles(
  levels: readonly PyramidLevel[],
  eighth: BytePicture,
): { tile: Tile; level: PyramidLevel; picture: BytePicture }[] {
  const tiles: { tile: Tile; level: PyramidLevel; picture: BytePicture }[] = [];
  let picture = eighth;
  for (let index = BLOCK_LEVELS; index < levels.length; index++) {
    const level = levels[index];
    if (level === undefined) break;
    for (let y = 0; y < level.rows; y++) {
      for (let x = 0; x < level.columns; x++) tiles.unshift({ tile: { level: index, x, y }, level, picture });
    }
    picture = halved(picture);
  }
  return tiles;
}

/** The block that a tile is cut from; undefined for those of the small levels. */
export function blockOf({ level, y }: Tile): number | undefined {
  return level < BLOCK_LEVELS ? Math.floor((y * TILE_SIDE * 2 ** level) / BLOCK_ROWS) : undefined;
}

export function isAt(a: Tile, b: Tile): boolean {
  return a.level === b.level && a.x === b.x && a.y === b.y;
}
