import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { act, ask } from '../app/client';
import { useNowMs } from '../components/now';
import { moved } from '../images/grid-geometry';
import { rangeWith } from '../images/rows-in-view';
import { useClasses } from './classes-state';
import { stepTo } from './history-acts';
import { BEGINNING, type HistoryList, sharedOnTheWay } from './history-list';
import { HistoryBeginning, HistoryRow } from './history-row';
import { sharedWarning, shortAgo } from './history-words';
import { labelPalette } from './label-palette';
import { useStepGround } from './step-ground';
import { StepPictureFeed } from './step-picture-feed';

const ROW_PX = 36;

/** Often enough for words such as `4 min`. */
const RENEWED_MS = 20_000;

interface HistoryBoxProps {
  image: ImageRow;
  list: HistoryList;
  isLocked: boolean;
  need(places: readonly number[]): void;
}

/** All steps of an image, newest first and the beginning last, of which only those in view exist. */
export const HistoryBox = memo(function HistoryBox({ image, list, isLocked, need }: HistoryBoxProps): ReactNode {
  const total = list.total + 1;
  const scroller = useRef<HTMLDivElement>(null);
  const present = indexOf(list, list.standing - 1);
  const [active, setActive] = useActive(present, total);
  const nowMs = useNowMs(RENEWED_MS);
  const classes = useClasses((state) => state.classes);
  const colors = useMemo(() => labelPalette(classes), [classes]);
  const ground = useStepGround(image);
  const id = image.id;
  const feed = useMemo(() => new StepPictureFeed((editIds) => ask('labels.stepPictures', { id, editIds })), [id]);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 4,
    rangeExtractor: rangeWith(active),
  });
  const visible = rows.getVirtualItems();
  useNeeded(
    visible.map(({ index }) => placeOf(list, index)),
    list,
    need,
  );
  // What is seen on the canvas is in view in the list, whatever painted, undid or did it.
  const { total: steps, standing } = list;
  useEffect(() => {
    const isSeen = steps === standing && rows.scrollOffset === 0;
    // Scrolling has the page laid out at once, which a stroke must not pay for.
    if (!isSeen) rows.scrollToIndex(steps - standing);
  }, [rows, steps, standing]);

  // The same for as long as the list is: a row is only made anew where it changed.
  const go = useCallback(
    (index: number): void => {
      setActive(index);
      const place = placeOf(list, index);
      const edit = list.rows.get(place);
      const isPresent = place === list.standing - 1;
      if (isLocked || isPresent || (edit === undefined && place !== BEGINNING)) return;
      act(() => stepTo(edit?.editId ?? null));
    },
    [list, isLocked, setActive],
  );
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inView = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1);
    const target = moved(event.key, active, total, 1, inView);
    if (event.key === 'Enter' || event.key === ' ') go(active);
    else if (target !== null) {
      setActive(target);
      rows.scrollToIndex(target);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="history"
      role="listbox"
      tabIndex={0}
      aria-label="Steps, newest first"
      aria-disabled={isLocked}
      aria-activedescendant={`step-${active}`}
      onKeyDown={press}
    >
      <div role="presentation" style={{ height: rows.getTotalSize() }}>
        {visible.map(({ index, start }) => {
          const place = placeOf(list, index);
          const edit = list.rows.get(place);
          const isPresent = index === present;
          const warning = sharedWarning(sharedOnTheWay(list, place), index > present);
          const shared = { index, total, topPx: start, isPresent, isActive: index === active, warning, onGo: go };
          return place === BEGINNING ? (
            <HistoryBeginning key={place} {...shared} />
          ) : (
            <HistoryRow
              key={place}
              {...shared}
              edit={edit}
              isUndone={place >= list.standing}
              ago={edit === undefined ? '' : shortAgo(Date.parse(edit.at), nowMs)}
              feed={feed}
              colors={colors}
              ground={ground}
            />
          );
        })}
      </div>
    </div>
  );
});

/** Rows are the newest first, places are counted from the oldest. */
function placeOf({ total }: HistoryList, index: number): number {
  return total - 1 - index;
}

function indexOf({ total }: HistoryList, place: number): number {
  return total - 1 - place;
}

/** The row that the keys are at: that of the present state, until they move it, and again once that changes. */
function useActive(present: number, total: number): [number, (index: number) => void] {
  const key = `${present} ${total}`;
  const [moved, setMoved] = useState<{ key: string; index: number } | null>(null);
  const active = moved?.key === key ? moved.index : present;
  const setActive = useCallback((index: number) => setMoved({ key, index }), [key]);
  return [active, setActive];
}

function useNeeded(places: readonly number[], list: HistoryList, need: (places: readonly number[]) => void): void {
  const missing = places.filter((place) => place >= 0 && !list.rows.has(place)).join(' ');
  useEffect(() => {
    if (missing !== '') need(missing.split(' ').map(Number));
  }, [missing, need]);
}
