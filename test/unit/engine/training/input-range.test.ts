import { describe, expect, it } from 'vitest';
import { MomentCollector, RangeCollector } from '../../../../src/engine/training/input-range';
import { counter } from './made-run';

/** NumPy's percentile with linear interpolation, by its definition. */
function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const low = Math.floor(position);
  return sorted[low] + (position - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

describe('the input range', () => {
  it('is 0..255 for 8-bit images, whatever they hold', () => {
    const collector = new RangeCollector(8, 3, 1);
    collector.add({ width: 1, height: 1, channels: 3, depth: 8, data: Uint8Array.of(3, 4, 5) });
    expect(collector.range()).toEqual({ lo: [0, 0, 0], hi: [255, 255, 255] });
  });

  it('is the 0.1st and 99.9th percentile per channel over all 16-bit training images', () => {
    const random = counter(3);
    const collector = new RangeCollector(16, 2, 3);
    const all: number[][] = [[], []];
    for (let image = 0; image < 3; image++) {
      const data = Uint16Array.from({ length: 2 * 1500 }, (_, i) => (i % 2 === 0 ? 1000 : 30_000) + 5000 * random());
      for (const [i, value] of data.entries()) all[i % 2].push(value);
      collector.add({ width: 50, height: 30, channels: 2, depth: 16, data });
    }
    const { lo, hi } = collector.range();
    for (const c of [0, 1]) {
      expect(lo[c]).toBeCloseTo(percentile(all[c], 0.001), 6);
      expect(hi[c]).toBeCloseTo(percentile(all[c], 0.999), 6);
    }
  });

  it('passes over values of float images that are not finite', () => {
    const collector = new RangeCollector(32, 1, 1);
    const data = Float32Array.of(Number.NaN, 0, 10, Number.POSITIVE_INFINITY);
    collector.add({ width: 4, height: 1, channels: 1, depth: 32, data });
    expect(collector.range().lo[0]).toBeCloseTo(0.01, 6);
    expect(collector.range().hi[0]).toBeCloseTo(9.99, 6);
  });

  it('has room between its ends even where all values are equal', () => {
    const collector = new RangeCollector(16, 1, 1);
    collector.add({ width: 2, height: 1, channels: 1, depth: 16, data: Uint16Array.of(7, 7) });
    expect(collector.range()).toEqual({ lo: [7], hi: [8] });
  });
});

describe('mean and deviation', () => {
  it('are those of all pixels together, not of the images', () => {
    const collector = new MomentCollector(1);
    collector.add({ width: 3, height: 1, channels: 1, data: Float32Array.of(0, 0, 1) });
    collector.add({ width: 1, height: 1, channels: 1, data: Float32Array.of(1) });
    expect(collector.moments()).toEqual({ mean: [0.5], deviation: [0.5] });
  });

  it('divide by nothing where the images are flat', () => {
    const collector = new MomentCollector(1);
    collector.add({ width: 2, height: 1, channels: 1, data: Float32Array.of(0.25, 0.25) });
    expect(collector.moments()).toEqual({ mean: [0.25], deviation: [1] });
  });
});
