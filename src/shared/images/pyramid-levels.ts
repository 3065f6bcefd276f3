export const TILE_SIDE = 512;

/** One size of a picture, cut into tiles from the top left; the last of a row and column may be smaller. */
export interface PyramidLevel {
  width: number;
  height: number;
  columns: number;
  rows: number;
}

/** Level l shows the picture at 1 / 2^l of its sides, rounded up, until it fits into one tile. */
export interface PyramidFacts {
  tileSide: number;
  levels: PyramidLevel[];
}

/** Longest side that every graphics card takes as one texture, and pixels that a window keeps at ease (160 MB). */
const MAX_TEXTURE_SIDE = 8192;
const MAX_TEXTURE_PIXELS = 40_000_000;

/** Whether a picture is shown by tiles instead of as one texture. */
export function needsPyramid(width: number, height: number): boolean {
  return Math.max(width, height) > MAX_TEXTURE_SIDE || width * height > MAX_TEXTURE_PIXELS;
}

export function pyramidFacts(width: number, height: number): PyramidFacts {
  const levels: PyramidLevel[] = [];
  for (let level = 0; ; level++) {
    const size = { width: Math.ceil(width / 2 ** level), height: Math.ceil(height / 2 ** level) };
    levels.push({ ...size, columns: Math.ceil(size.width / TILE_SIDE), rows: Math.ceil(size.height / TILE_SIDE) });
    if (Math.max(size.width, size.height) <= TILE_SIDE) return { tileSide: TILE_SIDE, levels };
  }
}

/** Where a tile lies in its level, in that level's pixels. */
export function tileArea(
  { width, height }: PyramidLevel,
  x: number,
  y: number,
): { left: number; top: number; width: number; height: number } {
  const left = x * TILE_SIDE;
  const top = y * TILE_SIDE;
  return { left, top, width: Math.min(TILE_SIDE, width - left), height: Math.min(TILE_SIDE, height - top) };
}
