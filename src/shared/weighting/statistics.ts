import type { FloatMap } from '../images/pixels';

/** Bins of the histogram of n over [0,1]. */
export const HISTOGRAM_BINS = 64;

/** Figures of an importance map n: all that is needed for those of `w = floor + strength * n`, whatever these two are. */
export interface ImportanceStatistics {
  pixels: number;
  min: number;
  max: number;
  sum: number;
  /** Pixels a bin of [0,1]; 1 falls into the last one. */
  histogram: number[];
  /** Pixels and sums of n by label 0..255. */
  labelPixels: Float64Array;
  labelSums: Float64Array;
  /** Of pixels beside one of another label, neither of them 255; above, below, left or right. */
  borderPixels: number;
  borderSum: number;
}

/**
 * @param importance n [H,W] in [0,1], at least one pixel
 * @param labels channel index per pixel; null where there are none
 */
export function importanceStatistics(importance: FloatMap, labels: Uint8Array | null): ImportanceStatistics {
  const { data } = importance;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  const histogram = new Uint32Array(HISTOGRAM_BINS + 1);
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    histogram[(value * HISTOGRAM_BINS) | 0]++;
  }
  const labelPixels = new Float64Array(256);
  const labelSums = new Float64Array(256);
  let borders = { pixels: 0, sum: 0 };
  if (labels !== null) {
    const counts = new Uint32Array(256);
    for (let i = 0; i < data.length; i++) {
      const label = labels[i];
      counts[label]++;
      labelSums[label] += data[i];
    }
    labelPixels.set(counts);
    borders = borderSums(importance, labels);
  }
  histogram[HISTOGRAM_BINS - 1] += histogram[HISTOGRAM_BINS];
  const bins = Array.from(histogram.subarray(0, HISTOGRAM_BINS));
  return {
    pixels: data.length,
    min,
    max,
    sum,
    histogram: bins,
    labelPixels,
    labelSums,
    borderPixels: borders.pixels,
    borderSum: borders.sum,
  };
}

function borderSums({ width, data }: FloatMap, labels: Uint8Array): { pixels: number; sum: number } {
  let pixels = 0;
  let sum = 0;
  const last = data.length - width;
  for (let p = 0, x = 0; p < data.length; p++, x = x + 1 === width ? 0 : x + 1) {
    const label = labels[p];
    if (label === UNLABELLED) continue;
    const isBorder =
      (x > 0 && isOther(labels[p - 1], label)) ||
      (x + 1 < width && isOther(labels[p + 1], label)) ||
      (p >= width && isOther(labels[p - width], label)) ||
      (p < last && isOther(labels[p + width], label));
    if (!isBorder) continue;
    pixels++;
    sum += data[p];
  }
  return { pixels, sum };
}

const UNLABELLED = 255;

function isOther(neighbour: number, label: number): boolean {
  return neighbour !== label && neighbour !== UNLABELLED;
}

/** What a set of pixels comes to. */
interface ShareStatistics {
  /** How many of this image are of it. */
  pixels: number;
  /** Mean weight of one of them; null where there is none. */
  meanWeight: number | null;
  /** Of the total weight of the whole that they are of, 0..1; null where that is 0. */
  shareOfWeight: number | null;
}

export interface WeightStatistics {
  min: number;
  max: number;
  mean: number;
  /** In channel order; of the labelled pixels. */
  perClass: ShareStatistics[];
  /** Pixels beside one of another class; of the labelled pixels. */
  borders: ShareStatistics;
  /** Pixels without a label, which training does not read; of all pixels. */
  unlabelled: ShareStatistics;
}

/**
 * Figures of the weights `w = floor + strength * n`: over all pixels, and per class over the labelled ones.
 *
 * @param channelCount labels from here on (255 among them) count as not labelled
 */
export function weightStatistics(
  importance: ImportanceStatistics,
  { floor, strength }: { floor: number; strength: number },
  channelCount: number,
): WeightStatistics {
  const { pixels, min, max, sum, labelPixels, labelSums } = importance;
  const weightOf = (count: number, sumOfN: number): number => floor * count + strength * sumOfN;
  const share = (count: number, weight: number, whole: number): ShareStatistics => ({
    pixels: count,
    meanWeight: count === 0 ? null : weight / count,
    shareOfWeight: whole === 0 ? null : weight / whole,
  });
  const classSums = Array.from({ length: channelCount }, (_, channel) =>
    weightOf(labelPixels[channel], labelSums[channel]),
  );
  const labelledSum = classSums.reduce((total, classSum) => total + classSum, 0);
  const labelledPixels = labelPixels.subarray(0, channelCount).reduce((total, count) => total + count, 0);
  const wholeSum = weightOf(pixels, sum);
  return {
    min: floor + strength * min,
    max: floor + strength * max,
    mean: floor + (strength * sum) / pixels,
    perClass: classSums.map((classSum, channel) => share(labelPixels[channel], classSum, labelledSum)),
    borders: share(importance.borderPixels, weightOf(importance.borderPixels, importance.borderSum), labelledSum),
    unlabelled: share(pixels - labelledPixels, Math.max(0, wholeSum - labelledSum), wholeSum),
  };
}

/** Mean importance of the labelled pixels and of the others; null where there are none of them. */
export interface Attention {
  labelled: number | null;
  unlabelled: number | null;
  /** Part of all importance that lies on pixels without a label, 0..1; 0 where there is none. */
  unlabelledShare: number;
}

export function attentionOf(importance: ImportanceStatistics, channelCount: number): Attention {
  const { pixels, sum, labelPixels, labelSums } = importance;
  let labelled = 0;
  let labelledSum = 0;
  for (let channel = 0; channel < channelCount; channel++) {
    labelled += labelPixels[channel];
    labelledSum += labelSums[channel];
  }
  const others = pixels - labelled;
  const otherSum = Math.max(0, sum - labelledSum);
  return {
    labelled: labelled === 0 ? null : labelledSum / labelled,
    unlabelled: others === 0 ? null : otherSum / others,
    unlabelledShare: sum === 0 ? 0 : otherSum / sum,
  };
}
