import { LRUCache } from 'lru-cache';
import { partText, type ShownPart } from '../shared/contract/shown-part';

export interface RenditionRequest {
  path: string;
  sha256: string;
  maxSidePx: number;
  part?: ShownPart | undefined;
}

/** A tile of a large picture; the sides are those of `PyramidFacts`. */
export interface TileRequest {
  path: string;
  sha256: string;
  level: number;
  x: number;
  y: number;
  part?: ShownPart | undefined;
}

interface Waiting<Wanted> {
  request: Wanted;
  signal: AbortSignal;
  resolve(file: string): void;
  reject(reason: unknown): void;
}

export interface RenditionQueueOptions<Wanted> {
  /** Makes a picture, or finds it in the cache; gives its file's path. */
  make(request: Wanted, signal: AbortSignal): Promise<string>;
  maxRunning?: number;
  /** Beyond these the oldest are dropped: many times what a screen shows at once. */
  maxWaiting?: number;
}

const FILES_REMEMBERED = 20_000;
/** Questions within this time belong to one screen. */
const TOGETHER_MS = 150;

/**
 * Renditions, or tiles, for the screen, newest screen first: after a long scroll what is in view is asked for last, and
 * must not wait for all that flew by. Files that were found are remembered, so that the engine is asked once.
 */
export class RenditionQueue<Wanted extends RenditionRequest | TileRequest = RenditionRequest> {
  /** Groups of questions that came together, the oldest first. */
  readonly #waiting: { sinceMs: number; questions: Waiting<Wanted>[] }[] = [];
  readonly #files = new LRUCache<string, string>({ max: FILES_REMEMBERED });
  #running = 0;

  constructor(private readonly options: RenditionQueueOptions<Wanted>) {}

  /** @throws what `make` throws; an AbortError for a request that was given up or dropped */
  find(request: Wanted, signal: AbortSignal): Promise<string> {
    const known = this.#files.get(keyOf(request));
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      this.#add({ request, signal, resolve, reject });
      this.#runNext();
    });
  }

  /** The file is no longer there, e.g. because the cache was emptied. */
  forget(request: Wanted): void {
    this.#files.delete(keyOf(request));
  }

  #add(question: Waiting<Wanted>): void {
    const newest = this.#waiting.at(-1);
    const nowMs = performance.now();
    if (newest !== undefined && nowMs - newest.sinceMs < TOGETHER_MS) newest.questions.push(question);
    else this.#waiting.push({ sinceMs: nowMs, questions: [question] });
    const count = this.#waiting.reduce((sum, { questions }) => sum + questions.length, 0);
    if (count <= (this.options.maxWaiting ?? 500)) return;
    this.#waiting[0]?.questions.shift()?.reject(dropped());
    if (this.#waiting[0]?.questions.length === 0) this.#waiting.shift();
  }

  /** From the newest group the first: a screen fills from its top. */
  #takeNext(): Waiting<Wanted> | undefined {
    const newest = this.#waiting.at(-1);
    const next = newest?.questions.shift();
    if (newest?.questions.length === 0) this.#waiting.pop();
    return next;
  }

  #runNext(): void {
    while (this.#running < (this.options.maxRunning ?? 3)) {
      const next = this.#takeNext();
      if (next === undefined) return;
      if (next.signal.aborted) next.reject(dropped());
      else void this.#run(next);
    }
  }

  async #run({ request, signal, resolve, reject }: Waiting<Wanted>): Promise<void> {
    this.#running += 1;
    try {
      const file = await this.options.make(request, signal);
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

function keyOf(request: RenditionRequest | TileRequest): string {
  const { sha256, part } = request;
  const place = 'maxSidePx' in request ? request.maxSidePx : `${request.level}-${request.x}-${request.y}`;
  return `${sha256}-${place}${partText(part)}`;
}

function dropped(): DOMException {
  return new DOMException('The picture is no longer asked for.', 'AbortError');
}
