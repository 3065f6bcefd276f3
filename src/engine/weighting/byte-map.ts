import type { ByteMap } from '../../shared/contract/weights';
import type { FloatMap } from '../../shared/images/pixels';
import { sendingScale } from '../images/sending-scale';

/**
 * A map as bytes, 0 at 0 and 255 at 1, rounded. Beyond 16 megapixels each value is the mean over a square of
 * `scale` pixels a side, what is left of it at the right and lower edge.
 *
 * @param map [H,W] in [0,1]
 */
export function toByteMap(map: FloatMap, mostPixels?: number): ByteMap {
  const { width, height, data } = map;
  const scale = sendingScale(map, mostPixels);
  if (scale === 1) {
    const bytes = new Uint8Array(data.length);
    for (let i = 0; i < data.length; i++) bytes[i] = data[i] * 255 + 0.5;
    return { width, height, data: bytes, scale };
  }
  return averaged(map, scale);
}

function averaged({ width, height, data }: FloatMap, scale: number): ByteMap {
  const columns = Math.ceil(width / scale);
  const rows = Math.ceil(height / scale);
  const bytes = new Uint8Array(columns * rows);
  const sums = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    const top = row * scale;
    const lines = Math.min(scale, height - top);
    for (let y = top; y < top + lines; y++) {
      for (let column = 0, x = 0; column < columns; column++) {
        for (const end = Math.min(width, x + scale); x < end; x++) sums[column] += data[y * width + x];
      }
    }
    for (let column = 0; column < columns; column++) {
      const span = Math.min(scale, width - column * scale);
      bytes[row * columns + column] = (sums[column] / (lines * span)) * 255 + 0.5;
    }
  }
  return { width: columns, height: rows, data: bytes, scale };
}
