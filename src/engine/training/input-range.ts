import type { PixelImage, UnitImage } from '../../shared/images/pixels';

export interface InputRange {
  lo: number[];
  hi: number[];
}

/** Share of the values below `lo` and above `hi` for images deeper than 8 bit. */
const tailShare = 0.001;
/** Values of float images that the percentiles are taken from, over all images and a channel. */
const sampledValues = 2 ** 22;

/**
 * Collects the values of the training images, to find the input range: 0..255 for 8-bit images, for deeper ones the
 * 0.1st and 99.9th percentile over all of them. 16-bit values are counted all, float ones sampled evenly.
 */
export class RangeCollector {
  private readonly counts: Float64Array[];
  private readonly samples: number[][];

  /**
   * @param depth of all images
   * @param channels of the images' pixels
   * @param imageCount how many images will come
   */
  constructor(
    private readonly depth: PixelImage['depth'],
    private readonly channels: number,
    private readonly imageCount: number,
  ) {
    this.counts = depth === 16 ? Array.from({ length: channels }, () => new Float64Array(65536)) : [];
    this.samples = depth === 32 ? Array.from({ length: channels }, () => []) : [];
  }

  add(image: PixelImage): void {
    if (this.depth === 8) return;
    const { data, channels } = image;
    const perImage = Math.max(1024, Math.floor(sampledValues / this.imageCount));
    const stride = this.depth === 16 ? 1 : Math.max(1, Math.floor(data.length / channels / perImage));
    for (let pixel = 0; pixel < data.length; pixel += stride * channels) {
      for (let c = 0; c < channels; c++) {
        const value = data[pixel + c];
        if (this.depth === 16) this.counts[c % this.channels][value]++;
        else if (Number.isFinite(value)) this.samples[c % this.channels].push(value);
      }
    }
  }

  /** Per channel; `hi` is above `lo` even where all values are equal. */
  range(): InputRange {
    if (this.depth === 8) return { lo: repeat(0, this.channels), hi: repeat(255, this.channels) };
    const pairs = Array.from({ length: this.channels }, (_, c) => this.percentiles(c));
    return {
      lo: pairs.map(([lo]) => lo),
      hi: pairs.map(([lo, hi]) => (hi > lo ? hi : lo + 1)),
    };
  }

  private percentiles(channel: number): [number, number] {
    if (this.depth === 16)
      return [fromCounts(this.counts[channel], tailShare), fromCounts(this.counts[channel], 1 - tailShare)];
    const sorted = Float64Array.from(this.samples[channel]).sort();
    if (sorted.length === 0) return [0, 1];
    return [fromSorted(sorted, tailShare), fromSorted(sorted, 1 - tailShare)];
  }
}

/**
 * The input range of a run or preview, from the training images.
 * @param images of one depth, at least one
 * @param read pixels of one of them; called only where they decide (deeper than 8 bit)
 * @returns lo and hi for each of the project's channels; one range for all where the files have other channels
 */
export async function findInputRange<Image extends Pick<PixelImage, 'channels' | 'depth'>>(
  images: readonly Image[],
  read: (image: Image) => Promise<PixelImage>,
  inputChannels: number,
): Promise<InputRange> {
  const { depth } = images[0];
  const isPerChannel = images.every(({ channels }) => channels === inputChannels);
  const collector = new RangeCollector(depth, isPerChannel ? inputChannels : 1, images.length);
  if (depth !== 8) for (const image of images) collector.add(await read(image));
  const { lo, hi } = collector.range();
  const spread = (values: number[]) => Array.from({ length: inputChannels }, (_, c) => values[isPerChannel ? c : 0]);
  return { lo: spread(lo), hi: spread(hi) };
}

/** Sums of the training images' values in [0,1], for the mean and deviation that the network works with. */
export class MomentCollector {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private pixels = 0;

  constructor(private readonly channels: number) {
    this.sums = new Float64Array(channels);
    this.squares = new Float64Array(channels);
  }

  add(image: UnitImage): void {
    const { data } = image;
    for (let at = 0; at < data.length; ) {
      for (let c = 0; c < this.channels; c++, at++) {
        this.sums[c] += data[at];
        this.squares[c] += data[at] * data[at];
      }
    }
    this.pixels += data.length / this.channels;
  }

  /** Population deviation per channel; 1 where the training images are flat, so that nothing is divided by 0. */
  moments(): { mean: number[]; deviation: number[] } {
    const mean = Array.from(this.sums, (sum) => sum / this.pixels);
    const deviation = mean.map((average, c) => {
      const variance = this.squares[c] / this.pixels - average * average;
      return variance > 1e-10 ? Math.sqrt(variance) : 1;
    });
    return { mean, deviation };
  }
}

/** Linear interpolation between order statistics, as NumPy. */
function fromSorted(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

function fromCounts(counts: Float64Array, share: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const position = share * (total - 1);
  const below = orderStatistic(counts, Math.floor(position));
  const above = orderStatistic(counts, Math.min(Math.floor(position) + 1, total - 1));
  return below + (position - Math.floor(position)) * (above - below);
}

/** The value at a rank, 0 the smallest. */
function orderStatistic(counts: Float64Array, rank: number): number {
  let seen = 0;
  for (let value = 0; value < counts.length; value++) {
    seen += counts[value];
    if (seen > rank) return value;
  }
  return 0;
}

function repeat(value: number, times: number): number[] {
  return Array.from({ length: times }, () => value);
}
