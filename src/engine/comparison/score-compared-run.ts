import { Problem } from '../../shared/problem';
import { addBoundaries, emptyBoundaryCounts } from '../../shared/training/boundary';
import { toChannelLabels } from '../../shared/training/channels';
import type { ImageCounts } from '../../shared/training/compare/image-counts';
import { addToConfusion, emptyConfusion, outcomeOf } from '../../shared/training/confusion';
import { scoreImage } from '../inference/score-image';
import { openSnapshotImage } from '../training/open-image';
import { requireChannels } from '../training/read-images';
import { readSnapshotLabels } from '../training/run-folder';
import { loadTrainedRun } from '../training/trained-run';
import { readFrozen } from './read-frozen';

export interface ScoreComparedOptions {
  runFolder: string;
  /** The comparison's, which holds the labels to score by. */
  frozenFolder: string;
  scoredOn: 'test' | 'validation';
  signal: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/**
 * Counts of a run after its last step, image by image. Images of another depth than those trained on are left out, as
 * in the run itself.
 * @throws Problem `comparison-last-step-lost`, and where an image cannot be opened: scores of other images would compare
 * unlike with unlike
 */
export async function scoreComparedRun(options: ScoreComparedOptions): Promise<ImageCounts[]> {
  const { runFolder, frozenFolder, scoredOn, signal, onProgress } = options;
  const frozen = await readFrozen(frozenFolder);
  const scored = frozen.images.filter(({ split }) => split === scoredOn);
  const run = await loadTrainedRun(runFolder, 'last');
  try {
    const { snapshot, network, prepared, checkpoint } = run;
    if (checkpoint !== 'last') throw lastStepLost(snapshot.runId, runFolder);
    const counts: ImageCounts[] = [];
    for (const [index, image] of scored.entries()) {
      signal.throwIfAborted();
      onProgress?.(index, scored.length);
      const pixels = await openSnapshotImage(image);
      if (pixels.depth !== prepared.depth) continue;
      requireChannels(image, pixels, snapshot.inputChannels);
      const labels = toChannelLabels(await readSnapshotLabels(frozenFolder, image), snapshot.channels);
      const { channels } = await scoreImage(network, pixels, labels, signal);
      const { boundaryDistancePx } = snapshot.config;
      counts.push({
        image: image.id,
        name: image.name,
        classes: classCounts(labels, channels, image, snapshot.channels.length, boundaryDistancePx),
      });
    }
    onProgress?.(scored.length, scored.length);
    return counts;
  } finally {
    await run.dispose();
  }
}

function classCounts(
  labels: Uint8Array,
  predictions: Uint8Array,
  { width, height }: { width: number; height: number },
  classCount: number,
  boundaryDistancePx: number,
): ImageCounts['classes'] {
  const confusion = emptyConfusion(classCount);
  const bands = emptyBoundaryCounts(classCount);
  addToConfusion(confusion, labels, predictions);
  addBoundaries(bands, labels, predictions, width, height, boundaryDistancePx);
  return Array.from({ length: classCount }, (_, channel) => ({
    ...outcomeOf(confusion, channel),
    labelBand: bands.labels[channel],
    predictionBand: bands.predictions[channel],
    bothBands: bands.both[channel],
  }));
}

function lastStepLost(run: string, folder: string): Problem {
  return new Problem(
    'comparison-last-step-lost',
    `The last checkpoint of ${run} cannot be read, and runs are compared after their last step.`,
    'Delete the run; the comparison will train it again.',
    folder,
  );
}
