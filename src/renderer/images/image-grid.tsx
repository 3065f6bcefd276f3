import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { usePace } from './flight';
import { GAP_PX, gridGeometry } from './grid-geometry';
import { GridRow } from './image-row';
import { ImageSheet } from './image-sheet';
import { useImages } from './images-state';
import { usePicturesAhead } from './pictures-ahead';
import { rangeWith, useActiveShown, useRowsInView } from './rows-in-view';
import { isHeldBack } from './use-arrived';
import { useImageKeys } from './use-image-keys';

/** Left and right of the tiles; with the scroll bar the right one is as wide as the left. */
const PADDING_PX = 16;
const PADDING_END_PX = 4;

/** The images as a grid of which only the rows in view exist. */
export function ImageGrid({ total }: { total: number }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, tilePx, rowPx } = gridGeometry(useInnerWidth(scroller));
  const selection = useImages((state) => state.selection);
  const pace = usePace(scroller);
  const active = Math.min(selection.active, total - 1);
  const activeRow = Math.floor(active / columns);
  const rowCount = Math.ceil(total / columns);

  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 3,
    paddingStart: 4,
    paddingEnd: PADDING_PX - GAP_PX,
    scrollPaddingStart: 4,
    rangeExtractor: rangeWith(activeRow),
  });
  useLayoutEffect(() => {
    if (rowPx > 0) rows.measure();
  }, [rows, rowPx]);

  const visible = rows.getVirtualItems();
  const pages = useRowsInView(visible, columns, total, pace === 'flying');

  const show = (index: number): void => rows.scrollToIndex(Math.floor(index / columns));
  useActiveShown(show, tilePx > 1);
  usePicturesAhead(visible, columns, total, pace === 'flying');
  const press = useImageKeys({
    total,
    active,
    columns,
    rowsInView: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx)),
    show,
  });

  return (
    <ImageSheet
      scroller={scroller}
      kind="grid"
      rowCount={rowCount}
      columnCount={columns}
      active={active}
      heightPx={rows.getTotalSize()}
      onKeyDown={press}
    >
      {visible.map((row) => (
        <GridRow
          key={row.key}
          row={row.index}
          topPx={row.start}
          columns={columns}
          tilePx={tilePx}
          total={total}
          active={active}
          pages={pages}
          selection={selection}
          isHeld={isHeldBack(row.index, pace, rows.range, rows.scrollDirection)}
        />
      ))}
    </ImageSheet>
  );
}

/** Width for tiles inside an element's padding, as it changes. */
function useInnerWidth(ref: { readonly current: HTMLElement | null }): number {
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => setWidthPx(element.clientWidth - PADDING_PX - PADDING_END_PX);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return widthPx;
}
