import { packedLab } from './cielab';
import type { ColorPatch } from './color-patch';

/**
 * Every how manieth row each round of assigning and averaging looks at, before the last assignment: the centres find
 * their places on half of the pixels. The paper's ten rounds change few pixels after the fifth.
 */
const ROW_STEPS = [2, 2, 2];

/**
 * SLIC's k-means of colour (CIELAB) and place over a grid of centres.
 * @param side of a cluster, whole pixels
 * @param compactness the paper's m: how much place counts against colour
 * @returns the cluster of each pixel, [height, width]; clusters may fall into pieces
 */
export function colorClusters(patch: ColorPatch, side: number, compactness: number): Int32Array {
  const { width, height } = patch;
  const colors = packedLab(patch);
  const centres = firstCentres(colors, width, height, side);
  const nearest = new Int32Array(width * height);
  const distances = new Int32Array(width * height);
  // 16: colours are in quarters.
  const away = Int32Array.from({ length: 2 * side + 1 }, (_, i) => 16 * ((compactness * (i - side)) / side) ** 2);
  for (const step of ROW_STEPS) {
    assign(colors, width, height, centres, away, step, nearest, distances);
    average(colors, width, centres, step, nearest);
  }
  assign(colors, width, height, centres, away, 1, nearest, distances);
  return nearest;
}

/** By centre: L*, a*, b* in quarters, x and y, all whole. */
interface Centres {
  count: number;
  values: Int32Array;
}

const FIELDS = 5;

/** A grid, each centre moved to the flattest of the nine pixels around it, so that none begins on an edge. */
function firstCentres(colors: Int32Array, width: number, height: number, size: number): Centres {
  const columns = Math.max(1, Math.round(width / size));
  const rows = Math.max(1, Math.round(height / size));
  const values = new Int32Array(columns * rows * FIELDS);
  for (let i = 0; i < columns * rows; i++) {
    const column = Math.floor((((i % columns) + 0.5) * width) / columns);
    const row = Math.floor(((Math.floor(i / columns) + 0.5) * height) / rows);
    let best = row * width + column;
    let flattest = Number.POSITIVE_INFINITY;
    for (let y = Math.max(1, row - 1); y <= Math.min(height - 2, row + 1); y++) {
      for (let x = Math.max(1, column - 1); x <= Math.min(width - 2, column + 1); x++) {
        const at = y * width + x;
        const slope = unlike(colors[at - 1], colors[at + 1]) + unlike(colors[at - width], colors[at + width]);
        if (slope < flattest) [best, flattest] = [at, slope];
      }
    }
    const color = colors[best];
    const [x, y] = [best % width, Math.floor(best / width)];
    values.set([color >> 20, (color >> 10) & 1023, color & 1023, x, y], i * FIELDS);
  }
  return { count: columns * rows, values };
}

/** Squared distance of two colours. */
function unlike(one: number, other: number): number {
  const dl = (one >> 20) - (other >> 20);
  const da = ((one >> 10) & 1023) - ((other >> 10) & 1023);
  const db = (one & 1023) - (other & 1023);
  return dl * dl + da * da + db * db;
}

/**
 * Gives each pixel the nearest of the centres that are at most `size` away in x and in y.
 * @param away what d pixels away in one direction add to the squared distance, at d + size for d = -size .. size
 * @param step every how manieth row
 */
function assign(
  colors: Int32Array,
  width: number,
  height: number,
  { count, values }: Centres,
  away: Int32Array,
  step: number,
  nearest: Int32Array,
  distances: Int32Array,
): void {
  const size = (away.length - 1) / 2;
  distances.fill(2 ** 30);
  for (let i = 0; i < count; i++) {
    const place = i * FIELDS;
    const centreL = values[place];
    const centreA = values[place + 1];
    const centreB = values[place + 2];
    const centreX = values[place + 3];
    const centreY = values[place + 4];
    const left = Math.max(0, centreX - size);
    const right = Math.min(width, centreX + size + 1);
    const bottom = Math.min(height, centreY + size + 1);
    const top = Math.ceil(Math.max(0, centreY - size) / step) * step;
    const shift = size - centreX;
    for (let y = top; y < bottom; y += step) {
      const rowCost = away[y - centreY + size];
      const line = y * width;
      const end = line + right;
      for (let at = line + left, column = left + shift; at < end; at++, column++) {
        const color = colors[at];
        const dl = ((color >> 20) - centreL) | 0;
        const da = (((color >> 10) & 1023) - centreA) | 0;
        const db = ((color & 1023) - centreB) | 0;
        // All below 2^31: whole numbers of 32 bits need no look at what overflows.
        const byColor = (Math.imul(dl, dl) + Math.imul(da, da) + Math.imul(db, db)) | 0;
        const distance = (byColor + rowCost + away[column]) | 0;
        if (distance < distances[at]) {
          distances[at] = distance;
          nearest[at] = i;
        }
      }
    }
  }
}

/** Moves each centre to the mean of its pixels; one without pixels stays. */
function average(
  colors: Int32Array,
  width: number,
  { count, values }: Centres,
  step: number,
  nearest: Int32Array,
): void {
  const sums = new Float64Array(count * FIELDS);
  const pixels = new Uint32Array(count);
  for (let line = 0; line < nearest.length; line += step * width) {
    for (let x = 0; x < width; ) {
      // Run by run: sums in registers, and one write a run.
      const id = nearest[line + x];
      const from = x;
      let sumL = 0;
      let sumA = 0;
      let sumB = 0;
      let sumX = 0;
      for (; x < width && nearest[line + x] === id; x++) {
        const color = colors[line + x];
        sumL += color >> 20;
        sumA += (color >> 10) & 1023;
        sumB += color & 1023;
        sumX += x;
      }
      const place = id * FIELDS;
      pixels[id] += x - from;
      sums[place] += sumL;
      sums[place + 1] += sumA;
      sums[place + 2] += sumB;
      sums[place + 3] += sumX;
      sums[place + 4] += (line / width) * (x - from);
    }
  }
  for (let i = 0; i < count; i++) {
    if (pixels[i] === 0) continue;
    for (let field = i * FIELDS; field < (i + 1) * FIELDS; field++) values[field] = Math.round(sums[field] / pixels[i]);
  }
}
