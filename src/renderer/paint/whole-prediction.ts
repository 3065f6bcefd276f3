import type { ByteMap } from '../../shared/contract/weights';
import type { LabelMap } from '../../shared/images/pixels';

/** A prediction in image pixels: of a large image it comes smaller, and each of its values stands for a square. */
export function wholePrediction(map: ByteMap, { width, height }: { width: number; height: number }): LabelMap {
  const { data, scale } = map;
  if (scale === 1) return { width, height, data };
  const whole = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const line = Math.floor(y / scale) * map.width;
    for (let x = 0; x < width; x++) whole[y * width + x] = data[line + Math.floor(x / scale)];
  }
  return { width, height, data: whole };
}
