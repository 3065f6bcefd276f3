import { memo, type ReactNode } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { CAPTION_PX, GAP_PX } from './grid-geometry';
import { ImageTile } from './image-tile';
import { rowAt } from './images-state';
import type { Selection } from './selection';
import { useArrived } from './use-arrived';

interface GridRowProps {
  row: number;
  topPx: number;
  columns: number;
  tilePx: number;
  total: number;
  active: number;
  pages: ReadonlyMap<number, readonly ImageRow[]>;
  selection: Selection;
  /** Its tiles are not looked at now. */
  isHeld: boolean;
}

/** One row of tiles; before its turn comes, the bare frames of them in a single element. */
export const GridRow = memo(function GridRow(props: GridRowProps): ReactNode {
  const { row, topPx, columns, tilePx, total, active, pages, selection, isHeld } = props;
  const first = row * columns;
  const count = Math.min(columns, total - first);
  const transform = `translateY(${topPx}px)`;
  const { width, background } = frames(count, tilePx);
  const size = { width, height: tilePx + CAPTION_PX };
  const isActive = active >= first && active < first + count;
  if (!useArrived(isHeld || rowAt(pages, first) === undefined, isActive, count)) {
    return <div className="grid-row" style={{ ...size, transform, background }} />;
  }
  return (
    <div className="grid-row" role="row" aria-rowindex={row + 1} tabIndex={-1} style={{ ...size, transform }}>
      {Array.from({ length: count }, (_, column) => {
        const index = first + column;
        const image = rowAt(pages, index);
        return (
          <ImageTile
            key={index}
            index={index}
            column={column}
            sidePx={tilePx}
            image={image}
            isActive={index === active}
            isSelected={image !== undefined && selection.ids.has(image.id)}
          />
        );
      })}
    </div>
  );
});

function frames(count: number, tilePx: number): { width: number; background: string } {
  const stepPx = tilePx + GAP_PX;
  return {
    width: count * stepPx - GAP_PX,
    background: `repeating-linear-gradient(to right, var(--panel) 0 ${tilePx}px, transparent ${tilePx}px ${stepPx}px)`,
  };
}
