import { Problem, type ProblemData } from '../../shared/problem';
import type { CheckpointChoice } from '../training/trained-run';

export interface PredictFolderOptions {
  runFolder: string;
  which?: CheckpointChoice;
  /** Image files and folders (recursive). */
  paths: string[];
  /** Folder for the results; made where missing. */
  out: string;
  /** Also <stem>.npy, float32 [H,W,K]. */
  probabilities?: boolean;
  /** Also <stem>-overlay.png, the image with the classes' colours over it. */
  overlay?: boolean;
  signal?: AbortSignal;
  onProgress?(progress: { done: number; total: number; file: string }): void;
}

export interface PredictedImage {
  /** The image that was read. */
  image: string;
  /** Files written for it, label map first. */
  files: string[];
  width: number;
  height: number;
}

export interface PredictFolderResult {
  written: PredictedImage[];
  failed: (ProblemData & { file: string })[];
  notices: string[];
}

/** Predicts every image found and writes indexed PNGs whose values are class ids (0 background or unpainted). */
export async function predictFolder(options: PredictFolderOptions): Promise<PredictFolderResult> {
  throw new Problem('run-not-trained', options.runFolder, 'Wait for the prediction.');
}
