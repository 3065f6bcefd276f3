import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { needRows, useImages } from './images-state';

/** What is made of a list: what is in view, and always the active one, for the focus to name it. */
export function rangeWith(active: number): (range: Range) => number[] {
  return (range) => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b);
}

/**
 * The pages of images that are held; those of the lines in view are asked for.
 * @param columns images on a line
 * @param isFlying nothing is asked for before the list rests
 */
export function useRowsInView(
  lines: readonly { index: number }[],
  columns: number,
  total: number,
  isFlying: boolean,
): ReadonlyMap<number, readonly ImageRow[]> {
  const pages = useImages((state) => state.pages);
  // The active line may lie far from the others: each line asks for its own.
  const indices = lines.map(({ index }) => index).join(' ');
  useEffect(() => {
    if (pages === undefined || indices === '' || isFlying) return;
    for (const line of indices.split(' ').map(Number)) {
      needRows(line * columns, Math.min(total, (line + 1) * columns) - 1);
    }
  }, [indices, columns, total, pages, isFlying]);
  return pages;
}

/** Shows the active image as a list comes up, and as it has another filter or order. @param isReady it has its size */
export function useActiveShown(show: (index: number) => void, isReady: boolean): void {
  const listed = useImages((state) => state.listed);
  const shown = useRef<number | null>(null);
  useEffect(() => {
    if (!isReady || shown.current === listed) return;
    shown.current = listed;
    show(useImages.getState().selection.active);
  });
}
