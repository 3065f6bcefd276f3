import { TILE_SIDE } from '../../shared/labels/tile-map';
import type { LabelSource, PixelRect } from './label-source';
import type { TiledBytes } from './sampling';

/** log2 of a tile's side, of the labels and of their eighth. */
export const TILE_SHIFT = 8;
export const MIP_TILE_SHIFT = 5;
/** Image pixels a side that one label of the eighth stands for. */
export const MIP_STEP = 8;
const MIP_SIDE = 1 << MIP_TILE_SHIFT;

/**
 * Every eighth label of every eighth row, tile by tile, as they are asked for: what the whole of a large map is drawn
 * from, so that a frame reads a megabyte and not a hundred.
 */
export class LabelMip implements TiledBytes {
  readonly tileColumns: number;
  readonly stride = MIP_SIDE;
  readonly hasRuns = false;
  private readonly tiles = new Map<number, Uint8Array>();

  constructor(private readonly source: LabelSource) {
    this.tileColumns = Math.ceil(source.width / TILE_SIDE);
  }

  tile(key: number): Uint8Array | undefined {
    const full = this.source.tile(key);
    if (full === undefined) return undefined;
    const made = this.tiles.get(key);
    if (made !== undefined) return made;
    const small = new Uint8Array(MIP_SIDE * MIP_SIDE);
    fillRows(small, full, 0, MIP_SIDE);
    this.tiles.set(key, small);
    return small;
  }

  /** Reads the labels of a rectangle again. */
  refresh({ x, y, width, height }: PixelRect): void {
    for (let tileY = y >> 8; tileY <= (y + height - 1) >> 8; tileY++) {
      for (let tileX = x >> 8; tileX <= (x + width - 1) >> 8; tileX++) {
        const key = tileY * this.tileColumns + tileX;
        const small = this.tiles.get(key);
        const full = this.source.tile(key);
        if (small === undefined) continue;
        if (full === undefined) this.tiles.delete(key);
        else fillRows(small, full, mipRow(y, tileY), mipRow(y + height - 1, tileY) + 1);
      }
    }
  }
}

function mipRow(y: number, tileY: number): number {
  return Math.min(MIP_SIDE - 1, Math.max(0, (y >> 3) - (tileY << MIP_TILE_SHIFT)));
}

function fillRows(small: Uint8Array, full: Uint8Array, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const line = (row * MIP_STEP + MIP_STEP / 2) << TILE_SHIFT;
    for (let i = 0; i < MIP_SIDE; i++) small[(row << MIP_TILE_SHIFT) | i] = full[line | (i * MIP_STEP + MIP_STEP / 2)];
  }
}
