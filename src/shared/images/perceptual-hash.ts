/** 64 bits of a picture's look: two halves of 32, unsigned. */
export interface PerceptualHash {
  high: number;
  low: number;
}

const COLUMNS = 9;
const ROWS = 8;
const HEX = /^[0-9a-f]{16}$/;

/**
 * Difference hash of a picture: its brightness in 9 x 8 fields of equal area, and for each field but the last of a row
 * whether it is brighter than its right neighbour. Unchanged by scaling and by brightness, little by compression.
 * Source: N. Krawetz, "Kind of Like That", 2013 (dHash)
 * @param data [height, width, channels], e.g. a thumbnail; grey is the mean of the first three channels
 */
export function perceptualHash(
  data: Uint8Array | Uint16Array | Float32Array,
  width: number,
  height: number,
  channels: number,
): PerceptualHash {
  const fields = fieldMeans(data, width, height, channels);
  const halves = [0, 0];
  for (let bit = 0; bit < 64; bit++) {
    const at = Math.floor(bit / ROWS) * COLUMNS + (bit % ROWS);
    const isBrighter = (fields[at] ?? 0) > (fields[at + 1] ?? 0);
    if (isBrighter) halves[bit >> 5] = ((halves[bit >> 5] ?? 0) | (1 << (31 - (bit & 31)))) >>> 0;
  }
  return { high: halves[0] ?? 0, low: halves[1] ?? 0 };
}

/** How many of the 64 bits differ, 0..64. */
export function hammingDistance(a: PerceptualHash, b: PerceptualHash): number {
  return bitCount(a.high ^ b.high) + bitCount(a.low ^ b.low);
}

/** 16 hexadecimal digits, as the database keeps it. */
export function hashText({ high, low }: PerceptualHash): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

/** @throws RangeError where the text is no hash */
export function parseHash(text: string): PerceptualHash {
  if (!HEX.test(text)) throw new RangeError(`"${text}" is no perceptual hash`);
  return { high: Number.parseInt(text.slice(0, 8), 16), low: Number.parseInt(text.slice(8), 16) };
}

/** Means over fields of equal area, pixels on a border counted by their share. */
function fieldMeans(data: ArrayLike<number>, width: number, height: number, channels: number): Float64Array {
  const used = Math.min(channels, 3);
  const means = new Float64Array(COLUMNS * ROWS);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * channels;
      let grey = 0;
      for (let c = 0; c < used; c++) grey += data[at + c] ?? 0;
      for (const [row, tall] of shares(y, height, ROWS)) {
        for (const [column, wide] of shares(x, width, COLUMNS)) {
          const field = row * COLUMNS + column;
          means[field] = (means[field] ?? 0) + (grey / used) * tall * wide;
        }
      }
    }
  }
  return means;
}

/** Which of `parts` equal parts of a side a pixel lies in, and how much of each it fills: a share of that part. */
function shares(pixel: number, side: number, parts: number): [part: number, share: number][] {
  const from = (pixel * parts) / side;
  const to = ((pixel + 1) * parts) / side;
  const found: [number, number][] = [];
  for (let part = Math.floor(from); part < to && part < parts; part++) {
    const share = Math.min(to, part + 1) - Math.max(from, part);
    if (share > 1e-12) found.push([part, share]);
  }
  return found;
}

function bitCount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
