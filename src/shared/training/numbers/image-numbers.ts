import { addBoundaries, type BoundaryCounts, emptyBoundaryCounts, mergeBoundaryCounts } from '../boundary';
import { addToConfusion, type Confusion, emptyConfusion, mergeConfusion } from '../confusion';
import { borderBand } from './border-band';
import { type CalibrationCounts, emptyCalibration } from './calibration';
import { addObjects, emptyObjects, type ObjectCounts } from './objects';
import { emptyThresholds, type ThresholdCounts } from './thresholds';

/** All that is counted of an image, or of several: sums over labelled pixels, so that images pool. */
export interface ImageNumbers {
  confusion: Confusion;
  /** The same of the pixels near a labelled border alone; what is left is inside. */
  atBorders: Confusion;
  boundaries: BoundaryCounts;
  objects: ObjectCounts;
  calibration: CalibrationCounts;
  thresholds: ThresholdCounts;
  /** Per class, over the pixels labelled as it: the sum of its probability, which confident learning reads. */
  selfConfidence: Float64Array;
}

export function emptyNumbers(classCount: number): ImageNumbers {
  return {
    confusion: emptyConfusion(classCount),
    atBorders: emptyConfusion(classCount),
    boundaries: emptyBoundaryCounts(classCount),
    objects: emptyObjects(classCount),
    calibration: emptyCalibration(),
    thresholds: emptyThresholds(classCount),
    selfConfidence: new Float64Array(classCount),
  };
}

/**
 * Counts what labels and predictions alone tell of one image; calibration, thresholds and confidence are counted where the
 * probabilities are.
 * @param labels [H,W] channel, 255 where not labelled
 * @param distancePx how far borders reach
 */
export function addPrediction(
  numbers: ImageNumbers,
  labels: Uint8Array,
  predictions: Uint8Array,
  width: number,
  height: number,
  distancePx: number,
): void {
  const { classCount } = numbers.confusion;
  addToConfusion(numbers.confusion, labels, predictions);
  addBoundaries(numbers.boundaries, labels, predictions, width, height, distancePx);
  addObjects(numbers.objects, labels, predictions, width);
  const band = borderBand(labels, width, height, classCount, distancePx);
  const near = labels.map((label, i) => (band[i] === 1 ? label : 255));
  addToConfusion(numbers.atBorders, near, predictions);
}

/** Adds the counts of `other`: pooling. */
export function mergeNumbers(numbers: ImageNumbers, other: ImageNumbers): void {
  mergeConfusion(numbers.confusion, other.confusion);
  mergeConfusion(numbers.atBorders, other.atBorders);
  mergeBoundaryCounts(numbers.boundaries, other.boundaries);
  for (const part of ['objects', 'found', 'pixels', 'hits'] as const) add(numbers.objects[part], other.objects[part]);
  for (const part of ['pixels', 'confidence', 'right'] as const) {
    add(numbers.calibration[part], other.calibration[part]);
  }
  for (const part of ['own', 'others'] as const) add(numbers.thresholds[part], other.thresholds[part]);
  add(numbers.selfConfidence, other.selfConfidence);
}

/** Wrong pixels near borders and inside, and how many labelled pixels there are of either. */
export interface ErrorPlaces {
  wrongAtBorders: number;
  wrongInside: number;
  atBorders: number;
  inside: number;
}

export function errorPlaces({ confusion, atBorders }: Pick<ImageNumbers, 'confusion' | 'atBorders'>): ErrorPlaces {
  const all = wrongAndAll(confusion);
  const near = wrongAndAll(atBorders);
  return {
    wrongAtBorders: near.wrong,
    wrongInside: all.wrong - near.wrong,
    atBorders: near.all,
    inside: all.all - near.all,
  };
}

function wrongAndAll({ classCount, counts }: Confusion): { wrong: number; all: number } {
  let wrong = 0;
  let all = 0;
  for (let i = 0; i < counts.length; i++) {
    all += counts[i];
    if (Math.floor(i / classCount) !== i % classCount) wrong += counts[i];
  }
  return { wrong, all };
}

function add(sums: Float64Array, more: Float64Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] += more[i];
}
