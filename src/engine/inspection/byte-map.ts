import { NOT_LABELLED } from '../../shared/contract/inspect';
import type { ByteMap } from '../../shared/contract/weights';
import { sendingScale } from '../images/sending-scale';

const TOP = 254;

interface Size {
  width: number;
  height: number;
}

/**
 * Values as bytes: 0 at `low`, 254 at `high`, beyond them the nearer one; {@link NOT_LABELLED} where there is none. Where
 * the map is reduced, a byte stands for the mean of the values in its square.
 * @param valueAt of the pixel of that row-major index; NaN where it has none
 */
export function bytesOfValues(
  size: Size,
  range: { low: number; high: number },
  valueAt: (pixel: number) => number,
  scale = sendingScale(size),
): ByteMap {
  const factor = range.high > range.low ? TOP / (range.high - range.low) : 0;
  const byteOf = (value: number): number =>
    Number.isNaN(value) ? NOT_LABELLED : Math.max(0, Math.min(TOP, Math.round((value - range.low) * factor)));
  if (scale === 1) {
    const data = new Uint8Array(size.width * size.height);
    for (let pixel = 0; pixel < data.length; pixel++) data[pixel] = byteOf(valueAt(pixel));
    return { width: size.width, height: size.height, data, scale };
  }
  return reduced(size, scale, (x, y, width, height) => byteOf(meanIn(size.width, x, y, width, height, valueAt)));
}

/** Kinds as bytes. Where the map is reduced, a byte is the kind at the middle of its square. */
export function bytesOfKinds(size: Size, kinds: Uint8Array, scale = sendingScale(size)): ByteMap {
  if (scale === 1) return { width: size.width, height: size.height, data: kinds.slice(), scale };
  return reduced(size, scale, (x, y, width, height) => kinds[(y + (height >> 1)) * size.width + x + (width >> 1)]);
}

function reduced(
  { width, height }: Size,
  scale: number,
  byteOf: (x: number, y: number, width: number, height: number) => number,
): ByteMap {
  const columns = Math.ceil(width / scale);
  const rows = Math.ceil(height / scale);
  const data = new Uint8Array(columns * rows);
  for (let row = 0, at = 0; row < rows; row++) {
    const y = row * scale;
    const tall = Math.min(scale, height - y);
    for (let column = 0; column < columns; column++, at++) {
      const x = column * scale;
      data[at] = byteOf(x, y, Math.min(scale, width - x), tall);
    }
  }
  return { width: columns, height: rows, data, scale };
}

/** NaN where no pixel of the square has a value. */
function meanIn(
  stride: number,
  x: number,
  y: number,
  width: number,
  height: number,
  valueAt: (pixel: number) => number,
): number {
  let sum = 0;
  let count = 0;
  for (let line = 0; line < height; line++) {
    const start = (y + line) * stride + x;
    for (let pixel = start; pixel < start + width; pixel++) {
      const value = valueAt(pixel);
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}
