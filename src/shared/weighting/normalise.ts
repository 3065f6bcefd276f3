import type { FloatMap } from '../images/pixels';
import { orderStatistics } from './order-statistics';
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
 * @param into where the result goes: a new array, or the map's own where the raw map is not needed any more (half of
 *   the time of `min-max` is a new array's first touch)
 * @returns a map [H,W] in [0,1]
 */
export function normalise(
  map: FloatMap,
  normaliser: Normaliser,
  into: Float32Array = new Float32Array(map.data.length),
): FloatMap {
  const { width, height, data } = map;
  if (data.length > 0) writeNormalised(data, normaliser, into);
  return { width, height, data: into };
}

/**
 * Percentile by linear interpolation between the two nearest order statistics (NumPy's default method).
 *
 * @param values at least one, finite; left as it is
 * @param percent 0..100
 */
export function percentile(values: Float32Array, percent: number): number {
  return percentiles(values, [percent])[0];
}

function writeNormalised(data: Float32Array, normaliser: Normaliser, out: Float32Array): void {
  switch (normaliser) {
    case 'min-max': {
      const { min, max } = rangeOf(data);
      const factor = 1 / (max - min + EPSILON);
      // Within [0,1] by itself: clamping here would double the time.
      for (let i = 0; i < data.length; i++) out[i] = (data[i] - min) * factor;
      break;
    }
    case 'percentile': {
      const [low, high] = percentiles(data, [1, 99]);
      stretchClamped(data, low, high - low + EPSILON, out);
      break;
    }
    case 'rank':
      writeMidRanks(data, out);
      break;
    case 'none':
      stretchClamped(data, 0, 1, out);
      break;
  }
}

function rangeOf(data: Float32Array): { min: number; max: number } {
  let min = data[0];
  let max = data[0];
  for (let i = 1; i < data.length; i++) {
    min = Math.min(min, data[i]);
    max = Math.max(max, data[i]);
  }
  return { min, max };
}

function stretchClamped(data: Float32Array, low: number, range: number, out: Float32Array): void {
  const factor = 1 / range;
  for (let i = 0; i < data.length; i++) out[i] = Math.max(0, Math.min(1, (data[i] - low) * factor));
}

function percentiles(values: Float32Array, percents: readonly number[]): number[] {
  const positions = percents.map((percent) => ((values.length - 1) * percent) / 100);
  const last = values.length - 1;
  const ranks = positions.flatMap((position) => [Math.floor(position), Math.min(Math.floor(position) + 1, last)]);
  const ordered = orderStatistics(values, ranks);
  return positions.map((position, i) => {
    const [low, high] = [ordered[2 * i], ordered[2 * i + 1]];
    return low + (high - low) * (position - Math.floor(position));
  });
}

function writeMidRanks(data: Float32Array, out: Float32Array): void {
  const { min, max } = rangeOf(data);
  if (max === min) {
    out.fill(0);
    return;
  }
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
}
