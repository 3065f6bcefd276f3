import {
  DIFFERENCE,
  type InspectAt,
  type InspectedLayer,
  type InspectLayer,
  NOT_LABELLED,
  RIGHT,
} from '../../shared/contract/inspect';
import { VOID_CHANNEL } from '../../shared/training/channels';
import { percentile } from '../../shared/weighting/normalise';
import { crossEntropy } from '../inference/score-image';
import { bytesOfKinds, bytesOfValues } from './byte-map';
import { entropyAt, highestEntropy } from './entropy';

/** All that the layers of one image before one network are made of; row-major. */
export interface InspectedPixels {
  width: number;
  height: number;
  classCount: number;
  /** [H,W,K], summing to 1 at each pixel. */
  probabilities: Float32Array;
  /** [H,W], the channel of highest probability. */
  prediction: Uint8Array;
  /** [H,W], channel, 255 where not labelled. */
  labels: Uint8Array;
}

/** Weights w of an image, and the ends of what they can be. */
export interface InspectedWeights {
  /** [H,W]. */
  data: Float32Array;
  low: number;
  high: number;
}

/** Losses reach far up at few pixels: their colour bar ends where this share of the labelled pixels lies below. */
const LOSS_PERCENTILE = 99.5;
/** So many values, evenly taken, are sorted for the percentile: beyond, it would take seconds. */
const SORTED_VALUES = 2 ** 20;

/** A layer that is made of probabilities and labels alone. */
export function predictedLayer(
  pixels: InspectedPixels,
  layer: Exclude<InspectLayer, { kind: 'weight' | 'weighted-loss' }>,
): Omit<InspectedLayer, 'notices'> {
  switch (layer.kind) {
    case 'prediction':
      return { map: bytesOfKinds(pixels, pixels.prediction), low: 0, high: pixels.classCount - 1 };
    case 'probability': {
      const { probabilities, classCount } = pixels;
      if (layer.channel >= classCount) throw new RangeError(`channel ${layer.channel} of ${classCount}`);
      const range = { low: 0, high: 1 };
      return { map: bytesOfValues(pixels, range, (i) => probabilities[i * classCount + layer.channel]), ...range };
    }
    case 'error':
      return { map: bytesOfKinds(pixels, errorsOf(pixels)), low: 0, high: pixels.classCount - 1 };
    case 'loss':
      return lossLayer(pixels, (i) => lossAt(pixels, i));
    case 'entropy': {
      const { probabilities, classCount } = pixels;
      const range = { low: 0, high: highestEntropy(classCount) };
      return { map: bytesOfValues(pixels, range, (i) => entropyAt(probabilities, i, classCount)), ...range };
    }
  }
}

/** Where two networks differ, as `DIFFERENCE` names it. @param other its prediction in channels of the first; 255: none of them */
export function differenceLayer(pixels: InspectedPixels, other: Uint8Array): Omit<InspectedLayer, 'notices'> {
  const { prediction, labels } = pixels;
  const kinds = prediction.map((mine, i) => {
    const label = labels[i];
    if (mine === other[i]) return RIGHT;
    if (label === VOID_CHANNEL) return DIFFERENCE.notLabelled;
    if (mine === label) return DIFFERENCE.thisRight;
    return other[i] === label ? DIFFERENCE.otherRight : DIFFERENCE.neitherRight;
  });
  return { map: bytesOfKinds(pixels, kinds), low: 0, high: DIFFERENCE.notLabelled };
}

/** The weights themselves, over the range that they can have. */
export function weightLayer(
  size: Pick<InspectedPixels, 'width' | 'height'>,
  weights: InspectedWeights,
): Omit<InspectedLayer, 'notices'> {
  const { data, low, high } = weights;
  return { map: bytesOfValues(size, { low, high }, (i) => data[i]), low, high };
}

/** Weight times loss at each labelled pixel. */
export function weightedLossLayer(pixels: InspectedPixels, weights: InspectedWeights): Omit<InspectedLayer, 'notices'> {
  return lossLayer(pixels, (i) => weights.data[i] * lossAt(pixels, i));
}

/** The exact values at a pixel. */
export function valuesAt(pixels: InspectedPixels, weights: InspectedWeights, x: number, y: number): InspectAt {
  const { width, height, classCount } = pixels;
  if (x >= width || y >= height) throw new RangeError(`${x},${y} lies outside ${width}x${height}`);
  const at = y * width + x;
  const label = pixels.labels[at];
  const loss = lossAt(pixels, at);
  return {
    label: label === VOID_CHANNEL ? null : label,
    prediction: pixels.prediction[at],
    probabilities: Array.from(pixels.probabilities.subarray(at * classCount, (at + 1) * classCount)),
    loss: Number.isNaN(loss) ? null : loss,
    weight: weights.data[at],
  };
}

/** Unweighted cross-entropy; NaN where the pixel is not labelled. */
function lossAt({ labels, probabilities, classCount }: InspectedPixels, pixel: number): number {
  const label = labels[pixel];
  return label === VOID_CHANNEL ? Number.NaN : crossEntropy(probabilities[pixel * classCount + label]);
}

function errorsOf({ labels, prediction }: InspectedPixels): Uint8Array {
  return labels.map((label, i) => {
    if (label === VOID_CHANNEL) return NOT_LABELLED;
    return label === prediction[i] ? RIGHT : Math.min(prediction[i], RIGHT - 1);
  });
}

function lossLayer(pixels: InspectedPixels, valueAt: (pixel: number) => number): Omit<InspectedLayer, 'notices'> {
  const range = { low: 0, high: highEnd(pixels.labels, valueAt) };
  return { map: bytesOfValues(pixels, range, valueAt), ...range };
}

function highEnd(labels: Uint8Array, valueAt: (pixel: number) => number): number {
  let labelled = 0;
  for (const label of labels) if (label !== VOID_CHANNEL) labelled++;
  if (labelled === 0) return 1;
  const stride = Math.ceil(labelled / SORTED_VALUES);
  const values = new Float32Array(Math.ceil(labelled / stride));
  let seen = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === VOID_CHANNEL) continue;
    if (seen % stride === 0) values[seen / stride] = valueAt(i);
    seen++;
  }
  // A map that is 0 but for a few pixels keeps these apart from the rest.
  return percentile(values, LOSS_PERCENTILE) || values.reduce((most, value) => Math.max(most, value), 0) || 1;
}
