import type { Picture } from './picture-store';

/** A picture for which the one before is shown until it is at hand, or can not be had. Releases both. */
export function shownMeanwhile<B>(next: Picture<B>, before: Picture<B>): Picture<B> {
  let shown: Picture<B> | null = before;
  const letGo = (): void => {
    shown?.release();
    shown = null;
  };
  return {
    at(zoom) {
      const best = next.at(zoom);
      if (best !== null || next.status() === 'failed') letGo();
      return best ?? shown?.at(zoom) ?? null;
    },
    status: () => next.status(),
    release() {
      letGo();
      next.release();
    },
  };
}
