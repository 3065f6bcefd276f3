import type { Page } from 'playwright-core';

export interface Watched {
  /** Of each pointer move over a canvas: its listeners, and the frame's callbacks that draw what they asked for; ms. */
  work: number[];
  /** Between frames, ms. */
  gaps: number[];
}

declare global {
  interface Window {
    watchedWork?: Watched;
  }
}

/** From now on measures what canvases do that are made from now on, in the page and around the real listeners. */
export async function watchWork(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { work: [], gaps: [] };
    window.watchedWork = watched;
    const timed = (work: () => void): number => {
      const startMs = performance.now();
      work();
      return performance.now() - startMs;
    };
    const add = HTMLElement.prototype.addEventListener;
    HTMLElement.prototype.addEventListener = function (
      this: HTMLElement,
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ) {
      const isWatched = type === 'pointermove' && this.className === 'canvas-stage' && typeof listener === 'function';
      const heard = !isWatched
        ? listener
        : (event: Event) => void watched.work.push(timed(() => listener.call(this, event)));
      add.call(this, type, heard, options);
    };
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((atMs) => {
        const ms = timed(() => callback(atMs));
        const last = watched.work.length - 1;
        if (last >= 0) watched.work[last] = (watched.work[last] ?? 0) + ms;
      });
    let lastMs = performance.now();
    const tick = (atMs: number): void => {
      watched.gaps.push(atMs - lastMs);
      lastMs = atMs;
      request(tick);
    };
    request(tick);
  });
}

export async function watched(page: Page): Promise<Watched> {
  return page.evaluate(() => window.watchedWork ?? { work: [], gaps: [] });
}
