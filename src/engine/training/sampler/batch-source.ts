import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { asProblem, Problem } from '../../../shared/problem';
import { drawChances, samplingIndex } from '../../../shared/training/label-index';
import { balancedShare } from '../../../shared/training/sampling';
import type { Batch, BatchSource, BatchSourceOptions } from './batch-types';
import { chooseResidents, defaultMemoryLimit } from './resident-images';
import { type SampleReply, type SamplerStart, slotArrays, slotBytes } from './sampler-protocol';

/**
 * Batches made by worker threads beside the training step, from step `fromStep` on. They depend on the options and the
 * step alone, never on the number or the timing of the workers.
 * @throws Problem `nothing-painted` where no pixel of the images is valid
 */
export function openBatchSource(options: BatchSourceOptions, fromStep: number): BatchSource {
  const { images, workers = 1, prefetch = 4, memoryLimitBytes = defaultMemoryLimit() } = options;
  const index = samplingIndex(images, options.classCount);
  if (index.total === 0) throw nothingToDraw(images.length);
  const shared = { ...options, images: images.map((image) => ({ ...image, cellCounts: inShared(image.cellCounts) })) };
  const slotCount = Math.max(2, prefetch);
  const start: SamplerStart = {
    options: shared,
    residents: chooseResidents(images, drawChances(index, balancedShare), memoryLimitBytes),
    slots: Array.from({ length: slotCount }, () => new SharedArrayBuffer(slotBytes(options))),
    finished: new SharedArrayBuffer(slotCount * 4),
  };
  return new WorkerBatchSource(start, fromStep, Math.max(1, workers));
}

class WorkerBatchSource implements BatchSource {
  readonly unweightedImages: BatchSource['unweightedImages'];
  private readonly start: SamplerStart;
  private readonly workers: { thread: Worker; pending: number }[];
  private readonly finished: Int32Array;
  /** Slot of each step that is being made, is ready or is in use. */
  private readonly slotOf = new Map<number, number>();
  private readonly failures = new Map<number, Problem>();
  private nextStep: number;
  private stepToMake: number;
  /** Why no further batch can come. */
  private end: Problem | null = null;
  private waiting: (() => void)[] = [];

  constructor(start: SamplerStart, fromStep: number, workers: number) {
    const { images, floor } = start.options;
    this.start = start;
    this.unweightedImages = floor === 0 ? images.flatMap((i) => (i.isImportanceZero ? [i.id] : [])) : [];
    this.finished = new Int32Array(start.finished);
    this.nextStep = fromStep;
    this.stepToMake = fromStep;
    this.workers = Array.from({ length: workers }, () => this.startWorker());
    for (let slot = 0; slot < start.slots.length; slot++) this.make(slot);
  }

  async next(): Promise<Batch> {
    const step = this.nextStep++;
    const began = performance.now();
    let waitedMs = 0;
    // Finished batches are seen in shared memory at once, even while this thread was busy with a step.
    while (!this.isMade(step)) {
      if (this.end !== null) throw this.end;
      const failure = this.failures.get(step);
      if (failure !== undefined) throw failure;
      if (!this.slotOf.has(step)) throw new Error(`No memory for step ${step}: release earlier batches first.`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
      waitedMs = performance.now() - began;
    }
    const slot = this.slotOf.get(step) ?? 0;
    const { image, labels, validity, importance, images } = slotArrays(this.start.slots[slot], this.start.options);
    const imageIds = Array.from(images, (number) => this.start.options.images[number].id);
    return { step, image, labels, validity, importance, imageIds, waitedMs };
  }

  release(batch: Batch): void {
    const slot = this.slotOf.get(batch.step);
    if (slot === undefined || batch.step >= this.nextStep) return;
    this.slotOf.delete(batch.step);
    this.make(slot);
  }

  async close(): Promise<void> {
    this.stop(new Problem('sampler-closed', 'The batches of this run were closed.', 'Start or resume the run.'));
    await Promise.all(this.workers.map(({ thread }) => thread.terminate()));
  }

  private isMade(step: number): boolean {
    const slot = this.slotOf.get(step);
    return slot !== undefined && Atomics.load(this.finished, slot) === step + 1;
  }

  private make(slot: number): void {
    if (this.end !== null) return;
    const step = this.stepToMake++;
    this.slotOf.set(step, slot);
    const worker = this.workers.reduce((least, other) => (other.pending < least.pending ? other : least));
    worker.pending++;
    worker.thread.postMessage({ step, slot });
  }

  private startWorker(): { thread: Worker; pending: number } {
    const thread = new Worker(join(__ENTRIES__, 'sampler-worker.js'), { workerData: this.start });
    const worker = { thread, pending: 0 };
    thread.on('message', ({ step, problem }: SampleReply) => {
      worker.pending--;
      if (problem !== undefined) this.failures.set(step, Problem.fromData(problem));
      this.wake();
    });
    thread.on('error', (error) => this.stop(asProblem(error)));
    thread.on('exit', () =>
      this.stop(
        new Problem(
          'sampler-ended',
          'The thread that prepares the training batches ended by itself.',
          'Resume the run; if it happens again, lower the memory limit or the size of the patch.',
        ),
      ),
    );
    return worker;
  }

  private stop(reason: Problem): void {
    this.end ??= reason;
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** A copy in memory that threads share, so that starting a worker copies no counts. */
function inShared(counts: Uint16Array): Uint16Array {
  const shared = new Uint16Array(new SharedArrayBuffer(counts.byteLength));
  shared.set(counts);
  return shared;
}

function nothingToDraw(images: number): Problem {
  return new Problem(
    'nothing-painted',
    `None of the ${images} training images has a pixel to learn from.`,
    'Paint some pixels of each class, or import masks.',
  );
}
