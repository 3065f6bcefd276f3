import type { RunId } from '../../../../src/shared/ids';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import type { RunEvent } from '../../../../src/shared/training/run-events';

export const CONFIG = runConfigSchema.parse({});

export function started(run: RunId, fromStep = 0): RunEvent {
  return {
    type: 'started',
    run,
    totalSteps: 300,
    fromStep,
    stepsPerEpoch: 50,
    parameters: 1000,
    trainingImages: 1,
    validationImages: 1,
    device: 'CPU',
    estimate: { secondsTotal: null, memoryBytes: 1 },
  };
}

export function validated(run: RunId, step: number, meanIou: number, isBest: boolean): RunEvent {
  return {
    type: 'validated',
    run,
    step,
    epoch: 1,
    trainingLoss: 0.4,
    validationLoss: 0.5,
    scores: { classes: [], meanIou, meanBoundaryIou: null, validPixels: 10 },
    isBest,
    seconds: 1,
  };
}

export function saved(run: RunId, step: number, checkpoint: 'last' | 'best'): RunEvent {
  return { type: 'saved', run, step, checkpoint };
}

export function finished(run: RunId, status: 'finished' | 'stopped' | 'failed'): RunEvent {
  return {
    type: 'finished',
    run,
    status,
    reason: 'all steps done',
    step: 300,
    trainingLoss: 0.1,
    validationLoss: 0.2,
    scores: null,
    bestStep: 50,
    seconds: 60,
    msPerStep: 200,
    waitShare: 0.01,
  };
}
