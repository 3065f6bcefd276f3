import type { ReactNode } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { useArrived } from './flight';
import { CAPTION_PX, GAP_PX } from './grid-geometry';
import { ImageTile } from './image-tile';
import { rowAt } from './images-state';
import type { Selection } from './selection';

interface GridRowProps {
  row: number;
  topPx: number;
  columns: number;
  tilePx: number;
  total: number;
  active: number;
  pages: ReadonlyMap<number, readonly ImageRow[]>;
  selection: Selection;
  isFlying: boolean;
}

/** One row of tiles; while it flies by, the bare frames of them in a single element. */
export function GridRow(props: GridRowProps): ReactNode {
  const { row, topPx, columns, tilePx, total, active, pages, selection, isFlying } = props;
  const first = row * columns;
  const count = Math.min(columns, total - first);
  const transform = `translateY(${topPx}px)`;
  if (!useArrived(isFlying)) {
    const { width, background } = frames(count, tilePx);
    return <div className="grid-row" style={{ transform, width, height: tilePx + CAPTION_PX, background }} />;
  }
  return (
    <div className="grid-row" role="row" aria-rowindex={row + 1} tabIndex={-1} style={{ transform }}>
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
}

function frames(count: number, tilePx: number): { width: number; background: string } {
  const stepPx = tilePx + GAP_PX;
  return {
    width: count * stepPx - GAP_PX,
    background: `repeating-linear-gradient(to right, var(--panel) 0 ${tilePx}px, transparent ${tilePx}px ${stepPx}px)`,
  };
}
