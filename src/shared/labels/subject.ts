import { fillMask, type PixelWindow, type Spans, sharedWindow, spanBounds } from './spans';
import { TILE_SIDE, type TileMap, tileKey } from './tile-map';

/** The pixels that a change of shape works on, and the label that they have. */
export interface Subject {
  label: number;
  /** A rectangle that holds all of them. */
  bounds: PixelWindow;
  /**
   * Writes 1 where a pixel of the window, which lies within the map, is one of them.
   * @param into all 0, row-major [height, width] of the window
   * @returns their number in the window
   */
  fill(window: PixelWindow, into: Uint8Array): number;
}

/** All pixels of a label, 0..255. */
export function classSubject(map: TileMap, label: number): Subject {
  const bounds = { x: 0, y: 0, width: map.width, height: map.height };
  return { label, bounds, fill: (window, into) => fillOfLabel(map, label, window, into) };
}

/** A region, or several as one selection. @param region spans of pixels of one label */
export function regionSubject(region: { label: number; spans: Spans }): Subject {
  const { label, spans } = region;
  const bounds = spanBounds(spans) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { label, bounds, fill: (window, into) => fillMask(spans, window, into) };
}

function fillOfLabel(map: TileMap, label: number, window: PixelWindow, into: Uint8Array): number {
  let count = 0;
  const right = window.x + window.width;
  const bottom = window.y + window.height;
  for (let top = window.y & ~(TILE_SIDE - 1); top < bottom; top += TILE_SIDE) {
    for (let left = window.x & ~(TILE_SIDE - 1); left < right; left += TILE_SIDE) {
      const tile = map.tiles.get(tileKey(map.width, left >> 8, top >> 8));
      if (tile === undefined && label !== 0) continue;
      const part = sharedWindow(window, { x: left, y: top, width: TILE_SIDE, height: TILE_SIDE });
      for (let y = part.y; y < part.y + part.height; y++) {
        const from = ((y & 255) << 8) | (part.x & 255);
        const to = (y - window.y) * window.width + part.x - window.x;
        for (let i = 0; i < part.width; i++) {
          if (tile !== undefined && tile[from + i] !== label) continue;
          into[to + i] = 1;
          count++;
        }
      }
    }
  }
  return count;
}
