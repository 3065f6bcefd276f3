import { interpolateInferno, interpolateViridis } from 'd3-scale-chromatic';
import type { FloatMap } from '../images/pixels';

/** Viridis and inferno (van der Walt and Smith 2015): perceptually even, readable without colour vision. */
const scales = { viridis: rgbTriples(interpolateViridis), inferno: rgbTriples(interpolateInferno) };

/** 256 RGB triples from the low to the high end of a colour bar: viridis for weights, inferno for losses. */
export function colorScale(name: keyof typeof scales): Uint8Array {
  return scales[name];
}

/**
 * A map as the screen shows it: one byte a channel, RGB.
 * @param low @param high values of the two ends of the colour bar; with high = low everything has the low end's colour
 * @returns [height, width, 3]
 */
export function heatmapPixels(map: FloatMap, low: number, high: number): Uint8Array {
  const factor = high > low ? 255 / (high - low) : 0;
  const { viridis } = scales;
  const pixels = new Uint8Array(map.data.length * 3);
  for (let i = 0; i < map.data.length; i++) {
    const step = Math.min(255, Math.max(0, Math.round((map.data[i] - low) * factor))) * 3;
    pixels[3 * i] = viridis[step];
    pixels[3 * i + 1] = viridis[step + 1];
    pixels[3 * i + 2] = viridis[step + 2];
  }
  return pixels;
}

function rgbTriples(hexAt: (share: number) => string): Uint8Array {
  const steps = Array.from({ length: 256 }, (_, step) => hexAt(step / 255));
  return Uint8Array.from(steps.flatMap((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))));
}
