import { Problem } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';

export interface RunEstimate {
  /** Peak memory of a training step and its optimiser state, bytes. */
  memoryBytes: number;
  /** Largest single tensor of a step, bytes. */
  largestTensorBytes: number;
  /** From floating point operations and the given speed; null without a measured speed. */
  secondsPerStep: number | null;
  parameters: number;
}

/** What a run will need, from the graph's shapes alone, before anything is allocated. */
export function estimateRun(config: RunConfig, inputChannels: number, classCount: number): RunEstimate {
  throw new Problem('training-unsupported', `${config.patch} ${inputChannels} ${classCount}`, 'Wait for the estimate.');
}
