import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { act, ask } from '../app/client';
import { showImage } from '../app/current-image';
import { windowProblem } from '../app/window-problem';
import { useWorkspace } from '../app/workspace';
import type { ColorTable } from '../canvas/color-table';
import { GAP_PX, gridGeometry } from '../images/grid-geometry';
import { rowAt, totalOf, useImages } from '../images/images-state';
import { useRowsInView } from '../images/rows-in-view';
import { useClasses } from '../paint/classes-state';
import { limitedTable } from './color-limits';
import { SheetFeed, type SheetMap, sheetKey } from './sheet-feed';
import { weightWords } from './term-words';
import { setMode, useWeights } from './weights-state';

/** At most so many values a map: 192 pixels a side. */
const SHEET_PIXELS = 36_864;

/** The maps of all images of the list, of which only those in view are made. */
export function WeightsSheet(): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const { columns, tilePx, rowPx } = gridGeometry(useWidth(scroller) - 2 * GAP_PX);
  const total = useImages(totalOf);
  const weighting = useWorkspace((state) => state.weighting);
  const limits = useWeights((state) => state.limits);
  const table = useMemo(() => limitedTable(limits), [limits]);
  const rows = useVirtualizer({
    count: Math.ceil(total / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 1,
    paddingStart: 64,
    paddingEnd: GAP_PX,
  });
  useLayoutEffect(() => {
    if (rowPx > 0) rows.measure();
  }, [rows, rowPx]);
  const visible = rows.getVirtualItems();
  const pages = useRowsInView(visible, columns, total, false);
  const feed = useFeed();
  const lines = visible.map(({ index }) => index).join(' ');
  useEffect(() => {
    const images = lines
      .split(' ')
      .flatMap((line) => Array.from({ length: columns }, (_, column) => Number(line) * columns + column))
      .flatMap((at) => rowAt(pages, at) ?? []);
    feed.want(images, weighting);
  }, [feed, lines, columns, pages, weighting]);
  const open = (at: number): void => {
    setMode('overlay');
    act(() => showImage(at));
  };
  return (
    <div ref={scroller} className="weights-sheet">
      <ul className="sheet-rows" aria-label="Weight maps of all images" style={{ height: rows.getTotalSize() }}>
        {visible.flatMap((row) =>
          Array.from({ length: columns }, (_, column) => row.index * columns + column)
            .filter((at) => at < total)
            .map((at) => {
              const image = rowAt(pages, at);
              const left = GAP_PX + (at % columns) * (tilePx + GAP_PX);
              return (
                <li key={at} className="sheet-tile" style={{ top: row.start, left, width: tilePx }}>
                  {image !== undefined && (
                    <SheetTile
                      image={image}
                      made={feed.get(sheetKey(image, weighting))}
                      table={table}
                      range={weighting}
                      onOpen={() => open(at)}
                    />
                  )}
                </li>
              );
            }),
        )}
      </ul>
    </div>
  );
}

interface SheetTileProps {
  image: ImageRow;
  made: SheetMap | null;
  table: ColorTable;
  range: { floor: number; strength: number };
  onOpen(): void;
}

function SheetTile({ image, made, table, range, onOpen }: SheetTileProps): ReactNode {
  const { floor, strength } = range;
  const mean = made !== null && 'map' in made ? weightWords(floor + strength * made.map.mean) : null;
  return (
    <button type="button" className="sheet-open" onClick={onOpen}>
      <span className="sheet-picture">
        {made !== null && 'map' in made && <SheetPicture map={made.map.map} table={table} />}
        {made !== null && 'problem' in made && <span className="sheet-problem">{made.problem.message}</span>}
      </span>
      <span className="sheet-caption">
        <span className="truncate">{image.name}</span>{' '}
        {mean === null ? (
          <>
            <span aria-hidden="true">{made === null ? '…' : '–'}</span>
            <span className="visually-hidden">{made === null ? 'being made' : 'no map'}</span>
          </>
        ) : (
          <span>
            <span className="visually-hidden">mean </span>
            {mean}
          </span>
        )}
      </span>
    </button>
  );
}

function SheetPicture({
  map,
  table,
}: {
  map: { width: number; height: number; data: Uint8Array };
  table: ColorTable;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(map.width, map.height);
    const pixels = new Uint32Array(picture.data.buffer);
    for (let at = 0; at < pixels.length; at++) pixels[at] = table[map.data[at]];
    context.putImageData(picture, 0, 0);
  }, [map, table]);
  return <canvas ref={canvas} width={map.width} height={map.height} />;
}

/** One for the sheet's life; what it holds is made anew when labels or classes changed. */
function useFeed(): SheetFeed {
  const [, renew] = useReducer((count: number) => count + 1, 0);
  const feed = useMemo(
    () =>
      new SheetFeed(async (image, weighting) => {
        try {
          // As importance itself: floor and strength are applied where it is shown.
          const plain = { ...weighting, floor: 0, strength: 1 };
          return { map: await ask('weights.small', { image: image.id, weighting: plain, pixels: SHEET_PIXELS }) };
        } catch (error) {
          return { problem: windowProblem(error).toJSON() };
        }
      }, renew),
    [],
  );
  const classes = useClasses((state) => state.classes);
  useEffect(() => {
    if (classes.length >= 0) feed.forget();
    renew();
  }, [feed, classes]);
  useEffect(() => () => feed.forget(), [feed]);
  return feed;
}

function useWidth(element: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
