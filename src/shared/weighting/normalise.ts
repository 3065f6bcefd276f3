import type { FloatMap } from '../images/pixels';
import type { Normaliser } from './schema';

const EPSILON = 1e-7;
const RANK_BINS = 65_536;

/**
 * Bring a raw map to [0,1]:
 * - `min-max`: `(r - min) / (max - min + 1e-7)`
 * - `percentile`: the same between the 1st and the 99th percentile, clamped: one hot pixel does not flatten the map
 * - `rank`: mid-ranks (mean of the ranks of equal values) over 65,536 bins, divided by the number of pixels; 0 where
 *   the map is flat, so that a flat map teaches nothing special under every normaliser
 * - `none`: clamped only
 *
 * @param map [H,W], finite
 * @returns a new map [H,W] in [0,1]
 */
export function normalise(map: FloatMap, normaliser: Normaliser): FloatMap {
  const { width, height, data } = map;
  return { width, height, data: normalised(data, normaliser) };
}

/**
 * Percentile by linear interpolation between the two nearest order statistics (NumPy's default method).
 *
 * @param values at least one, finite; left as it is
 * @param percent 0..100
 */
export function percentile(values: Float32Array, percent: number): number {
  return percentilesOfSorted(Float32Array.from(values).sort(), [percent])[0];
}

function normalised(data: Float32Array, normaliser: Normaliser): Float32Array {
  if (data.length === 0) return new Float32Array(0);
  switch (normaliser) {
    case 'min-max': {
      const { min, max } = rangeOf(data);
      return stretch(data, min, max);
    }
    case 'percentile': {
      const [low, high] = percentilesOfSorted(Float32Array.from(data).sort(), [1, 99]);
      return stretch(data, low, high);
    }
    case 'rank':
      return midRanks(data);
    case 'none':
      return stretch(data, 0, 1, 0);
  }
}

function rangeOf(data: Float32Array): { min: number; max: number } {
  let min = data[0];
  let max = data[0];
  for (let i = 1; i < data.length; i++) {
    const value = data[i];
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { min, max };
}

function stretch(data: Float32Array, low: number, high: number, epsilon = EPSILON): Float32Array {
  const out = new Float32Array(data.length);
  const factor = 1 / (high - low + epsilon);
  for (let i = 0; i < data.length; i++) {
    const value = (data[i] - low) * factor;
    out[i] = Math.max(0, Math.min(1, value));
  }
  return out;
}

function percentilesOfSorted(sorted: Float32Array, percents: readonly number[]): number[] {
  return percents.map((percent) => {
    const position = ((sorted.length - 1) * percent) / 100;
    const below = Math.floor(position);
    const low = sorted[below];
    const high = sorted[Math.min(below + 1, sorted.length - 1)];
    return low + (high - low) * (position - below);
  });
}

function midRanks(data: Float32Array): Float32Array {
  const { min, max } = rangeOf(data);
  const out = new Float32Array(data.length);
  if (max === min) return out;
  const scale = (RANK_BINS - 1) / (max - min);
  const bins = new Uint16Array(data.length);
  const counts = new Uint32Array(RANK_BINS);
  for (let i = 0; i < data.length; i++) {
    const bin = Math.round((data[i] - min) * scale);
    bins[i] = bin;
    counts[bin]++;
  }
  // Ranks count from 1: a bin of c values with b values below holds the ranks b+1..b+c, of mean b + (c+1)/2.
  const ranks = new Float32Array(RANK_BINS);
  let below = 0;
  for (let bin = 0; bin < RANK_BINS; bin++) {
    ranks[bin] = (below + (counts[bin] + 1) / 2) / data.length;
    below += counts[bin];
  }
  for (let i = 0; i < data.length; i++) out[i] = ranks[bins[i]];
  return out;
}
