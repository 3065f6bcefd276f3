import type { PixelImage } from '../../shared/images/pixels';
import { VOID_CHANNEL } from '../../shared/training/channels';
import { paddedSize } from '../graph/padding';
import type { TrainingSessionApi } from '../graph/program-types';
import { toUnitImage } from '../weighting/unit-image';
import { cropReflected } from './crop';
import { argmax, type ImageNetwork, predictBands, runsWhole } from './predict';

export interface ImageScore {
  /** Sum over valid pixels of the unweighted cross-entropy. */
  lossSum: number;
  validPixels: number;
  /** [H,W], most probable channel, void pixels included. */
  channels: Uint8Array;
}

export interface ScoringNetwork extends ImageNetwork {
  evaluate: TrainingSessionApi['evaluate'];
}

/**
 * Predicts an image and compares with its labels; whole or by tiles as prediction does.
 * @param labels [H,W] output channel, 255 where not valid
 */
export async function scoreImage(
  network: ScoringNetwork,
  image: PixelImage,
  labels: Uint8Array,
  signal?: AbortSignal,
): Promise<ImageScore> {
  if (!runsWhole(network, image)) return scoreByTiles(network, image, labels, signal);
  signal?.throwIfAborted();
  const width = paddedSize(image.width, network.multiple);
  const height = paddedSize(image.height, network.multiple);
  const padded = cropReflected(image, { x: 0, y: 0, width, height });
  const unit = toUnitImage(padded, network.range.lo, network.range.hi, network.inputChannels);
  const paddedLabels = new Uint8Array(width * height).fill(VOID_CHANNEL);
  for (let y = 0; y < image.height; y++) {
    paddedLabels.set(labels.subarray(y * image.width, (y + 1) * image.width), y * width);
  }
  const validity = Float32Array.from(paddedLabels, (channel) => (channel === VOID_CHANNEL ? 0 : 1));
  const { lossSum, validPixels, predictions } = network.evaluate(unit.data, paddedLabels, validity, {
    batch: 1,
    height,
    width,
  });
  const channels = new Uint8Array(image.width * image.height);
  for (let y = 0; y < image.height; y++) {
    channels.set(predictions.subarray(y * width, y * width + image.width), y * image.width);
  }
  return { lossSum, validPixels, channels };
}

/**
 * Cross-entropy of a pixel from the probability of its label, at least the smallest normal float32: one that was rounded
 * to 0 does not make a sum infinite.
 */
export function crossEntropy(probability: number): number {
  return -Math.log(Math.max(probability, 1.2e-38));
}

async function scoreByTiles(
  network: ScoringNetwork,
  image: PixelImage,
  labels: Uint8Array,
  signal?: AbortSignal,
): Promise<ImageScore> {
  const { classCount } = network;
  const channels = new Uint8Array(image.width * image.height);
  let lossSum = 0;
  let validPixels = 0;
  await predictBands(network, image, signal ? { signal } : {}, ({ y, data }) => {
    const start = y * image.width;
    channels.set(argmax(data, classCount), start);
    for (let pixel = 0, at = 0; at < data.length; pixel++, at += classCount) {
      const channel = labels[start + pixel];
      if (channel === VOID_CHANNEL) continue;
      lossSum += crossEntropy(data[at + channel]);
      validPixels++;
    }
  });
  return { lossSum, validPixels, channels };
}
