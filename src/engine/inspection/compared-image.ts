import { addConfidence } from '../../shared/training/numbers/calibration';
import type { ComparedPixels } from '../../shared/training/numbers/disagreements';
import { addPrediction, emptyNumbers, type ImageNumbers } from '../../shared/training/numbers/image-numbers';
import { THRESHOLD_STEPS, thresholdStep } from '../../shared/training/numbers/thresholds';
import type { Band } from '../inference/predict';

/** What a network says of an image against its labels: three bytes a pixel, whatever the number of classes. */
export interface ComparedImage extends ComparedPixels {
  numbers: ImageNumbers;
}

/**
 * Compares an image's probabilities with its labels, band by band, so that they never have to be in memory as a whole.
 * @param labels [H,W] channel, 255 where not labelled
 * @param distancePx how far borders reach
 * @param bands hands the probabilities to its sink, from the top
 */
export async function compareImage(
  { width, height }: { width: number; height: number },
  classCount: number,
  labels: Uint8Array,
  distancePx: number,
  bands: (sink: (band: Pick<Band, 'y' | 'data'>) => void) => Promise<void>,
): Promise<ComparedImage> {
  const numbers = emptyNumbers(classCount);
  const bytes = (): Uint8Array => new Uint8Array(width * height);
  const compared = { width, height, classCount, labels, prediction: bytes(), top: bytes(), own: bytes(), numbers };
  await bands((band) => addBand(compared, band));
  addPrediction(numbers, labels, compared.prediction, width, height, distancePx);
  return compared;
}

function addBand(compared: ComparedImage, { y, data }: Pick<Band, 'y' | 'data'>): void {
  const { width, classCount, labels, prediction, top, own, numbers } = compared;
  const { thresholds, calibration, selfConfidence } = numbers;
  let pixel = y * width;
  for (let at = 0; at < data.length; at += classCount, pixel++) {
    let best = 0;
    for (let k = 1; k < classCount; k++) if (data[at + k] > data[at + best]) best = k;
    const confidence = data[at + best];
    prediction[pixel] = best;
    top[pixel] = Math.round(255 * confidence);
    const label = labels[pixel];
    if (label >= classCount) continue;
    const ownProbability = data[at + label];
    own[pixel] = Math.round(255 * ownProbability);
    selfConfidence[label] += ownProbability;
    addConfidence(calibration, confidence, best === label);
    for (let k = 0; k < classCount; k++) {
      const place = k * THRESHOLD_STEPS + thresholdStep(data[at + k]);
      if (k === label) thresholds.own[place]++;
      else thresholds.others[place]++;
    }
  }
}
