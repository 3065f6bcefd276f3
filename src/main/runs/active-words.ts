import type { RunEvent } from '../../shared/training/run-events';

const parts: Record<string, string> = { images: 'Preparing images', weights: 'Computing weight maps' };

/** What a run in preparation does just now, e.g. `Preparing images, 3 of 24`. */
export function preparingPhase({ part, done, total }: Extract<RunEvent, { type: 'preparing' }>): string {
  const words = parts[part] ?? 'Preparing';
  return done >= total ? words : `${words}, ${done + 1} of ${total}`;
}
