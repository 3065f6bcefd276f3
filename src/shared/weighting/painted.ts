import type { FloatMap } from '../images/pixels';

/**
 * Importance that a person painted.
 *
 * @param data [H,W], 0 where nothing was painted to 255
 * @returns raw map [H,W]: the value over 255
 */
export function paintedMap({ width, height, data }: { width: number; height: number; data: Uint8Array }): FloatMap {
  const out = new Float32Array(data.length);
  for (let p = 0; p < data.length; p++) out[p] = data[p] / 255;
  return { width, height, data: out };
}
