import { SpanList, type Spans } from '../labels/spans';
import { type ColorPatch, colorChannels, placeIn } from './color-patch';

const LEVELS = 256;
const END = -1;
const LOW_BITS = 0x7f7f7f7f;
/** The highest bit of each byte. */
const HIGH_BITS = 0x80808080 | 0;
/** Columns before a row's first pixel: its costs begin at a whole word. */
const BEFORE = 4;

/**
 * Pixels that are connected (by edges) to a seed through pixels of similar colour. Two colours differ by the largest
 * difference of a channel, 0..255.
 *
 * Each pixel's cost is the smallest tolerance that reaches it: over all ways from the seed, the least of the largest
 * difference on the way (a minimax path; priority flood, Barnes et al. 2014, with a bucket for each of the 256 levels).
 * A tolerance is then a threshold of the costs. They are found in rising order, and only as far as was asked for.
 */
export class Wand {
  /** Pixels a row, with columns at each side that are never entered, whole words; a row above and below too. */
  readonly #stride: number;
  /** Difference from the seed's colour. */
  readonly #differences: Uint8Array;
  /** 255 of pixels not reached yet, which is the most they can cost. */
  readonly #costs: Uint8Array;
  /** Next pixel of the same bucket plus 2; 0: not met yet, 1: last of its bucket. */
  readonly #links: Int32Array;
  readonly #heads = new Int32Array(LEVELS).fill(END);
  readonly #patch: ColorPatch;
  readonly #isSeeded: boolean;
  #level = 0;

  /**
   * @param patch what may be reached at most
   * @param seedX @param seedY a pixel in the image's coordinates; outside the patch nothing is reached
   */
  constructor(patch: ColorPatch, seedX: number, seedY: number) {
    const { width, height } = patch;
    const stride = BEFORE + 4 * Math.ceil((width + 1) / 4);
    const size = stride * (height + 2);
    const seed = placeIn(patch, seedX, seedY);
    this.#patch = patch;
    this.#stride = stride;
    this.#isSeeded = seed >= 0;
    this.#costs = new Uint8Array(size).fill(255);
    this.#links = new Int32Array(size);
    this.#links.fill(1, 0, stride).fill(1, size - stride);
    for (let line = stride; line < size; line += stride) {
      this.#links[line + BEFORE - 1] = 1;
      this.#links[line + BEFORE + width] = 1;
    }
    this.#differences = new Uint8Array(size);
    if (seed < 0) return;
    differencesFrom(patch, seed, stride, this.#differences);
    const place = (Math.floor(seed / width) + 1) * stride + BEFORE + (seed % width);
    this.#costs[place] = 0;
    this.#links[place] = 1;
    this.#heads[0] = place;
  }

  /** The pixels that a tolerance reaches, in the image's coordinates. @param tolerance 0..255 */
  spans(tolerance: number): Spans {
    const { x, y, width, height } = this.#patch;
    const most = Math.max(0, Math.min(LEVELS - 1, Math.floor(tolerance)));
    const spans = new SpanList();
    if (!this.#isSeeded) return spans.take();
    this.#floodTo(most);
    const costs = this.#costs;
    const words = new Int32Array(costs.buffer, costs.byteOffset, costs.length / 4);
    // What added to a byte carries out of it where that is beyond the tolerance: four pixels are compared at once.
    const beyond = Math.imul(255 - most, 0x01010101);
    const beyondLow = beyond & LOW_BITS;
    for (let row = 0; row < height; row++) {
      const first = (row + 1) * this.#stride + BEFORE;
      const end = first + width;
      let from = END;
      let expected = HIGH_BITS;
      for (let at = first; at < end; at += 4) {
        const four = words[at >> 2];
        const carries = (four & beyond) | ((four | beyond) & ((four & LOW_BITS) + beyondLow));
        if ((carries & HIGH_BITS) === expected) continue;
        for (let i = at; i < at + 4; i++) {
          if (costs[i] <= most === (from !== END)) continue;
          if (from === END) from = i;
          else {
            spans.push(y + row, x + from - first, x + i - first);
            from = END;
          }
        }
        expected = from === END ? HIGH_BITS : 0;
      }
      // Beyond the row everything costs 255: a span ends there but for a tolerance that reaches that.
      if (from !== END && from < end) spans.push(y + row, x + from - first, x + width);
    }
    return spans.take();
  }

  #floodTo(most: number): void {
    const costs = this.#costs;
    const links = this.#links;
    const heads = this.#heads;
    const differences = this.#differences;
    const stride = this.#stride;
    let level = this.#level;
    const meet = (at: number): void => {
      if (links[at] !== 0) return;
      const difference = differences[at];
      const cost = Math.max(difference, level);
      costs[at] = cost;
      links[at] = heads[cost] + 2;
      heads[cost] = at;
    };
    for (; level <= most; level++) {
      for (let at = heads[level]; at !== END; at = heads[level]) {
        heads[level] = links[at] - 2;
        meet(at - stride);
        meet(at + stride);
        meet(at - 1);
        meet(at + 1);
      }
    }
    this.#level = level;
  }
}

/** Largest difference of a channel from the seed's, into rows of `stride` pixels, from the second row on. */
function differencesFrom(patch: ColorPatch, seed: number, stride: number, into: Uint8Array): void {
  const { width, height, channels, data } = patch;
  const isColor = colorChannels(patch) === 3;
  const red = data[seed * channels];
  const green = data[seed * channels + 1];
  const blue = data[seed * channels + 2];
  let place = 0;
  for (let row = 1; row <= height; row++) {
    const end = row * stride + BEFORE + width;
    for (let to = row * stride + BEFORE; to < end; to++, place += channels) {
      let difference = Math.abs(data[place] - red);
      if (isColor) {
        difference = Math.max(difference, Math.abs(data[place + 1] - green), Math.abs(data[place + 2] - blue));
      }
      into[to] = difference;
    }
  }
}
