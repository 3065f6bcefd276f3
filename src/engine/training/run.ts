import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ImageId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { RunEvent } from '../../shared/training/run-events';
import type { Snapshot } from '../../shared/training/snapshot';
import { hasBfloat16 } from '../device';
import { buildTrainingProgram } from '../graph/program';
import { TrainingSession } from '../graph/session';
import { openExtractors } from '../weighting/extractors';
import { MapCache } from '../weighting/map-cache';
import { openPredictors } from '../weighting/predictors';
import { removeUnfinished } from './durable-file';
import { estimateProgram } from './estimate';
import type { LoopEnd } from './loop';
import { type PreparedRun, prepareRun } from './prepare';
import { trainingSpec } from './program-spec';
import { readSnapshot } from './run-folder';
import type { HandSteering } from './steering';
import { trainPrepared } from './train-prepared';
import { startState, type TrainingState } from './training-state';
import { endedInTrial, isOutOfMemory, outOfMemory, requireRoom } from './trial';
import { openWorkFiles, type WorkFiles } from './work-files';

export type FinishedEvent = Extract<RunEvent, { type: 'finished' }>;

export interface RunTrainingOptions {
  /** `runs/<id>` of the project: holds the snapshot, receives prepared.json and the checkpoints. */
  runFolder: string;
  /** For importance maps and prepared images; what lies there can be deleted at any time. */
  cacheFolder: string;
  /** Where set-up put `lite0.safetensors`. */
  vendorFolder: string;
  onEvent(event: RunEvent): void;
  /** Aborting stops after the step in hand and keeps the run resumable. */
  signal: AbortSignal;
  /** Go on from the checkpoint `last`; without one the run begins at its first step. */
  resume?: boolean;
  trace?: { folder: string; steps: number };
  /** What the person asks of the run meanwhile. */
  hand?: HandSteering;
  /** Milliseconds since 1970; the computer's where absent. */
  clock?: () => number;
  /** Memory that the run may use, bytes; without it what the machine has. */
  memoryLimitBytes?: number;
}

/**
 * Trains the run whose snapshot lies in `runFolder` to its end, and says everything as events.
 * What a person can meet (no image left, out of memory, a loss that is not finite) ends as `finished` with status
 * `failed` and a problem; it rejects for faults of the program, and where there is no snapshot.
 */
export async function runTraining(options: RunTrainingOptions): Promise<FinishedEvent> {
  const snapshot = await readSnapshot(options.runFolder);
  const state = { ...startState };
  const startMs = performance.now();
  const end = await endOf(options, snapshot, state);
  const finished: FinishedEvent = {
    type: 'finished',
    run: snapshot.runId,
    status: end.status,
    reason: end.reason,
    ...(end.problem ? { problem: end.problem.toJSON() } : {}),
    step: state.step,
    trainingLoss: state.lastTrainingLoss,
    validationLoss: state.lastValidationLoss,
    scores: state.lastScores,
    bestStep: state.bestStep,
    seconds: (performance.now() - startMs) / 1000,
    msPerStep: state.step > 0 ? (1000 * state.trainingSeconds) / state.step : null,
    waitShare: state.trainingSeconds > 0 ? state.waitingSeconds / state.trainingSeconds : null,
  };
  options.onEvent(finished);
  return finished;
}

type End = Omit<LoopEnd, 'status'> & { status: FinishedEvent['status']; problem?: Problem };

async function endOf(options: RunTrainingOptions, snapshot: Snapshot, state: TrainingState): Promise<End> {
  let files: WorkFiles | undefined;
  try {
    await removeUnfinished(options.runFolder);
    files = await openWorkFiles(options.cacheFolder, `${snapshot.projectId}-${snapshot.runId}`);
    return await prepareAndTrain(options, snapshot, state, files);
  } catch (error) {
    // A stop whose checkpoint could not be written is a failure: the steps since the last one are lost.
    if (error instanceof Problem) return { status: 'failed', reason: error.message, problem: error };
    if (options.signal.aborted) return { status: 'stopped', reason: 'Stopped by the person.' };
    throw error;
  } finally {
    await files?.remove();
  }
}

async function prepareAndTrain(
  options: RunTrainingOptions,
  snapshot: Snapshot,
  state: TrainingState,
  files: WorkFiles,
): Promise<End> {
  const { runFolder, cacheFolder, vendorFolder, signal, onEvent } = options;
  const run = snapshot.runId;
  const warn = (problem: Problem, images?: ImageId[]): void =>
    onEvent({ type: 'warned', run, step: null, problem: problem.toJSON(), ...(images ? { images } : {}) });
  const extractors = openExtractors(join(vendorFolder, 'lite0.safetensors'));
  const predictors = openPredictors(dirname(runFolder));
  let prepared: PreparedRun;
  try {
    const cache = new MapCache({ folder: join(cacheFolder, 'maps'), onTrouble: (problem) => warn(problem) });
    prepared = await prepareRun({
      snapshot,
      runFolder,
      files,
      importance: { extractors: extractors.provide, predictors, cache },
      signal,
      onProgress: (part, done, total) => onEvent({ type: 'preparing', run, part, done, total }),
      onWarning: warn,
    });
  } finally {
    await extractors.dispose();
    await predictors.dispose();
  }
  signal.throwIfAborted();
  const { config, inputChannels, channels } = snapshot;
  const program = buildTrainingProgram(trainingSpec(config, inputChannels, channels.length, prepared.prepared));
  const estimate = estimateProgram(program);
  requireRoom(config, estimate, options.memoryLimitBytes);
  if (config.precision === 'bfloat16' && hasBfloat16() === false) warn(slowBfloat16());
  const lastTrial = await endedInTrial(runFolder, config, estimate);
  if (lastTrial) warn(lastTrial);

  const folder = await mkdtemp(join(tmpdir(), 'maskwright-graph-'));
  let session: TrainingSession | undefined;
  try {
    session = await TrainingSession.open(program, folder);
    return await trainPrepared({ options, snapshot, state, prepared, program, estimate, session, warn });
  } catch (error) {
    if (isOutOfMemory(error)) throw outOfMemory(config, estimate);
    throw error;
  } finally {
    session?.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

export function slowBfloat16(): Problem {
  return new Problem(
    'bfloat16-slow',
    'This processor has no bfloat16 arithmetic of its own, so bfloat16 will be slower than float32 and less exact.',
    'Train in float32.',
  );
}
