import { Problem, type ProblemData } from '../../shared/problem';
import type { ClassScore, Scores } from '../../shared/training/run-events';
import type { CheckpointChoice } from '../training/trained-run';

export interface EvaluateFolderOptions {
  runFolder: string;
  which?: CheckpointChoice;
  /** Image files or folders (recursive). */
  images: string[];
  /** Folder of masks; matched by relative path, then file name, then stem. */
  masks: string;
  /** Mask value to class name, or to `void` (not scored); values without an entry must be class ids of the run. */
  map?: Readonly<Record<number, string>>;
  signal?: AbortSignal;
  onProgress?(progress: { done: number; total: number; file: string }): void;
}

export interface EvaluatedImage {
  image: string;
  mask: string;
  classes: ClassScore[];
  meanIou: number | null;
  meanBoundaryIou: number | null;
  /** Unweighted cross-entropy per valid pixel; null where no pixel is valid. */
  loss: number | null;
}

/** Pooled scores over all images, and each image's own. */
export interface EvaluateFolderResult extends Scores {
  loss: number | null;
  images: EvaluatedImage[];
  failed: (ProblemData & { file: string })[];
  notices: string[];
}

/** Scores a run on images outside the project. */
export async function evaluateFolder(options: EvaluateFolderOptions): Promise<EvaluateFolderResult> {
  throw new Problem('run-not-trained', options.runFolder, 'Wait for the evaluation.');
}
