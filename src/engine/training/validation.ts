import { readFile } from 'node:fs/promises';
import type { RunConfig } from '../../shared/training/run-config';
import type { Scores } from '../../shared/training/run-events';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { startEvaluation } from '../evaluation/evaluation';
import { type ScoringNetwork, scoreImage } from '../inference/score-image';
import type { StoredImage } from './read-images';
import { readPixels } from './work-files';

export interface Validation {
  /** Unweighted cross-entropy per valid pixel, whatever the run's loss and weighting: so runs compare. */
  loss: number;
  scores: Scores;
  seconds: number;
}

export interface ValidationOptions {
  network: ScoringNetwork;
  /** At least one, each with a valid pixel. */
  images: readonly StoredImage[];
  channels: readonly SnapshotChannel[];
  config: RunConfig;
  signal: AbortSignal;
  /** Hears what was predicted for an image, [H,W] channels. */
  onPredicted?(image: number, channels: Uint8Array): Promise<void>;
}

/** Scores the network on whole validation images, by moving statistics; pooled over the images. */
export async function validateRun(options: ValidationOptions): Promise<Validation> {
  const { network, images, channels, config, signal } = options;
  const start = performance.now();
  const evaluation = startEvaluation(
    channels.map(({ name }) => name),
    config.boundaryDistancePx,
  );
  let lossSum = 0;
  let validPixels = 0;
  for (const [index, image] of images.entries()) {
    await new Promise((resolve) => setImmediate(resolve));
    const labels = new Uint8Array(await readFile(image.labels.path));
    const scored = await scoreImage(network, await readPixels(image), labels, signal);
    lossSum += scored.lossSum;
    validPixels += scored.validPixels;
    const { width, height } = image;
    evaluation.add({ width, height, labels, predictions: scored.channels });
    await options.onPredicted?.(index, scored.channels);
  }
  return { loss: lossSum / validPixels, scores: evaluation.pooled(), seconds: (performance.now() - start) / 1000 };
}
