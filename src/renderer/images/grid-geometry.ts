/** Tile and gap, CSS pixels; a tile grows so that the columns fill the width. */
export const MIN_TILE_PX = 128;
export const GAP_PX = 12;
export const CAPTION_PX = 28;

export interface GridGeometry {
  columns: number;
  /** Width of a tile and side of its square picture. */
  tilePx: number;
  /** Distance from one row's top to the next one's. */
  rowPx: number;
}

/** @param widthPx room for the tiles, without the grid's padding */
export function gridGeometry(widthPx: number): GridGeometry {
  const columns = Math.max(1, Math.floor((widthPx + GAP_PX) / (MIN_TILE_PX + GAP_PX)));
  const tilePx = Math.max(1, (widthPx - (columns - 1) * GAP_PX) / columns);
  return { columns, tilePx, rowPx: Math.round(tilePx) + CAPTION_PX + GAP_PX };
}

/** The image that a key leads to from the one at `index`; null where the key moves nothing. */
export function moved(key: string, index: number, total: number, columns: number, rowsInView: number): number | null {
  if (total === 0) return null;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * rowsInView,
    PageDown: columns * rowsInView,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return total - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const target = index + step;
  // A short last row is entered from above; beyond the edges the active image stays.
  if (target >= total) return Math.floor(index / columns) < Math.floor((total - 1) / columns) ? total - 1 : index;
  return target < 0 ? (key.startsWith('Page') ? index % columns : index) : target;
}
