import type { DisplayWindow } from './display-window';
import { displayWindowSchema } from './display-window-schema';

/** A window in an address: its ends and gamma, `lo,hi,gamma`. One range for all channels. */
export function windowText({ ranges: [range], gamma }: DisplayWindow): string {
  return range === undefined ? '' : [range.lo, range.hi, gamma].join(',');
}

/** null where the text is no window. */
export function parseWindow(text: string): DisplayWindow | null {
  const parts = text.split(',').map((part) => (part === '' ? Number.NaN : Number(part)));
  if (parts.length !== 3) return null;
  const [lo, hi, gamma] = parts;
  return displayWindowSchema.safeParse({ ranges: [{ lo, hi }], gamma }).data ?? null;
}
