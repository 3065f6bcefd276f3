import { type PyramidLevel, tileArea } from '../../../shared/images/pyramid-levels';
import { type BytePicture, cut, encodePng, halved, oriented } from '../byte-picture';
import { writeBeside } from '../cache-files';
import { tensorFlowOps } from '../tensorflow-ops';
import { tilePath } from './tile-files';
import type { Turn } from './turn';

/** A tile by its place before x and y are exchanged. */
export interface Tile {
  level: number;
  x: number;
  y: number;
}

/** Levels of full size, a half and a quarter are made block by block; the smaller ones from all of the picture. */
export const BLOCK_LEVELS = 3;
const EXACT_QUALITY = 95;
const QUALITY = 90;
const TRANSPOSED = 5;

/** A block at full size, a half, a quarter and an eighth of its sides. */
export function shrunk(block: BytePicture): BytePicture[] {
  const sizes = [block];
  for (let level = 1; level <= BLOCK_LEVELS; level++) sizes.push(halved(sizes[level - 1] ?? block));
  return sizes;
}

/** The tiles of a block, coarse ones first. @param blockTop row of the block's first pixel at full size */
export function tilesOfBlock(
  levels: readonly PyramidLevel[],
  blockTop: number,
  blockRows: number,
  tileSide: number,
): Tile[] {
  const tiles: Tile[] = [];
  for (let level = Math.min(BLOCK_LEVELS, levels.length) - 1; level >= 0; level--) {
    const first = blockTop / 2 ** level / tileSide;
    const last = Math.ceil((blockTop + blockRows) / 2 ** level / tileSide);
    for (let y = first; y < last; y++) {
      for (let x = 0; x < (levels[level]?.columns ?? 0); x++) tiles.push({ level, x, y });
    }
  }
  return tiles;
}

export interface TileStyle {
  folder: string;
  turn: Turn;
  isLossless: boolean;
}

/**
 * Cuts a tile out of a picture and writes it: at full size without loss where the file has none, else as JPEG without
 * halved colours. @param top the level's row at which the picture begins @returns the tile's path
 */
export async function writeTile(
  picture: BytePicture,
  top: number,
  level: PyramidLevel,
  tile: Tile,
  { folder, turn, isLossless }: TileStyle,
): Promise<string> {
  const area = tileArea(level, tile.x, tile.y);
  const part = cut(picture, area.left, area.top - top, area.width, area.height);
  const upright = turn.isTransposed ? oriented(part, TRANSPOSED) : part;
  const [x, y] = turn.isTransposed ? [tile.y, tile.x] : [tile.x, tile.y];
  const isExact = isLossless && tile.level === 0;
  const path = tilePath(folder, tile.level, x, y, isExact ? 'png' : 'jpg');
  await writeBeside(path, isExact ? encodePng(upright) : await encodeJpeg(upright, tile.level));
  return path;
}

async function encodeJpeg({ width, height, channels, data }: BytePicture, level: number): Promise<Uint8Array> {
  const ops = await tensorFlowOps();
  return ops.encodeJpeg(data, height, width, channels, level === 0 ? EXACT_QUALITY : QUALITY, true);
}
