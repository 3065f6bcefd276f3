import type { RunId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';
import type { RunEvent } from '../../shared/training/run-events';
import type { RunChange } from '../../shared/training/run-rules';
import {
  averageDecayAt,
  encoderRateFactorAt,
  epochsBetweenValidations,
  isValidationStep,
  learningRateAt,
} from '../../shared/training/schedules';
import { steered, watchLoss } from '../../shared/training/steering';
import { strengthAt } from '../../shared/weighting/strength';
import type { StepScalars, TrainingSessionApi } from '../graph/program-types';
import { type CheckpointKind, writeCheckpoint } from './checkpoint';
import type { Batch, BatchSource } from './sampler/batch-types';
import { type HandSteering, openSteering, stoppedBy } from './steering';
import { startStepReport } from './step-report';
import type { TraceWriter } from './trace';
import type { TrainingState } from './training-state';
import type { Validation } from './validation';

export interface LoopOptions {
  run: RunId;
  runFolder: string;
  config: RunConfig;
  plan: { totalSteps: number; stepsPerEpoch: number };
  session: TrainingSessionApi;
  source: BatchSource;
  /** Scores the network on the validation images; null where there are none. */
  validate: (() => Promise<Validation>) | null;
  /** Name of an image for sentences. */
  nameOf(id: string): string;
  trace?: TraceWriter | undefined;
  /** What the person asks for meanwhile. */
  hand: HandSteering;
  /** Milliseconds since 1970. */
  clock(): number;
  signal: AbortSignal;
  onEvent(event: RunEvent): void;
}

export interface LoopEnd {
  status: 'finished' | 'stopped';
  reason: string;
}

/**
 * Steps until all are done, or the person or a rule stops. `state` is kept up to date throughout, so that it
 * tells how far a run came that failed. Variables depend on the step alone and not on the clock; how often to validate
 * is measured once and then kept with the state.
 * @throws Problem `loss-not-finite`; the last good checkpoint stays
 */
export async function trainLoop(options: LoopOptions, state: TrainingState): Promise<LoopEnd> {
  const { config, plan, session, source, trace, signal } = options;
  const report = startStepReport(options, state);
  const { runFolder, hand, clock } = options;
  const steering = await openSteering(
    { runFolder, config, stepsPerEpoch: plan.stepsPerEpoch, hand, clock, onChange: (change) => tell(options, change) },
    state,
  );
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) {
      await save(options, state, 'last');
      return { status: 'stopped', reason: 'Stopped by the person.' };
    }
    if (isEpochEnd(state, plan)) await endEpoch(options, state);
    if (signal.aborted) continue;
    if (state.step >= plan.totalSteps) return { status: 'finished', reason: 'All steps are done.' };
    const stop = await steering.beforeStep(state);
    if (stop !== null) {
      const end = stoppedBy(stop);
      if (end.status === 'stopped') await save(options, state, 'last');
      return end;
    }

    const start = performance.now();
    const batch = await source.next();
    const scalars = scalarsAt(config, state, plan);
    const isTraced = trace !== undefined && trace.left() > 0;
    if (isTraced) await trace.before(session, batch, scalars);
    const { loss } = session.step(batch, scalars);
    source.release(batch);
    if (!Number.isFinite(loss)) throw notFinite(options, lossOf(options, state.step + 1, batch));
    if (isTraced) await trace.after(loss);
    state.step += 1;
    state.epochLossSum += loss;
    state.lossWatch = watchLoss(state.lossWatch, loss);
    state.epochLossCount += 1;
    state.trainingSeconds += (performance.now() - start) / 1000;
    state.waitingSeconds += batch.waitedMs / 1000;
    report(loss, scalars);
  }
}

/** Scalars of the next step, which the graph is fed. */
function scalarsAt(config: RunConfig, state: TrainingState, plan: LoopOptions['plan']): StepScalars {
  const { step, changes } = state;
  const { totalSteps, stepsPerEpoch } = plan;
  const { floor, strength, schedule } = config.weighting;
  const by = steered(changes);
  return {
    learningRate: by.rateFactor * learningRateAt(config.schedule, config.learningRate, step, totalSteps),
    floor,
    strength: by.strength ?? strengthAt(schedule, step, strength),
    encoderRateFactor: encoderRateFactorAt(config, step, stepsPerEpoch),
    averageDecay: averageDecayAt(config.averageDecay, step),
  };
}

/** Whether an epoch, or the run, ended with the step done last and its end has not been dealt with. */
function isEpochEnd(state: TrainingState, plan: LoopOptions['plan']): boolean {
  const isEnd = state.step % plan.stepsPerEpoch === 0 || state.step === plan.totalSteps;
  return state.step > 0 && isEnd && state.lastEndedStep !== state.step;
}

/** Validation where it is due, then the checkpoints. Stopped in the middle, it is done again when the run goes on. */
async function endEpoch(options: LoopOptions, state: TrainingState): Promise<void> {
  const { validate, plan, signal } = options;
  const isDue = isValidationStep(state.step, { ...plan, epochsBetween: state.epochsBetween ?? 1 });
  const validation = validate && isDue ? await unlessStopped(signal, validate) : null;
  if (signal.aborted) return;
  if (validation && !Number.isFinite(validation.loss)) {
    throw notFinite(options, `The loss on the validation images is not a finite number after step ${state.step}.`);
  }
  if (state.epochLossCount > 0) state.lastTrainingLoss = state.epochLossSum / state.epochLossCount;
  state.epochLossSum = 0;
  state.epochLossCount = 0;
  state.lastEndedStep = state.step;
  if (validation) takeValidation(options, state, validation);
  if (!validate) state.bestStep = state.step;
  if (validation && state.bestStep === state.step) await save(options, state, 'best');
  await save(options, state, 'last');
}

function takeValidation(options: LoopOptions, state: TrainingState, validation: Validation): void {
  const { run, plan, onEvent } = options;
  const { meanIou } = validation.scores;
  const isBest = state.bestStep === null || (meanIou ?? -1) > (state.bestMeanIou ?? -1);
  state.lastValidatedStep = state.step;
  state.lastValidationLoss = validation.loss;
  state.lastScores = validation.scores;
  state.validationSeconds += validation.seconds;
  state.validations += 1;
  state.validationsWithoutGain = isBest ? 0 : state.validationsWithoutGain + 1;
  if (isBest) {
    state.bestStep = state.step;
    state.bestMeanIou = meanIou;
  }
  const epochSeconds = (state.trainingSeconds / state.step) * plan.stepsPerEpoch;
  state.epochsBetween ??= epochsBetweenValidations(epochSeconds, validation.seconds);
  onEvent({
    type: 'validated',
    run,
    step: state.step,
    epoch: Math.ceil(state.step / plan.stepsPerEpoch),
    trainingLoss: state.lastTrainingLoss,
    validationLoss: validation.loss,
    scores: validation.scores,
    isBest,
    seconds: validation.seconds,
  });
}

function tell({ run, onEvent }: LoopOptions, { step, when, what }: RunChange): void {
  onEvent({ type: 'changed', run, step, when, what });
}

async function save(options: LoopOptions, state: TrainingState, checkpoint: CheckpointKind): Promise<void> {
  const values = options.session.read();
  // A loss can be finite while the update after it was not: such variables must never replace good ones.
  if (!allFinite(values)) {
    throw notFinite(options, `The variables of the network are no longer finite numbers after step ${state.step}.`);
  }
  await writeCheckpoint(options.runFolder, checkpoint, { state, values });
  options.onEvent({ type: 'saved', run: options.run, step: state.step, checkpoint });
}

function allFinite(values: ReadonlyMap<string, Float32Array>): boolean {
  for (const data of values.values()) {
    // A sum would overflow on its own; one pass over the values is quick beside writing them.
    for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  }
  return true;
}

/** Null where the signal ended the work; other errors are passed on. */
async function unlessStopped<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

function lossOf(options: LoopOptions, step: number, batch: Batch): string {
  const names = [...new Set(batch.imageIds)].map((id) => `"${options.nameOf(id)}"`);
  return `The loss of step ${step} is not a finite number; its patches were cut from ${names.join(', ')}.`;
}

function notFinite({ config }: LoopOptions, sentence: string): Problem {
  return new Problem(
    'loss-not-finite',
    sentence,
    `Train with a lower learning rate (it was ${config.learningRate}), or look at the images. The last good checkpoint is kept.`,
  );
}
