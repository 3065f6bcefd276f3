import { useEffect } from 'react';
import { needRows, rowAt, useImages } from './images-state';

/** What is in view comes first: the list has rested for so long when others are asked for. */
const REST_MS = 400;
/** About two screens of tiles. */
const AHEAD = 80;

/** Addresses asked for by now, in any list; the cache keeps what came of them. */
const known = new Set<string>();
const MOST_KNOWN = 50_000;

/**
 * Makes the small pictures below what is in view, one at a time and only while the list rests, so that scrolling on
 * finds them in the cache.
 * @param columns images on a line
 */
export function usePicturesAhead(
  lines: readonly { index: number }[],
  columns: number,
  total: number,
  isFlying: boolean,
): void {
  const last = lastInView(lines.map(({ index }) => index));
  useEffect(() => {
    if (isFlying) return;
    const abort = new AbortController();
    const from = (last + 1) * columns;
    const timer = setTimeout(() => void fetchAhead(from, Math.min(total, from + AHEAD), abort.signal), REST_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [last, columns, total, isFlying]);
}

/** The last line of those that follow each other; the active one may lie far after them. */
export function lastInView(indices: readonly number[]): number {
  const [before, last] = [indices.at(-2), indices.at(-1)];
  if (last === undefined) return 0;
  return before === undefined || last === before + 1 ? last : before;
}

async function fetchAhead(from: number, to: number, signal: AbortSignal): Promise<void> {
  if (from < to) needRows(from, to - 1);
  for (let index = from; index < to && !signal.aborted; index++) {
    const address = rowAt(useImages.getState().pages, index)?.thumbnail;
    if (address === undefined || known.has(address)) continue;
    try {
      const response = await fetch(address, { signal });
      await response.arrayBuffer();
    } catch {
      // Given up, since the list moved on; a picture that cannot be made says so where it is shown.
      if (signal.aborted) return;
    }
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(address);
  }
}
