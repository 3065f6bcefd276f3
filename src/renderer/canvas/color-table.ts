import { colorScale } from '../../shared/weighting/heatmap';

/**
 * Colour of each byte 0..255, as a Uint32 of an ImageData holds it on this machine (little-endian: 0xAABBGGRR).
 * 0 is transparent.
 */
export type ColorTable = Uint32Array;

/** @param red @param green @param blue @param alpha 0..255 */
export function packColor(red: number, green: number, blue: number, alpha = 255): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A table of `#rrggbb` colours by value, e.g. class colours by label; every other value is transparent. */
export function colorTable(colors: Iterable<readonly [value: number, color: string]>): ColorTable {
  const table = new Uint32Array(256);
  for (const [value, color] of colors) table[value] = packHex(color);
  return table;
}

/** Weights, importance and probabilities: viridis. */
export const viridisTable: ColorTable = packTriples(colorScale('viridis'));
/** Losses: inferno. */
export const infernoTable: ColorTable = packTriples(colorScale('inferno'));

function packHex(color: string): number {
  const value = Number.parseInt(color.slice(1), 16);
  return packColor((value >> 16) & 255, (value >> 8) & 255, value & 255);
}

function packTriples(rgb: Uint8Array): ColorTable {
  return Uint32Array.from({ length: 256 }, (_, step) =>
    packColor(rgb[3 * step] ?? 0, rgb[3 * step + 1] ?? 0, rgb[3 * step + 2] ?? 0),
  );
}
