import * as tf from '@tensorflow/tfjs-node-gpu';
import type { PixelImage } from '../../shared/images/pixels';
import type { Prepared } from '../../shared/training/snapshot';
import { cropReflected } from '../inference/crop';
import type { TrainedRun } from '../training/trained-run';
import { toUnitImage } from '../weighting/unit-image';

/** Larger images are tried on a part of this side, which both the model and the program run whole. */
const largestSide = 1024;

/**
 * Loads an exported model from its folder, as anyone would, and compares its probabilities with the program's own.
 * @returns the largest absolute difference over all pixels, classes and images; NaN where a value is not a number
 */
export async function largestDifference(
  folder: string,
  run: TrainedRun,
  samples: readonly PixelImage[],
  options: { signal?: AbortSignal; onTried?(samples: number): void } = {},
): Promise<number> {
  const model = await tf.node.loadSavedModel(folder, ['serve'], 'serving_default');
  try {
    let largest = 0;
    for (const [index, sample] of samples.entries()) {
      await new Promise((resolve) => setImmediate(resolve));
      options.signal?.throwIfAborted();
      const image = part(sample);
      const own = await run.predict(image, { wholePixels: largestSide ** 2 });
      largest = Math.max(largest, differenceOf(own.data, exported(model, image, run)));
      options.onTried?.(index + 1);
    }
    return largest;
  } finally {
    model.dispose();
  }
}

function part(image: PixelImage): PixelImage {
  const width = Math.min(image.width, largestSide);
  const height = Math.min(image.height, largestSide);
  return cropReflected(image, { x: 0, y: 0, width, height });
}

function exported(
  model: Awaited<ReturnType<typeof tf.node.loadSavedModel>>,
  image: PixelImage,
  run: Pick<TrainedRun, 'snapshot' | 'prepared'>,
): Float32Array {
  const channels = run.snapshot.inputChannels;
  const input = tf.tensor(
    inFileUnits(image, channels, run.prepared),
    [1, image.height, image.width, channels],
    'float32',
  );
  const outputs = model.predict({ image: input });
  const probabilities = outputs instanceof tf.Tensor || Array.isArray(outputs) ? undefined : outputs.probabilities;
  try {
    const data = probabilities?.dataSync();
    if (data instanceof Float32Array) return data;
    throw new Error('the exported model gave no probabilities');
  } finally {
    tf.dispose([input, outputs]);
  }
}

/**
 * Values as float32 with the channels that the model takes: raw where the image has these. Else the channels are made
 * to fit as for our own prediction, which does so after scaling to [0,1], and scaled back.
 */
function inFileUnits(image: PixelImage, channels: number, { lo, hi }: Pick<Prepared, 'lo' | 'hi'>): Float32Array {
  if (image.channels === channels) return Float32Array.from(image.data);
  const { data } = toUnitImage(image, lo, hi, channels);
  return data.map((value, i) => lo[i % channels] + value * (hi[i % channels] - lo[i % channels]));
}

function differenceOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    // Written so that a NaN on either side is not passed over.
    if (!(difference <= largest)) largest = difference;
    if (Number.isNaN(difference)) return Number.NaN;
  }
  return largest;
}
