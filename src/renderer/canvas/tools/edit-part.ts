import type { TileChange } from '../../../shared/labels/edit';
import type { Painter } from '../../../shared/labels/painter';
import { TILE_SIDE } from '../../../shared/labels/tile-map';
import type { WetPart } from '../../paint/document/document-state';

/**
 * What an edit changes, as wet paint under the locks that it was made under: the same pixels get the same labels on
 * whatever map.
 */
export function editPart(change: TileChange): WetPart {
  const x = change.tileX * TILE_SIDE;
  const y = change.tileY * TILE_SIDE;
  return {
    bounds: { x, y, width: TILE_SIDE, height: TILE_SIDE },
    paint: (painter) => {
      if (!painter.takeTile(change)) paintChange(painter, change, x, y);
    },
  };
}

function paintChange(painter: Painter, { before, after }: TileChange, x: number, y: number): void {
  for (let row = 0; row < TILE_SIDE; row++) {
    const line = row * TILE_SIDE;
    for (let column = 0; column < TILE_SIDE; ) {
      const label = after[line + column];
      if (label === before[line + column]) {
        column++;
        continue;
      }
      const from = column;
      while (column < TILE_SIDE && after[line + column] === label && before[line + column] !== label) column++;
      painter.fillSpan(y + row, x + from, x + column, label);
    }
  }
}
