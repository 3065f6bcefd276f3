import type { RunEvent } from './run-events';

/** Steps and preparation come as quickly as the work goes; a second apart they make the same curve. */
const EVERY_MS = 1000;

/**
 * Which events of a run are kept in the database: all but steps and preparation within a second of the one before.
 * The first, the last step of all and the last of each part of the preparation are kept.
 * @returns to be asked of each event in order, with a clock in milliseconds
 */
export function keptEvents(everyMs: number = EVERY_MS): (event: RunEvent, nowMs: number) => boolean {
  let keptMs = Number.NEGATIVE_INFINITY;
  return (event, nowMs) => {
    if (event.type !== 'step' && event.type !== 'preparing') return true;
    const isLast = event.type === 'step' ? event.step === event.totalSteps : event.done === event.total;
    if (!isLast && nowMs - keptMs < everyMs) return false;
    keptMs = nowMs;
    return true;
  };
}
