import type { FloatMap } from '../images/pixels';

const BINS = 256;

/**
 * Otsu's threshold (Otsu 1979): the value that splits the pixels into two groups of greatest between-group variance,
 * over 256 equal bins of [0,1]. Between two well-separated levels every threshold is as good: the middle is taken.
 *
 * @param mean [H,W] in [0,1], as from `channelMean`
 * @returns t in (0,1): pixels below t are the dark group; null where all pixels lie in one bin
 */
export function otsuThreshold(mean: FloatMap): number | null {
  const histogram = new Float64Array(BINS);
  for (const value of mean.data) histogram[Math.min(BINS - 1, Math.floor(value * BINS))]++;
  const total = mean.data.length;
  let totalSum = 0;
  for (let bin = 0; bin < BINS; bin++) totalSum += bin * histogram[bin];

  let count = 0;
  let sum = 0;
  let best = 0;
  let first = -1;
  let last = -1;
  for (let bin = 0; bin < BINS - 1; bin++) {
    count += histogram[bin];
    sum += bin * histogram[bin];
    if (count === 0) continue;
    if (count === total) break;
    const gap = sum / count - (totalSum - sum) / (total - count);
    const variance = count * (total - count) * gap * gap;
    if (variance > best) {
      best = variance;
      first = bin;
      last = bin;
    } else if (variance === best && last === bin - 1) {
      last = bin;
    }
  }
  return first < 0 ? null : ((first + last) / 2 + 1) / BINS;
}
