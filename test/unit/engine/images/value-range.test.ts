import { describe, expect, it } from 'vitest';
import { valueRange } from '../../../../src/engine/images/value-range';
import { automaticWindow, channelRange } from '../../../../src/shared/images/display-window';
import { pngFile, tiffFile } from './made-files';
import { tempFolder } from './temp-folder';

const folder = tempFolder();

describe('channelRange', () => {
  it('gives the values below which shares of the sample lie', () => {
    const { min, max, percentiles } = channelRange(Float32Array.from({ length: 1001 }, (_, i) => 1000 - i));
    expect({ min, max, ...percentiles }).toEqual({ min: 0, max: 1000, p01: 1, p1: 10, p50: 500, p99: 990, p999: 999 });
  });

  it('counts every value once, a hot pixel in the last bin', () => {
    const values = Float32Array.from({ length: 5000 }, (_, i) => (i === 7 ? 1e6 : i % 256));
    const { histogram } = channelRange(values);
    expect(histogram.counts).toHaveLength(256);
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(5000);
    expect(histogram.hi).toBeLessThan(300);
  });

  it('takes a constant picture', () => {
    const { percentiles, histogram } = channelRange(new Float32Array(10).fill(7));
    expect([percentiles.p01, percentiles.p999, histogram.counts[0]]).toEqual([7, 7, 10]);
  });
});

describe('valueRange', () => {
  const [width, height] = [40, 3000];
  const channel = (y: number, c: number): number => (c === 0 ? y : 60_000 - y);
  const samples = Array.from({ length: height * width * 2 }, (_, i) => channel(Math.floor(i / 2 / width), i % 2));
  const strip = new Uint8Array(Uint16Array.from(samples).buffer);
  const extra = [[338, 3, [0]]] as const;
  const tiff = tiffFile({ width, height, bits: 16, channels: 2, photometric: 1, strip, extra });

  it('samples rows of the whole height, each channel by itself', async () => {
    const [first, second] = await valueRange(await folder.write('two.tif', tiff));
    expect([first?.min, first?.max, second?.min, second?.max]).toEqual([0, 2999, 57_001, 60_000]);
    expect(Math.abs((first?.percentiles.p50 ?? 0) - 1500)).toBeLessThan(100);
  });

  it('reads one channel where one is asked for', async () => {
    const ranges = await valueRange(await folder.write('one.tif', tiff), { channels: [1] });
    expect(ranges.map(({ min }) => min)).toEqual([57_001]);
  });

  it('reads a PNG from the top downwards', async () => {
    const png = pngFile({ width: 2, height: 900, bitDepth: 16, colorType: 0, samples: samples.slice(0, 1800) });
    const [range] = await valueRange(await folder.write('deep.png', png));
    expect(range?.min).toBe(0);
    expect(range?.max).toBe(60_000);
  });

  it('names the file that is no good', async () => {
    const path = await folder.write('cut.tif', tiff.subarray(0, 5000));
    await expect(valueRange(path)).rejects.toMatchObject({ code: 'image-truncated', file: path });
  });
});

describe('automaticWindow', () => {
  it('spans all channels', () => {
    const ranges = [Float32Array.of(5, 6, 7), Float32Array.of(1, 2, 3)].map(channelRange);
    expect(automaticWindow(ranges)).toEqual({ ranges: [{ lo: 1, hi: 7 }], gamma: 1 });
  });
});
