import type { ImageId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import { stepsPerEpoch, totalSteps } from '../../shared/training/schedules';
import type { Snapshot } from '../../shared/training/snapshot';
import { describeDevice } from '../device';
import type { Program } from '../graph/program-types';
import type { TrainingSession } from '../graph/session';
import { imageNetwork } from '../inference/image-network';
import { findCheckpoint } from './checkpoint';
import type { RunEstimate } from './estimate';
import { type LoopEnd, type LoopOptions, trainLoop } from './loop';
import type { PreparedRun } from './prepare';
import type { RunTrainingOptions } from './run';
import { openBatchSource } from './sampler/batch-source';
import type { BatchSource } from './sampler/batch-types';
import { startValues } from './start-values';
import { openTrace } from './trace';
import type { TrainingState } from './training-state';
import { availableBytes, trialStep } from './trial';
import { validateRun } from './validation';

export interface Training {
  options: RunTrainingOptions;
  snapshot: Snapshot;
  /** Of a run's start; becomes the checkpoint's where the run goes on, and is kept up to date. */
  state: TrainingState;
  prepared: PreparedRun;
  program: Program;
  estimate: RunEstimate;
  session: TrainingSession;
  warn(problem: Problem, images?: ImageId[]): void;
}

/**
 * Tries a step, announces the run and trains it. The sampler's workers start before the trial, so that the first batch
 * is ready when the first step is.
 */
export async function trainPrepared(training: Training): Promise<LoopEnd> {
  const { options, snapshot, state, prepared, program, session } = training;
  const { runFolder, signal, onEvent } = options;
  const { config, channels } = snapshot;
  const values = await firstValues(training);
  const source = openSource(training);
  try {
    const network = imageNetwork(session, program, prepared.prepared);
    const validation = { network, images: prepared.validation, channels, config, signal };
    session.assign(values);
    const secondsPerStep = await trialStep(session, program.spec, config, training.estimate, runFolder);
    // Untimed: the first run of a graph optimises it, and would make validation look slow.
    if (prepared.validation.length > 0) await validateRun({ ...validation, images: prepared.validation.slice(0, 1) });
    session.assign(values);
    const epochSteps = stepsPerEpoch(prepared.training.length, config.batch);
    const plan = { stepsPerEpoch: epochSteps, totalSteps: totalSteps(config.length, epochSteps) };
    announce(training, plan, secondsPerStep);
    warnAboutData(training, source);
    return await trainLoop(
      {
        run: snapshot.runId,
        runFolder,
        config,
        plan,
        session,
        source,
        validate: prepared.validation.length > 0 ? () => validateRun(validation) : null,
        nameOf: (id) => snapshot.images.find((image) => image.id === id)?.name ?? id,
        trace: options.trace ? await openTrace(options.trace, program, config) : undefined,
        signal,
        onEvent,
      },
      state,
    );
  } finally {
    await source.close();
  }
}

function announce(training: Training, plan: LoopOptions['plan'], secondsPerStep: number): void {
  const { options, snapshot, state, prepared, program, estimate } = training;
  options.onEvent({
    type: 'started',
    run: snapshot.runId,
    totalSteps: plan.totalSteps,
    fromStep: state.step,
    stepsPerEpoch: plan.stepsPerEpoch,
    parameters: program.parameterCount,
    trainingImages: prepared.training.length,
    validationImages: prepared.validation.length,
    device: describeDevice().line,
    estimate: {
      secondsTotal: secondsPerStep * (plan.totalSteps - state.step),
      memoryBytes: estimate.memoryBytes,
      flopsPerStep: estimate.flopsPerStep,
      receptiveFieldPx: program.receptiveFieldPx,
      ...(prepared.objectPx === null ? {} : { objectPx: prepared.objectPx }),
    },
  });
}

/** The variables to begin with: of the checkpoint `last` where the run goes on, else its first ones. */
async function firstValues({ options, snapshot, state, program, warn }: Training): Promise<Map<string, Float32Array>> {
  const checkpoint = options.resume ? await findCheckpoint(options.runFolder, 'last') : null;
  if (!checkpoint) return startValues(program, snapshot.config.seed, options.vendorFolder);
  for (const notice of checkpoint.notices) {
    warn(new Problem('checkpoint-damaged', notice, 'Nothing has to be done; the run goes on from an earlier step.'));
  }
  Object.assign(state, checkpoint.state);
  return checkpoint.values;
}

function openSource({ options, snapshot, state, prepared, estimate }: Training): BatchSource {
  const { config, channels, inputChannels } = snapshot;
  const { lo, hi } = prepared.prepared;
  const free = availableBytes(options.memoryLimitBytes) - estimate.memoryBytes;
  return openBatchSource(
    {
      images: prepared.training,
      seed: config.seed,
      patch: config.patch,
      batch: config.batch,
      inputChannels,
      classCount: channels.length,
      augmentation: config.augmentation,
      range: { lo, hi },
      floor: config.weighting.floor,
      // Half of what the step leaves, so that the files' pages stay in the system's cache as well.
      memoryLimitBytes: Math.min(2 ** 32, Math.max(0, free / 2)),
    },
    state.step,
  );
}

function warnAboutData({ prepared, warn }: Training, source: BatchSource): void {
  if (prepared.validation.length === 0) {
    warn(
      new Problem(
        'no-validation-image',
        'No labelled image is left to validate on, so nothing tells when the network gets worse on images it has not seen.',
        'Label at least one more image; until then the last step counts as the best.',
      ),
    );
  }
  const flat = source.unweightedImages;
  if (flat.length > 0) {
    const subject = flat.length === 1 ? '1 training image is' : `${flat.length} training images are`;
    warn(
      new Problem(
        'weights-all-zero',
        `The weight ${flat.length === 1 ? 'map' : 'maps'} of ${subject} 0 everywhere; such images count unweighted.`,
        'Choose a floor above 0, so that every pixel teaches something.',
      ),
      [...flat],
    );
  }
}
