import type { StepScalars } from '../graph/program-types';
import type { LoopOptions } from './loop';
import type { TrainingState } from './training-state';

/** Step events are at least so far apart; the first and the last step are always told. */
const reportEveryMs = 200;

/**
 * Tells of steps as `step` events.
 * @returns to be called after each step, when `state` counts it
 */
export function startStepReport(
  options: Pick<LoopOptions, 'run' | 'plan' | 'onEvent'>,
  state: TrainingState,
): (loss: number, scalars: StepScalars) => void {
  const { run, plan, onEvent } = options;
  const first = { step: state.step, training: state.trainingSeconds };
  let told = { step: state.step, training: state.trainingSeconds, waiting: state.waitingSeconds };
  let toldMs = Number.NEGATIVE_INFINITY;
  return (loss, { learningRate, strength }) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < reportEveryMs && state.step < plan.totalSteps) return;
    const steps = state.step - told.step;
    const perStep = (state.trainingSeconds - first.training) / (state.step - first.step);
    const validating = state.validationSeconds / Math.max(1, state.lastEndedStep);
    onEvent({
      type: 'step',
      run,
      step: state.step,
      totalSteps: plan.totalSteps,
      loss,
      learningRate,
      strength,
      msPerStep: (1000 * (state.trainingSeconds - told.training)) / steps,
      waitMsPerStep: (1000 * (state.waitingSeconds - told.waiting)) / steps,
      memoryBytes: process.memoryUsage.rss(),
      secondsLeft: (plan.totalSteps - state.step) * (perStep + validating),
    });
    toldMs = nowMs;
    told = { step: state.step, training: state.trainingSeconds, waiting: state.waitingSeconds };
  };
}
