import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { ImageSort } from '../../shared/contract/images';
import { act } from '../app/client';
import { usePace } from './flight';
import { ImageLine } from './image-line';
import { ImageSheet } from './image-sheet';
import { rowAt, setQuery, useImages } from './images-state';
import { usePicturesAhead } from './pictures-ahead';
import { rangeWith, useActiveShown, useRowsInView } from './rows-in-view';
import { isHeldBack } from './use-arrived';
import { useImageKeys } from './use-image-keys';

const LINE_PX = 32;

interface Column {
  name: string;
  words: string;
  sort?: ImageSort;
  isNumber?: boolean;
}

/** What the list shows of an image; those with a sort order by a click. */
const columns: readonly Column[] = [
  { name: 'picture', words: 'picture' },
  { name: 'name', words: 'name', sort: 'name' },
  { name: 'size', words: 'size', sort: 'size', isNumber: true },
  { name: 'depth', words: 'depth', isNumber: true },
  { name: 'format', words: 'format' },
  { name: 'date', words: 'added', sort: 'added', isNumber: true },
  { name: 'status', words: 'status', sort: 'status' },
  { name: 'split', words: 'split' },
  { name: 'labelled', words: 'labelled', sort: 'painted', isNumber: true },
  { name: 'work', words: 'time, strokes', isNumber: true },
];

/** The same date as the order goes by. */
function columnsOf(sort: ImageSort): readonly Column[] {
  if (sort !== 'modified') return columns;
  return columns.map((column) =>
    column.name === 'date' ? { ...column, words: 'file date', sort: 'modified' } : column,
  );
}

/** The images as lines of which only those in view exist; the same keys and menu as the grid. */
export function ImageList({ total }: { total: number }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const selection = useImages((state) => state.selection);
  const pace = usePace(scroller);
  const active = Math.min(selection.active, total - 1);
  const lines = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 8,
    paddingStart: LINE_PX,
    scrollPaddingStart: LINE_PX,
    paddingEnd: 8,
    rangeExtractor: rangeWith(active),
  });
  const isByFile = useImages((state) => state.query.sort === 'modified');
  const visible = lines.getVirtualItems();
  const pages = useRowsInView(visible, 1, total, pace === 'flying');
  const show = (index: number): void => lines.scrollToIndex(index);
  useActiveShown(show, true);
  usePicturesAhead(visible, 1, total, pace === 'flying');
  const press = useImageKeys({
    total,
    active,
    columns: 1,
    rowsInView: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / LINE_PX) - 1),
    show,
  });

  return (
    <ImageSheet
      scroller={scroller}
      kind="list"
      rowCount={total + 1}
      columnCount={columns.length}
      active={active}
      heightPx={lines.getTotalSize()}
      onKeyDown={press}
    >
      <ListHead />
      {visible.map(({ index, start }) => {
        const image = rowAt(pages, index);
        return (
          <ImageLine
            key={index}
            index={index}
            topPx={start}
            isByFile={isByFile}
            image={image}
            isActive={index === active}
            isSelected={image !== undefined && selection.ids.has(image.id)}
            isHeld={isHeldBack(index, pace, lines.range, lines.scrollDirection)}
          />
        );
      })}
    </ImageSheet>
  );
}

function ListHead(): ReactNode {
  const { sort: present, isReversed } = useImages((state) => state.query);
  return (
    <div className="list-line list-head" role="row" aria-rowindex={1} tabIndex={-1}>
      {columnsOf(present).map(({ name, words, sort, isNumber = false }) => {
        const isSorted = sort === present;
        // Sizes and shares begin with the largest.
        const isFalling = isReversed !== isNumber;
        return (
          <span
            key={name}
            role="columnheader"
            tabIndex={-1}
            className="list-cell"
            data-column={name}
            aria-sort={isSorted ? (isFalling ? 'descending' : 'ascending') : undefined}
          >
            {sort === undefined ? (
              <span className={name === 'picture' ? 'visually-hidden' : undefined}>{words}</span>
            ) : (
              <button
                type="button"
                tabIndex={-1}
                className="list-sort"
                onClick={() => act(() => setQuery({ sort, isReversed: isSorted && !isReversed }))}
              >
                {words}
                {isSorted &&
                  (isFalling ? <ArrowDown size={12} aria-hidden="true" /> : <ArrowUp size={12} aria-hidden="true" />)}
              </button>
            )}
          </span>
        );
      })}
    </div>
  );
}
