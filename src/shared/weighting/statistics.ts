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
  if (labels !== null) {
    const counts = new Uint32Array(256);
    for (let i = 0; i < data.length; i++) {
      const label = labels[i];
      counts[label]++;
      labelSums[label] += data[i];
    }
    labelPixels.set(counts);
  }
  histogram[HISTOGRAM_BINS - 1] += histogram[HISTOGRAM_BINS];
  const bins = Array.from(histogram.subarray(0, HISTOGRAM_BINS));
  return { pixels: data.length, min, max, sum, histogram: bins, labelPixels, labelSums };
}

interface ClassWeightStatistics {
  /** Labelled pixels of the class in this image. */
  pixels: number;
  /** Mean weight of a pixel of the class; null where the image has none. */
  meanWeight: number | null;
  /** Of the total weight of all labelled pixels, 0..1; null where no pixel is labelled or none weighs anything. */
  shareOfWeight: number | null;
}

export interface WeightStatistics {
  min: number;
  max: number;
  mean: number;
  /** In channel order. */
  perClass: ClassWeightStatistics[];
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
  const classSums = Array.from(
    { length: channelCount },
    (_, channel) => floor * labelPixels[channel] + strength * labelSums[channel],
  );
  const labelledSum = classSums.reduce((total, classSum) => total + classSum, 0);
  return {
    min: floor + strength * min,
    max: floor + strength * max,
    mean: floor + (strength * sum) / pixels,
    perClass: classSums.map((classSum, channel) => ({
      pixels: labelPixels[channel],
      meanWeight: labelPixels[channel] === 0 ? null : classSum / labelPixels[channel],
      shareOfWeight: labelledSum === 0 ? null : classSum / labelledSum,
    })),
  };
}
