import { LRUCache } from 'lru-cache';

export interface RenditionRequest {
  path: string;
  sha256: string;
  maxSidePx: number;
}

interface Waiting {
  request: RenditionRequest;
  signal: AbortSignal;
  resolve(file: string): void;
  reject(reason: unknown): void;
}

export interface RenditionQueueOptions {
  /** Makes a rendition, or finds it in the cache; gives its file's path. */
  make(request: RenditionRequest): Promise<string>;
  maxRunning?: number;
  /** Beyond these the oldest are dropped: many times what a screen shows at once. */
  maxWaiting?: number;
}

const FILES_REMEMBERED = 20_000;

/**
 * Renditions for the screen, newest question first: after a long scroll what is in view is asked for last, and must not
 * wait for all that flew by. Files that were found are remembered, so that the engine is asked once.
 */
export class RenditionQueue {
  readonly #waiting: Waiting[] = [];
  readonly #files = new LRUCache<string, string>({ max: FILES_REMEMBERED });
  #running = 0;

  constructor(private readonly options: RenditionQueueOptions) {}

  /** @throws what `make` throws; an AbortError for a request that was given up or dropped */
  find(request: RenditionRequest, signal: AbortSignal): Promise<string> {
    const known = this.#files.get(keyOf(request));
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, signal, resolve, reject });
      if (this.#waiting.length > (this.options.maxWaiting ?? 500)) this.#waiting.shift()?.reject(dropped());
      this.#runNext();
    });
  }

  /** The file is no longer there, e.g. because the cache was emptied. */
  forget(request: RenditionRequest): void {
    this.#files.delete(keyOf(request));
  }

  #runNext(): void {
    while (this.#running < (this.options.maxRunning ?? 3)) {
      const next = this.#waiting.pop();
      if (next === undefined) return;
      if (next.signal.aborted) next.reject(dropped());
      else void this.#run(next);
    }
  }

  async #run({ request, resolve, reject }: Waiting): Promise<void> {
    this.#running += 1;
    try {
      const file = await this.options.make(request);
      this.#files.set(keyOf(request), file);
      resolve(file);
    } catch (error) {
      reject(error);
    } finally {
      this.#running -= 1;
      this.#runNext();
    }
  }
}

function keyOf({ sha256, maxSidePx }: RenditionRequest): string {
  return `${sha256}-${maxSidePx}`;
}

function dropped(): DOMException {
  return new DOMException('The picture is no longer asked for.', 'AbortError');
}
