import { type RefObject, useEffect, useState } from 'react';

/** A screen in some 200 ms: nobody looks at a picture then. */
const FLIGHT_PX_MS = 4;
/** Without a movement for so long a flight is over. */
const LANDED_MS = 120;
/** And so long after it the list rests: what is out of view may be made. */
const REST_MS = 280;

/** How a list is scrolled: a flight is so fast that what comes into view is gone before it could be looked at. */
export type Pace = 'resting' | 'moving' | 'flying';

export interface FlightWatch {
  /** @param positionPx of the scroller, at a time in ms */
  moved(positionPx: number, nowMs: number): void;
  stop(): void;
}

/** Tells when a list begins to move, to fly and to rest. A single leap, as to the last image, is no flight. */
export function watchFlight(onChange: (pace: Pace) => void): FlightWatch {
  let last: { positionPx: number; ms: number } | null = null;
  let fastMoves = 0;
  let pace: Pace = 'resting';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (next: Pace): void => {
    if (next === pace) return;
    pace = next;
    onChange(next);
  };
  return {
    moved(positionPx, nowMs) {
      const elapsedMs = last === null ? Number.POSITIVE_INFINITY : Math.max(1, nowMs - last.ms);
      const isFast = last !== null && Math.abs(positionPx - last.positionPx) > FLIGHT_PX_MS * elapsedMs;
      last = { positionPx, ms: nowMs };
      fastMoves = isFast ? fastMoves + 1 : 0;
      tell(fastMoves >= 2 || (pace === 'flying' && isFast) ? 'flying' : 'moving');
      clearTimeout(timer);
      timer = setTimeout(() => {
        fastMoves = 0;
        tell('moving');
        timer = setTimeout(() => tell('resting'), REST_MS);
      }, LANDED_MS);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

/** How fast an element is scrolled. @param axis along which it scrolls */
export function usePace(ref: RefObject<HTMLElement | null>, axis: 'x' | 'y' = 'y'): Pace {
  const [pace, setPace] = useState<Pace>('resting');
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const watch = watchFlight(setPace);
    const scrolled = (): void => watch.moved(axis === 'y' ? element.scrollTop : element.scrollLeft, performance.now());
    // Before the list's own listener, which renders at once: a line is to know by then whether it is held back.
    element.addEventListener('scroll', scrolled, { passive: true, capture: true });
    return () => {
      element.removeEventListener('scroll', scrolled, { capture: true });
      watch.stop();
    };
  }, [ref, axis]);
  return pace;
}
