import * as tf from '@tensorflow/tfjs-node-gpu';
import type { PixelImage } from '../../shared/images/pixels';
import { cropReflected } from '../inference/crop';
import type { TrainedRun } from '../training/trained-run';

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
): Promise<number> {
  const model = await tf.node.loadSavedModel(folder, ['serve'], 'serving_default');
  try {
    let largest = 0;
    for (const sample of samples) {
      const image = part(sample);
      const own = await run.predict(image, { wholePixels: largestSide ** 2 });
      largest = Math.max(largest, differenceOf(own.data, exported(model, image, run.snapshot.inputChannels)));
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
  channels: number,
): Float32Array {
  const input = tf.tensor(inFileUnits(image, channels), [1, image.height, image.width, channels], 'float32');
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

/** Raw values as float32 with the channels that the model takes: grey repeated, more become their mean. */
function inFileUnits(image: PixelImage, channels: number): Float32Array {
  const pixels = image.width * image.height;
  const out = new Float32Array(pixels * channels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = pixel * image.channels;
    let sum = 0;
    for (let c = 0; c < image.channels; c++) sum += image.data[from + c];
    const mean = sum / image.channels;
    for (let c = 0; c < channels; c++) {
      out[pixel * channels + c] = image.channels === channels ? image.data[from + c] : mean;
    }
  }
  return out;
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
