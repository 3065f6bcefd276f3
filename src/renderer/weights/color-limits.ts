import { type ColorTable, viridisTable } from '../canvas/color-table';

/** Between which values of n the colours of the map run, 0..1; for looking only. */
export type ColorLimits = readonly [low: number, high: number];

export const allColors: ColorLimits = [0, 1];

/** Viridis from the lower limit to the upper one; what is beyond has the color of the end. */
export function limitedTable([low, high]: ColorLimits): ColorTable {
  const range = Math.max(1e-6, high - low);
  return Uint32Array.from({ length: 256 }, (_, step) => {
    const share = (step / 255 - low) / range;
    return viridisTable[Math.round(255 * Math.min(1, Math.max(0, share)))];
  });
}
