import { type RefObject, useEffect, useState } from 'react';

/** A screen in some 200 ms: nobody looks at a picture then. */
const FLIGHT_PX_MS = 4;
/** Without a movement for so long the list rests. */
const REST_MS = 120;

export interface FlightWatch {
  /** @param positionPx of the scroller, at a time in ms */
  moved(positionPx: number, nowMs: number): void;
  stop(): void;
}

/**
 * Tells when a list is scrolled so fast that what comes into view is gone before it could be looked at, and when that
 * ends. A single leap, as to the last image, is none.
 */
export function watchFlight(onChange: (isFlying: boolean) => void): FlightWatch {
  let last: { positionPx: number; ms: number } | null = null;
  let fastMoves = 0;
  let isFlying = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (next: boolean): void => {
    if (next === isFlying) return;
    isFlying = next;
    onChange(next);
  };
  return {
    moved(positionPx, nowMs) {
      const elapsedMs = last === null ? Number.POSITIVE_INFINITY : Math.max(1, nowMs - last.ms);
      const isFast = last !== null && Math.abs(positionPx - last.positionPx) > FLIGHT_PX_MS * elapsedMs;
      last = { positionPx, ms: nowMs };
      fastMoves = isFast ? fastMoves + 1 : 0;
      tell(fastMoves >= 2 || (isFlying && isFast));
      clearTimeout(timer);
      timer = setTimeout(() => {
        fastMoves = 0;
        tell(false);
      }, REST_MS);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

/** Whether an element is scrolled too fast for its pictures. @param axis along which it scrolls */
export function useFlight(ref: RefObject<HTMLElement | null>, axis: 'x' | 'y' = 'y'): boolean {
  const [isFlying, setFlying] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const watch = watchFlight(setFlying);
    const scrolled = (): void => watch.moved(axis === 'y' ? element.scrollTop : element.scrollLeft, performance.now());
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      element.removeEventListener('scroll', scrolled);
      watch.stop();
    };
  }, [ref, axis]);
  return isFlying;
}

/** Whether what came into view during a flight is looked at by now; then it stays so. */
export function useArrived(isFlying: boolean): boolean {
  const [hasArrived, setArrived] = useState(!isFlying);
  if (!isFlying && !hasArrived) setArrived(true);
  return hasArrived || !isFlying;
}
