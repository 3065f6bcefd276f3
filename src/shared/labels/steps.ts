import type { LabelEdit } from './edit';

/** Work that pauses every few milliseconds, so that a window can answer between, and ends with its result. */
export type Steps<T> = Generator<void, T, void>;

/** An edit made in steps. */
export type EditSteps = Steps<LabelEdit>;

/** Does all steps at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
