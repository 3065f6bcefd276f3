import type { ImageId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { RunEvent } from '../../shared/training/run-events';
import type { Snapshot } from '../../shared/training/snapshot';
import { removeUnfinished } from './durable-file';
import type { LoopEnd } from './loop';
import { inPreparedSession } from './prepared-session';
import { readSnapshot } from './run-folder';
import type { HandSteering } from './steering';
import { trainPrepared } from './train-prepared';
import { startState, type TrainingState } from './training-state';
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

function prepareAndTrain(
  options: RunTrainingOptions,
  snapshot: Snapshot,
  state: TrainingState,
  files: WorkFiles,
): Promise<End> {
  const { onEvent } = options;
  const run = snapshot.runId;
  const warn = (problem: Problem, images?: ImageId[]): void =>
    onEvent({ type: 'warned', run, step: null, problem: problem.toJSON(), ...(images ? { images } : {}) });
  return inPreparedSession(
    {
      ...options,
      snapshot,
      files,
      onProgress: (part, done, total) => onEvent({ type: 'preparing', run, part, done, total }),
      onWarning: warn,
    },
    (ready) => trainPrepared({ ...ready, options, snapshot, state, warn }),
  );
}
