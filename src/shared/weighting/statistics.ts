import type { FloatMap } from '../images/pixels';

interface ClassWeightStatistics {
  name: string;
  /** Labelled pixels of the class in this image. */
  pixels: number;
  /** Mean weight of a pixel of the class; null where the image has none. */
  meanWeight: number | null;
  /** Of the total weight of all labelled pixels, 0..1; null where no pixel is labelled or none weighs anything. */
  shareOfWeight: number | null;
}

export interface MapStatistics {
  min: number;
  max: number;
  mean: number;
  perClass: ClassWeightStatistics[];
}

/**
 * Figures of a weight map: over all its pixels, and per class over the labelled ones.
 *
 * @param weights w [H,W], at least one pixel
 * @param labels channel index per pixel (255 or any index without a channel: not labelled); null where there are none
 * @param channels names in channel order
 */
export function mapStatistics(
  weights: FloatMap,
  labels: Uint8Array | null,
  channels: readonly string[],
): MapStatistics {
  const { data } = weights;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of data) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const pixels = new Float64Array(256);
  const sums = new Float64Array(256);
  if (labels !== null) {
    for (let i = 0; i < data.length; i++) {
      pixels[labels[i]]++;
      sums[labels[i]] += data[i];
    }
  }
  const labelledSum = channels.reduce((total, _, channel) => total + sums[channel], 0);
  const perClass = channels.map((name, channel) => ({
    name,
    pixels: pixels[channel],
    meanWeight: pixels[channel] === 0 ? null : sums[channel] / pixels[channel],
    shareOfWeight: labelledSum === 0 ? null : sums[channel] / labelledSum,
  }));
  return { min, max, mean: sum / data.length, perClass };
}
