import type { ComparisonId, ImageId, RunId } from '../../shared/ids';
import type { ProblemData } from '../../shared/problem';
import type { ImageCounts } from '../../shared/training/compare/image-counts';
import type { ComparisonPlan, PlannedRun } from '../../shared/training/compare/plan';

/** Which images of the project take part; `test` is empty where the runs are scored on validation. */
export interface ComparedImages {
  training: readonly ImageId[];
  validation: readonly ImageId[];
  test: readonly ImageId[];
}

export interface ComparedRun {
  configuration: number;
  seed: number;
  /** Null before it starts, and where it was deleted since. */
  run: RunId | null;
  /** Image by image; null until it is scored. */
  scores: ImageCounts[] | null;
  /** Why it could not be trained to its end or scored. */
  problem: ProblemData | null;
  /** Training and scoring together. */
  seconds: number | null;
}

export interface ComparisonRecord {
  id: ComparisonId;
  /** Holds what its runs have in common, and the report. */
  folder: string;
  plan: ComparisonPlan;
  /** Names of the output channels, in order. */
  classNames: string[];
  scoredOn: 'test' | 'validation';
  createdAt: string;
  /** A process works on it now. */
  isRunning: boolean;
  /** Those begun, in the order of seeds and configurations. */
  runs: ComparedRun[];
}

/** How a run of a comparison ended. */
export type ComparedEnd = { scores: ImageCounts[]; seconds: number } | { problem: ProblemData };

/** Which run of a comparison. */
export type ComparedPlace = Pick<PlannedRun, 'configuration' | 'seed'>;
