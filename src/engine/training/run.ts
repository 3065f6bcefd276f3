import { Problem } from '../../shared/problem';
import type { RunEvent } from '../../shared/training/run-events';

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
  /** Memory that the run may use, bytes; without it what the machine has free. */
  memoryLimitBytes?: number;
}

/**
 * Trains the run whose snapshot lies in `runFolder` to its end, and says everything as events.
 * What a person can meet (no image left, out of memory, a loss that is not finite) ends as `finished` with status
 * `failed` and a problem; it rejects for nothing but faults of the program.
 */
export async function runTraining(options: RunTrainingOptions): Promise<FinishedEvent> {
  throw new Problem('training-unsupported', options.runFolder, 'Wait for the training loop.');
}
