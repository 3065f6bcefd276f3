import type { AddState } from '../../shared/contract/images';
import { windowProblem } from '../window-problem';
import { type AddImagesParts, type AddProgress, addImages } from './add-images';

export interface AddJobParts extends Omit<AddImagesParts, 'signal' | 'onProgress'> {
  onState(state: AddState): void;
  /** Images were written; the list on the screen is behind. */
  onAdded(): void;
}

const TELL_EVERY_MS = 100;
/** Before this the rate says little about what is left. */
const RATE_AFTER_MS = 1500;
/** Reasons sent to the window while the job runs; all of them come at its end. */
const NOT_ADDED_SHOWN = 50;

/** The adding of a window's project: one job at a time, further paths wait for it. */
export class AddJob {
  #state: AddState = { status: 'idle' };
  #waiting: string[][] = [];
  #controller: AbortController | null = null;
  #run: Promise<void> = Promise.resolve();

  constructor(private readonly parts: AddJobParts) {}

  get state(): AddState {
    return this.#state;
  }

  add(paths: readonly string[]): void {
    this.#waiting.push([...paths]);
    if (this.#controller === null) this.#run = this.#runAll();
  }

  cancel(): void {
    this.#waiting = [];
    this.#controller?.abort();
  }

  /** Cancels, and waits until the last write is done. */
  async stop(): Promise<void> {
    this.cancel();
    await this.#run;
  }

  dismiss(): void {
    if (this.#controller === null) this.#tell({ status: 'idle' });
  }

  async #runAll(): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    const ended = { status: 'ended' as const, added: 0, restored: 0, wasCancelled: false, notAdded: [] };
    let sum: Extract<AddState, { status: 'ended' }> = ended;
    for (let paths = this.#waiting.shift(); paths !== undefined; paths = this.#waiting.shift()) {
      sum = joined(sum, await this.#addOne(paths, controller.signal));
    }
    this.#controller = null;
    this.#tell({ ...sum, wasCancelled: controller.signal.aborted });
    this.parts.onAdded();
  }

  async #addOne(paths: string[], signal: AbortSignal): Promise<AddProgress> {
    this.#tell({ status: 'listing' });
    const startedMs = performance.now();
    let latest: AddProgress = { done: 0, total: 0, added: 0, restored: 0, notAdded: [] };
    let toldMs = 0;
    let toldAdded = 0;
    const onProgress = (progress: AddProgress): void => {
      latest = progress;
      const nowMs = performance.now();
      if (nowMs - toldMs < TELL_EVERY_MS) return;
      toldMs = nowMs;
      this.#tell(adding(progress, nowMs - startedMs));
      if (progress.added > toldAdded) this.parts.onAdded();
      toldAdded = progress.added;
    };
    try {
      return await addImages(paths, { ...this.parts, signal, onProgress });
    } catch (error) {
      if (signal.aborted) return latest;
      const problem = windowProblem(error).toJSON();
      return { ...latest, notAdded: [...latest.notAdded, { file: '', name: 'The rest', problem }] };
    }
  }

  #tell(state: AddState): void {
    this.#state = state;
    this.parts.onState(state);
  }
}

function adding(progress: AddProgress, elapsedMs: number): AddState {
  const left = progress.total - progress.done;
  const isKnown = elapsedMs > RATE_AFTER_MS && progress.done > 0;
  return {
    status: 'adding',
    done: progress.done,
    total: progress.total,
    secondsLeft: isKnown ? (left * elapsedMs) / progress.done / 1000 : null,
    notAdded: progress.notAdded.slice(-NOT_ADDED_SHOWN),
  };
}

function joined(
  sum: Extract<AddState, { status: 'ended' }>,
  progress: AddProgress,
): Extract<AddState, { status: 'ended' }> {
  return {
    ...sum,
    added: sum.added + progress.added,
    restored: sum.restored + progress.restored,
    notAdded: [...sum.notAdded, ...progress.notAdded],
  };
}
