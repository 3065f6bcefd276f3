import { createHash } from 'node:crypto';
import { type DisplayWindow, displayBytes, isPlainWindow, PLAIN_WINDOW } from '../../shared/images/display-window';
import type { PixelImage } from '../../shared/images/pixels';

/** What is shown of a file, and how. */
export interface ShownPart {
  /** Counted from 0; default the first. */
  page?: number | undefined;
  /**
   * One channel as grey, or those that become red, green and blue, null for none; two become red and green. Default: the
   * first three, or of one or two the first.
   */
  channels?: readonly (number | null)[] | undefined;
  /** Default: 8 bits as they are, deeper values between their percentiles. */
  window?: DisplayWindow | undefined;
}

/** How read channels become shown ones. */
export interface ShownChannels {
  /** Channels of the page that are read. */
  read: number[];
  /** For grey, or for red, green and blue: which of those read, null for none. */
  slots: (number | null)[];
}

/** @param available channels of the page */
export function shownChannels({ channels }: ShownPart, available: number): ShownChannels {
  const asked = channels ?? (available >= 3 ? [0, 1, 2] : [0]);
  if (asked.length < 1 || asked.length > 3) throw new RangeError(`${asked.length} channels cannot be shown at once`);
  const shown = asked.length === 2 ? [...asked, null] : asked;
  const read = [...new Set(shown.filter((channel) => channel !== null))];
  // A picture of no channel is black, and still has to have a size.
  if (read.length === 0) read.push(0);
  return { read, slots: shown.map((channel) => (channel === null ? null : read.indexOf(channel))) };
}

/** Brightness [pixels, 1 or 3] of values [pixels, read channels]. */
export function shownBytes(
  data: PixelImage['data'],
  { read, slots }: ShownChannels,
  window: DisplayWindow,
): Uint8Array {
  const isAsRead = slots.length === read.length && slots.every((slot, index) => slot === index);
  const isAsIs = data instanceof Uint8Array && isPlainWindow(window);
  if (isAsRead) return isAsIs ? data : displayBytes(data, read.length, window);
  const pixels = data.length / read.length;
  const shown = new Uint8Array(pixels * slots.length);
  for (const [to, slot] of slots.entries()) {
    if (slot === null) continue;
    const own = window.ranges[to] ?? window.ranges[0] ?? PLAIN_WINDOW.ranges[0];
    const values = singleChannel(data, read.length, slot);
    const bytes = displayBytes(values, 1, { ranges: own ? [own] : [], gamma: window.gamma });
    for (let i = 0, j = to; i < pixels; i++, j += slots.length) shown[j] = bytes[i] ?? 0;
  }
  return shown;
}

/** Eight hexadecimal digits of a page, its channels and a window; files in the cache carry it. */
export function partKey({ page = 0, channels, window }: ShownPart): string {
  const look = window ? [window.ranges.map(({ lo, hi }) => [lo, hi]), window.gamma] : null;
  return createHash('sha256')
    .update(JSON.stringify([page, channels ?? null, look]))
    .digest('hex')
    .slice(0, 8);
}

function singleChannel(data: PixelImage['data'], channels: number, channel: number): PixelImage['data'] {
  if (channels === 1) return data;
  const values = data.subarray(0, data.length / channels).slice();
  for (let i = 0, j = channel; i < values.length; i++, j += channels) values[i] = data[j] ?? 0;
  return values;
}
