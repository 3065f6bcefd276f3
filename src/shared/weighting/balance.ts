import type { FloatMap } from '../images/pixels';
import { VOID_CHANNEL } from '../training/channels';
import type { BalanceTerm } from './schema';

/**
 * What a pixel of each class weighs: `(N / (K n_k))^smoothing` divided by the largest, which is `(n_min / n_k)^smoothing`.
 * A class without a training pixel, whose frequency is unknown, counts like the rarest one.
 *
 * @param counts valid training pixels per channel
 * @returns per channel, in (0,1]
 */
export function balanceWeights(counts: readonly number[], smoothing: number): number[] {
  const present = counts.filter((count) => count > 0);
  const rarest = present.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  return counts.map((count) => (count > 0 ? (rarest / count) ** smoothing : 1));
}

/**
 * Rare classes up, frequent classes down.
 *
 * @param labels channel index per pixel [H,W]; what is not an index of `counts` (255: invalid) gets 0
 * @param counts valid pixels per channel over the training set, so that a class weighs the same in every image
 * @returns raw map [H,W] in [0,1]
 */
export function balanceMap(
  labels: { width: number; height: number; data: Uint8Array },
  counts: readonly number[],
  term: Pick<BalanceTerm, 'smoothing'>,
): FloatMap {
  const { width, height, data } = labels;
  const weights = new Float32Array(256);
  weights.set(balanceWeights(counts.slice(0, VOID_CHANNEL), term.smoothing));
  const out = new Float32Array(width * height);
  for (let i = 0; i < out.length; i++) out[i] = weights[data[i]];
  return { width, height, data: out };
}
