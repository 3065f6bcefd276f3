import type { PixelImage } from './pixels';

export interface ValueWindow {
  /** Shown as black, in the image's own units. */
  lo: number;
  /** Shown as full brightness; above lo. */
  hi: number;
}

/**
 * How values of an image become brightness on the screen; training never sees it.
 * shown = 255 * t ^ gamma, t = (value - lo) / (hi - lo) held within 0..1; a gamma below 1 brightens the dark.
 */
export interface DisplayWindow {
  /** One for each channel shown, or one for all of them. */
  ranges: readonly ValueWindow[];
  gamma: number;
}

/** Where the values of a channel lie, from a sample of its rows. */
export interface ChannelRange {
  min: number;
  max: number;
  /** Values below which 0.1 %, 1 %, 50 %, 99 % and 99.9 % of the sample lie. */
  percentiles: { p01: number; p1: number; p50: number; p99: number; p999: number };
  /** Counts of equal steps from lo to hi; the first and last bin hold what lies outside as well. */
  histogram: { lo: number; hi: number; counts: number[] };
}

export const HISTOGRAM_BINS = 256;
const MARGIN = 0.1;

/** @param values of one channel, at least one; put in order by this function */
export function channelRange(values: Float32Array): ChannelRange {
  values.sort();
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  const percentiles = { p01: at(0.001), p1: at(0.01), p50: at(0.5), p99: at(0.99), p999: at(0.999) };
  const [min, max] = [at(0), at(1)];
  // A single hot pixel must not press all others into one bin.
  const margin = MARGIN * (percentiles.p999 - percentiles.p01);
  const lo = Math.max(min, percentiles.p01 - margin);
  const hi = Math.min(max, percentiles.p999 + margin);
  const counts = new Array<number>(HISTOGRAM_BINS).fill(0);
  const scale = hi > lo ? HISTOGRAM_BINS / (hi - lo) : 0;
  for (const value of values) {
    const bin = Math.max(0, Math.min(HISTOGRAM_BINS - 1, Math.floor((value - lo) * scale)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { min, max, percentiles, histogram: { lo, hi, counts } };
}

/** The window that shows all but the lowest and highest 0.1 % of the values, the same for all channels. */
export function automaticWindow(channels: readonly ChannelRange[]): DisplayWindow {
  const lo = Math.min(...channels.map(({ percentiles }) => percentiles.p01));
  const hi = Math.max(...channels.map(({ percentiles }) => percentiles.p999));
  return { ranges: [{ lo, hi }], gamma: 1 };
}

/** The window under which 8-bit values are shown as they are. */
export const PLAIN_WINDOW: DisplayWindow = { ranges: [{ lo: 0, hi: 255 }], gamma: 1 };

export function isPlainWindow({ ranges, gamma }: DisplayWindow): boolean {
  return gamma === 1 && ranges.every(({ lo, hi }) => lo === 0 && hi === 255);
}

/**
 * Values as brightness.
 * @param data [pixels, channels] interleaved @returns bytes of the same shape; black where a window has no width
 */
export function displayBytes(data: PixelImage['data'], channels: number, window: DisplayWindow): Uint8Array {
  const shown = new Uint8Array(data.length);
  for (let c = 0; c < channels; c++) {
    const range = window.ranges[c] ?? window.ranges[0] ?? { lo: 0, hi: 255 };
    const show = brightness(range, window.gamma);
    if (data instanceof Float32Array) {
      for (let i = c; i < data.length; i += channels) shown[i] = show(data[i] ?? 0);
      continue;
    }
    const table = brightnessTable(show, data instanceof Uint8Array ? 256 : 65536);
    for (let i = c; i < data.length; i += channels) shown[i] = table[data[i] ?? 0] ?? 0;
  }
  return shown;
}

function brightness({ lo, hi }: ValueWindow, gamma: number): (value: number) => number {
  const scale = hi > lo ? 1 / (hi - lo) : 0;
  return (value) => {
    const t = Math.min(1, Math.max(0, (value - lo) * scale));
    return Math.round(255 * (gamma === 1 ? t : t ** gamma));
  };
}

function brightnessTable(show: (value: number) => number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, value) => show(value));
}
