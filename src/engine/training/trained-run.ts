import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import type { Prepared, Snapshot } from '../../shared/training/snapshot';
import type { PredictOptions, Probabilities } from '../inference/predict';

export type CheckpointChoice = 'best' | 'last';

/** A run with the variables of one of its checkpoints, ready to predict. Dispose it after use. */
export interface TrainedRun {
  snapshot: Snapshot;
  prepared: Prepared;
  /** Which checkpoint was read; `best` falls back to `last` where there is none or it is damaged. */
  checkpoint: CheckpointChoice;
  /** Steps trained at that checkpoint. */
  step: number;
  /** Trainable variables and moving statistics by name. */
  values: ReadonlyMap<string, Float32Array>;
  /** What a person should know, e.g. that a damaged checkpoint was passed over. */
  notices: string[];
  predict(image: PixelImage, options?: PredictOptions): Promise<Probabilities>;
  dispose(): void;
}

/** @throws Problem `run-not-trained` where the run has no checkpoint that can be read */
export async function loadTrainedRun(runFolder: string, which: CheckpointChoice = 'best'): Promise<TrainedRun> {
  throw new Problem('run-not-trained', `${runFolder} ${which}`, 'Wait for the training loop.');
}
