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
import { openPatchPictures } from './patch-pictures';
import type { PreparedRun } from './prepare';
import type { RunTrainingOptions } from './run';
import { openRunSource } from './run-source';
import type { BatchSource } from './sampler/batch-types';
import { type Beginning, takenOver } from './start-from';
import { startValues } from './start-values';
import type { HandSteering } from './steering';
import { openTrace } from './trace';
import type { TrainingState } from './training-state';
import { trialStep } from './trial';
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
  beginning: Beginning | null;
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
  const source = openRunSource({ ...training, memoryLimitBytes: options.memoryLimitBytes }, state.step);
  try {
    const network = imageNetwork(session, program, prepared.prepared);
    const validation = { network, images: prepared.validation, channels, config, signal };
    session.assign(values);
    const secondsPerStep = await trialStep(session, program.spec, config, training.estimate, runFolder);
    session.assign(values);
    const pictures = await openPatchPictures(
      { runFolder, validation: prepared.validation, channels, range: prepared.prepared },
      state.step,
    );
    const onPredicted = async (image: number, map: Uint8Array): Promise<void> => {
      if (image < pictures.images.length) await pictures.keep(state.step, image, map);
    };
    // Untimed: the first run of a graph optimises it, and would make validation look slow.
    if (pictures.images.length > 0) await validateRun({ ...validation, images: pictures.images, onPredicted });
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
        validate: prepared.validation.length > 0 ? () => validateRun({ ...validation, onPredicted }) : null,
        nameOf: (id) => snapshot.images.find((image) => image.id === id)?.name ?? id,
        trace: options.trace ? await openTrace(options.trace, program, config) : undefined,
        hand: options.hand ?? noHand,
        clock: options.clock ?? Date.now,
        signal,
        onEvent,
      },
      state,
    );
  } finally {
    await source.close();
  }
}

const noHand: HandSteering = { take: () => [] };

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
async function firstValues(training: Training): Promise<Map<string, Float32Array>> {
  const { options, snapshot, state, program, beginning, warn } = training;
  const { runFolder, vendorFolder } = options;
  const checkpoint = options.resume ? await findCheckpoint(options.runFolder, 'last') : null;
  if (!checkpoint) {
    return beginning === null
      ? startValues(program, snapshot.config.seed, vendorFolder)
      : takenOver(beginning, { runFolder, snapshot, program, warn });
  }
  for (const notice of checkpoint.notices) {
    warn(new Problem('checkpoint-damaged', notice, 'Nothing has to be done; the run goes on from an earlier step.'));
  }
  Object.assign(state, checkpoint.state);
  return checkpoint.values;
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
