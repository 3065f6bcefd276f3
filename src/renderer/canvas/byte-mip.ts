import type { ByteMap } from '../../shared/contract/weights';

export type Bytes = Pick<ByteMap, 'width' | 'height' | 'data'>;

/**
 * A map at half its size: each byte the mean of the up to four below it, rounded. A map drawn small is drawn from
 * halves, so that what is fine becomes an even tone and not noise.
 */
export function halved({ width, height, data }: Bytes): Bytes {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const half = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0; y < halfHeight; y++) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < halfWidth; x++) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      half[y * halfWidth + x] =
        (data[upper + left] + data[upper + right] + data[lower + left] + data[lower + right] + 2) >> 2;
    }
  }
  return { width: halfWidth, height: halfHeight, data: half };
}

/** The same of a map in which 255 is no value: the mean of those that are, 255 where none is. */
export function halvedWithoutNone({ width, height, data }: Bytes): Bytes {
  const halfWidth = Math.ceil(width / 2);
  const halfHeight = Math.ceil(height / 2);
  const half = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0; y < halfHeight; y++) {
    const rows = Math.min(2, height - 2 * y);
    for (let x = 0; x < halfWidth; x++) {
      const columns = Math.min(2, width - 2 * x);
      let sum = 0;
      let count = 0;
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const value = data[(2 * y + row) * width + 2 * x + column];
          if (value === NONE) continue;
          sum += value;
          count++;
        }
      }
      half[y * halfWidth + x] = count === 0 ? NONE : Math.round(sum / count);
    }
  }
  return { width: halfWidth, height: halfHeight, data: half };
}

const NONE = 255;

/** A map and its halves, each made when it is first needed. */
export class ByteMip {
  private readonly levels: Bytes[];

  constructor(
    map: Bytes,
    private readonly halve: (map: Bytes) => Bytes = halved,
  ) {
    this.levels = [map];
  }

  /**
   * The level to draw a map from.
   * @param zoom screen pixels a value of the whole map
   * @returns the level and how often it was halved: the smallest whose values are at most a screen pixel large
   */
  levelFor(zoom: number): { bytes: Bytes; halvings: number } {
    let halvings = 0;
    let bytes = this.levels[0];
    while (zoom * 2 ** (halvings + 1) <= 1 && Math.min(bytes.width, bytes.height) > 1) {
      halvings += 1;
      this.levels[halvings] ??= this.halve(bytes);
      bytes = this.levels[halvings];
    }
    return { bytes, halvings };
  }
}
