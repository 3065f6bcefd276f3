import { TILE_SIDE, type TileMap, tilePosition } from '../../../shared/labels/tile-map';
import type { PixelRect } from '../../canvas/label-source';

/** The tiles that are other ones in `after`; maps share those that are the same. Another size: all of it. */
export function changedTiles(before: TileMap, after: TileMap): PixelRect[] {
  if (before === after) return [];
  const { width, height } = after;
  if (before.width !== width || before.height !== height) return [{ x: 0, y: 0, width, height }];
  const keys = new Set([...before.tiles.keys(), ...after.tiles.keys()]);
  return [...keys]
    .filter((key) => before.tiles.get(key) !== after.tiles.get(key))
    .map((key) => {
      const { tileX, tileY } = tilePosition(width, key);
      return { x: tileX * TILE_SIDE, y: tileY * TILE_SIDE, width: TILE_SIDE, height: TILE_SIDE };
    });
}
