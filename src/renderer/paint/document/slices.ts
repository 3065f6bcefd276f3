import type { Steps } from '../../../shared/labels/steps';

/** Less than a frame, so that the window answers meanwhile. */
const SLICE_MS = 8;

/** Work that pauses every now and then, done between other work of the page. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  let startedMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - startedMs < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    startedMs = performance.now();
  }
}
