import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../../shared/problem';
import type { Snapshot } from '../../shared/training/snapshot';
import { hasBfloat16 } from '../device';
import { buildTrainingProgram } from '../graph/program';
import type { Program } from '../graph/program-types';
import { TrainingSession } from '../graph/session';
import { openExtractors } from '../weighting/extractors';
import { MapCache } from '../weighting/map-cache';
import { openPredictors } from '../weighting/predictors';
import { estimateProgram, type RunEstimate } from './estimate';
import { type PreparedRun, type PrepareOptions, prepareRun } from './prepare';
import { trainingSpec } from './program-spec';
import { type Beginning, readBeginning } from './start-from';
import { endedInTrial, isOutOfMemory, outOfMemory, requireRoom } from './trial';

export interface PreparedSession {
  prepared: PreparedRun;
  program: Program;
  estimate: RunEstimate;
  session: TrainingSession;
  /** What the run begins with, where it goes on from another. */
  beginning: Beginning | null;
}

export interface PreparedSessionOptions extends Omit<PrepareOptions, 'importance' | 'beginning'> {
  snapshot: Snapshot;
  cacheFolder: string;
  vendorFolder: string;
  memoryLimitBytes?: number;
}

/**
 * Prepares the images of a snapshot, builds its training graph and opens it for some work.
 * @throws Problem for what a person can meet: no image left, too large, out of memory
 */
export async function inPreparedSession<Result>(
  options: PreparedSessionOptions,
  work: (ready: PreparedSession) => Promise<Result>,
): Promise<Result> {
  const { snapshot, runFolder, signal, onWarning } = options;
  const { config, inputChannels, channels } = snapshot;
  const beginning = await readBeginning(runFolder, snapshot);
  const prepared = await prepare(options, beginning);
  signal.throwIfAborted();
  const program = buildTrainingProgram(trainingSpec(config, inputChannels, channels.length, prepared.prepared));
  const estimate = estimateProgram(program);
  requireRoom(config, estimate, options.memoryLimitBytes);
  if (config.precision === 'bfloat16' && hasBfloat16() === false) onWarning(slowBfloat16());
  const lastTrial = await endedInTrial(runFolder, config, estimate);
  if (lastTrial) onWarning(lastTrial);

  const folder = await mkdtemp(join(tmpdir(), 'maskwright-graph-'));
  let session: TrainingSession | undefined;
  try {
    session = await TrainingSession.open(program, folder);
    return await work({ prepared, program, estimate, session, beginning });
  } catch (error) {
    if (isOutOfMemory(error)) throw outOfMemory(config, estimate);
    throw error;
  } finally {
    session?.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(options: PreparedSessionOptions, beginning: Beginning | null): Promise<PreparedRun> {
  const { runFolder, cacheFolder, vendorFolder, onWarning } = options;
  const extractors = openExtractors(join(vendorFolder, 'lite0.safetensors'));
  const predictors = openPredictors(dirname(runFolder));
  try {
    const cache = new MapCache({ folder: join(cacheFolder, 'maps'), onTrouble: (problem) => onWarning(problem) });
    const importance = { extractors: extractors.provide, predictors, cache };
    return await prepareRun({ ...options, importance, beginning });
  } finally {
    await extractors.dispose();
    await predictors.dispose();
  }
}

export function slowBfloat16(): Problem {
  return new Problem(
    'bfloat16-slow',
    'This processor has no bfloat16 arithmetic of its own, so bfloat16 will be slower than float32 and less exact.',
    'Train in float32.',
  );
}
