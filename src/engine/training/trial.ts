import { readFile, rm, writeFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';
import type { ProgramSpec, TrainingBatch, TrainingSessionApi } from '../graph/program-types';
import { MAX_TENSOR_BYTES } from '../images/limits';
import { writeProblem } from './durable-file';
import { largestFit, type RunEstimate } from './estimate';

/** Bytes that this process may take, of the machine's memory or the limit of its container. */
export function availableBytes(limitBytes?: number): number {
  const constrained = process.constrainedMemory();
  // Without a limit the system reports 0 or an absurdly large number.
  const container = constrained > 0 && constrained < totalmem() ? constrained - process.memoryUsage().rss : Infinity;
  return Math.min(limitBytes ?? Infinity, freemem(), container);
}

/** Bytes of the whole machine, or of its container, whatever else is in memory now. */
export function machineBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

/**
 * Refuses what is known not to fit before anything is allocated: a tensor that would end the process, or more memory
 * than the machine has, or than the limit allows.
 * @throws Problem `training-too-large`
 */
export function requireRoom(config: RunConfig, estimate: RunEstimate, limitBytes?: number): void {
  const most = Math.min(limitBytes ?? Infinity, totalmem());
  if (estimate.largestTensorBytes > MAX_TENSOR_BYTES) {
    throw new Problem(
      'training-too-large',
      `A batch of ${config.batch} patches of ${config.patch} pixels makes a tensor of ${inGib(estimate.largestTensorBytes)}, more than the ${inGib(MAX_TENSOR_BYTES)} that TensorFlow can hold here.`,
      fittingHint(config, estimate, most),
    );
  }
  if (estimate.memoryBytes > most) {
    throw new Problem(
      'training-too-large',
      `A training step would take about ${inGib(estimate.memoryBytes)} of memory, and ${inGib(most)} is there.`,
      fittingHint(config, estimate, most),
    );
  }
}

/** What to know of a run that the machine can hold, but not beside what else is in memory now; null where it can. */
export function tightRoom(config: RunConfig, estimate: RunEstimate, freeBytes: number): Problem | null {
  if (estimate.memoryBytes <= freeBytes) return null;
  return new Problem(
    'training-memory-tight',
    `A training step takes about ${inGib(estimate.memoryBytes)} of memory, and ${inGib(Math.max(0, freeBytes))} is free just now.`,
    `Close other programs. ${fittingHint(config, estimate, freeBytes)}`,
  );
}

/**
 * Runs a step on made data in this process, to find out what cannot fit and how long a step takes. The variables are
 * changed by it: assign them afterwards. A mark in the run's folder outlives the process where the system ends it.
 * @returns seconds of the second step, when the graph is warm
 * @throws Problem `training-out-of-memory`
 */
export async function trialStep(
  session: TrainingSessionApi,
  spec: ProgramSpec,
  config: RunConfig,
  estimate: RunEstimate,
  runFolder: string,
): Promise<number> {
  const mark = join(runFolder, 'trial.json');
  try {
    await writeFile(mark, JSON.stringify({ batch: config.batch, patch: config.patch }));
  } catch (error) {
    throw writeProblem(error, mark);
  }
  try {
    const batch = madeBatch(spec);
    const scalars = { learningRate: 0, floor: 1, strength: 0 };
    session.step(batch, scalars);
    const start = performance.now();
    session.step(batch, scalars);
    return (performance.now() - start) / 1000;
  } catch (error) {
    if (isOutOfMemory(error)) throw outOfMemory(config, estimate);
    throw error;
  } finally {
    await rm(mark, { force: true });
  }
}

/** The sentence for a run whose process was ended in its trial step; null where it was not. */
export async function endedInTrial(
  runFolder: string,
  config: RunConfig,
  estimate: RunEstimate,
): Promise<Problem | null> {
  const isMarked = await readFile(join(runFolder, 'trial.json')).then(
    () => true,
    () => false,
  );
  if (!isMarked) return null;
  return new Problem(
    'training-ended-in-trial',
    'The last start of this run was ended by the system in its trial step, perhaps for want of memory; it is tried once more.',
    fittingHint(config, estimate, availableBytes()),
  );
}

/** Whether an error of TensorFlow or of JavaScript says that memory ran out. */
export function isOutOfMemory(error: unknown): boolean {
  const text = error instanceof Error ? error.message : String(error);
  return /\bOOM\b|resource.?exhausted|out of memory|failed to allocate|allocation failed/i.test(text);
}

export function outOfMemory(config: RunConfig, estimate: RunEstimate): Problem {
  return new Problem(
    'training-out-of-memory',
    `The memory does not suffice for a batch of ${config.batch} patches of ${config.patch} pixels.`,
    // What is free is no measure here: half of what was asked for is known to be less than what failed.
    fittingHint(config, estimate, Math.min(availableBytes(), estimate.memoryBytes / 2)),
  );
}

function fittingHint(config: RunConfig, estimate: RunEstimate, bytes: number): string {
  const { batch, patch } = largestFit(config, estimate, bytes);
  const choices = [
    ...(batch !== null && batch < config.batch ? [`a batch of ${batch}`] : []),
    ...(patch !== null && patch < config.patch ? [`a patch of ${patch} pixels`] : []),
  ];
  if (choices.length === 0) return 'Choose a smaller batch, patch or network.';
  return `By the estimate ${choices.join(', or ')} would fit.`;
}

/** Patches of waves and bands, in the shape that a program trains on. */
export function madeBatch(spec: ProgramSpec): TrainingBatch {
  const pixels = spec.batch * spec.patchHeight * spec.patchWidth;
  return {
    image: Float32Array.from({ length: pixels * spec.inputChannels }, (_, i) => 0.5 + 0.5 * Math.sin(i * 0.7)),
    labels: Uint8Array.from({ length: pixels }, (_, i) => (i >> 3) % spec.classCount),
    validity: new Float32Array(pixels).fill(1),
    importance: new Float32Array(pixels).fill(0.5),
  };
}

function inGib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(bytes < 2 ** 30 ? 2 : 1)} GB`;
}
