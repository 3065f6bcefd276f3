import type { Range } from '@tanstack/react-virtual';
import { useEffect, useState } from 'react';
import type { Pace } from './flight';
import { Turns } from './turns';

/** A row of the grid on a wide screen. */
const IMAGES_A_FRAME = 10;

const turns = new Turns(IMAGES_A_FRAME, (callback) => requestAnimationFrame(callback));

/**
 * Whether a line has its contents by now; then it keeps them.
 * @param isHeld it is not its turn, since nobody can see it or nothing is known of it
 * @param isAtOnce it is needed in this frame
 * @param images on the line
 */
export function useArrived(isHeld: boolean, isAtOnce: boolean, images: number): boolean {
  const [hasArrived, setArrived] = useState(isAtOnce);
  if (isAtOnce && !hasArrived) setArrived(true);
  const isWaiting = !hasArrived && !isAtOnce && !isHeld;
  useEffect(() => (isWaiting ? turns.wait(images, () => setArrived(true)) : undefined), [isWaiting, images]);
  return hasArrived || isAtOnce;
}

/** Whether a line is made while the list moves as it does: in a flight none, else those in view and one to come. */
export function isHeldBack(
  line: number,
  pace: Pace,
  range: Pick<Range, 'startIndex' | 'endIndex'> | null,
  direction: 'forward' | 'backward' | null,
): boolean {
  if (pace !== 'moving' || range === null) return pace === 'flying';
  const first = range.startIndex - (direction === 'backward' ? 1 : 0);
  const last = range.endIndex + (direction === 'forward' ? 1 : 0);
  return line < first || line > last;
}
