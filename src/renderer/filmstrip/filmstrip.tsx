import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, type WheelEvent } from 'react';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { showImage } from '../app/current-image';
import { toggleStrip, useFrame } from '../app/frame-state';
import { count } from '../app/words';
import { IconButton } from '../components/button';
import { Hint } from '../components/hint';
import { usePace } from '../images/flight';
import { rowAt, totalOf, useImages } from '../images/images-state';
import { rangeWith, useRowsInView } from '../images/rows-in-view';
import { isHeldBack } from '../images/use-arrived';
import { StripFrame } from './strip-frame';
import { FRAME_PX, STEP_PX, stepped } from './strip-keys';

/** The images of the present filter below the canvas, the one in hand ringed. */
export function Filmstrip(): ReactNode {
  const total = useImages(totalOf);
  const isOpen = useFrame((state) => state.isStripOpen);
  const active = useImages(({ selection }) => selection.active);
  if (total === 0) return null;
  if (isOpen) return <Strip total={total} active={Math.min(active, total - 1)} />;
  return (
    <nav className="strip-folded" aria-label="Images of the present filter">
      <Hint text="Show the filmstrip" keys={keysOf('window.strip')}>
        <button type="button" className="strip-unfold" onClick={toggleStrip}>
          <ChevronUp size={12} aria-hidden="true" />
          Image {count(Math.min(active, total - 1) + 1)} of {count(total)}
        </button>
      </Hint>
    </nav>
  );
}

function Strip({ total, active }: { total: number; active: number }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const pace = usePace(scroller, 'x');
  const hasCurrent = useImages(({ selection }) => selection.ids.size > 0);
  const frames = useVirtualizer({
    horizontal: true,
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => STEP_PX,
    overscan: 6,
    paddingStart: 12,
    paddingEnd: 12,
    // A neighbour shows beside the image in hand, so that one sees where the keys lead.
    scrollPaddingStart: STEP_PX + 12,
    scrollPaddingEnd: STEP_PX + 12,
    rangeExtractor: rangeWith(active),
  });
  const visible = frames.getVirtualItems();
  const pages = useRowsInView(visible, 1, total, pace === 'flying');

  useEffect(() => frames.scrollToIndex(active), [frames, active]);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inView = Math.max(1, Math.floor((scroller.current?.clientWidth ?? 0) / STEP_PX));
    const target = stepped(event.key, active, total, inView);
    if (target === null) return;
    event.preventDefault();
    show(target);
  };
  const roll = (event: WheelEvent): void => {
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    scroller.current?.scrollBy({ left: event.deltaY });
  };

  return (
    <nav className="strip" aria-label="Images of the present filter">
      <div
        ref={scroller}
        className="strip-scroller"
        role="listbox"
        tabIndex={0}
        aria-label="Filmstrip"
        aria-orientation="horizontal"
        aria-activedescendant={`strip-${active}`}
        onKeyDown={press}
        onWheel={roll}
      >
        <div className="strip-frames" role="presentation" style={{ width: frames.getTotalSize(), height: FRAME_PX }}>
          {visible.map(({ index, start }) => (
            <StripFrame
              key={index}
              index={index}
              total={total}
              leftPx={start}
              image={rowAt(pages, index)}
              isCurrent={hasCurrent && index === active}
              isHeld={isHeldBack(index, pace, frames.range, frames.scrollDirection)}
              onShow={show}
            />
          ))}
        </div>
      </div>
      <IconButton
        icon={ChevronDown}
        label="Hide the filmstrip"
        keys={keysOf('window.strip')}
        size="small"
        onClick={toggleStrip}
      />
    </nav>
  );
}

function show(index: number): void {
  act(() => showImage(index));
}
