/** Pixels by label (row) and prediction (column), [K,K]; counts are exact up to 2^53. */
export interface Confusion {
  classCount: number;
  counts: Float64Array;
}

export function emptyConfusion(classCount: number): Confusion {
  return { classCount, counts: new Float64Array(classCount * classCount) };
}

/**
 * Counts the pixels of one image. Labels of `classCount` and beyond (255: void) are not counted.
 * @param labels output channel a pixel
 * @param predictions the same for the prediction; every one below `classCount`
 */
export function addToConfusion(confusion: Confusion, labels: Uint8Array, predictions: Uint8Array): void {
  const { classCount, counts } = confusion;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label < classCount) counts[label * classCount + predictions[i]]++;
  }
}

/** Adds the counts of `other` to `confusion`: pooling. */
export function mergeConfusion(confusion: Confusion, other: Confusion): void {
  for (let i = 0; i < confusion.counts.length; i++) confusion.counts[i] += other.counts[i];
}

/** Of one class: hits, pixels predicted as it that are not, its pixels that were missed. */
export interface ClassOutcome {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
}

export function outcomeOf({ classCount, counts }: Confusion, channel: number): ClassOutcome {
  const truePositives = counts[channel * classCount + channel];
  let labelled = 0;
  let predicted = 0;
  for (let k = 0; k < classCount; k++) {
    labelled += counts[channel * classCount + k];
    predicted += counts[k * classCount + channel];
  }
  return { truePositives, falsePositives: predicted - truePositives, falseNegatives: labelled - truePositives };
}
