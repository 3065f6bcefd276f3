import type { FloatMap } from '../images/pixels';
import { Problem } from '../problem';
import { nearestTwoSum } from './nearest-two';
import { objectsOf } from './objects';
import type { BorderTerm } from './schema';

/** A label map by output channels, 255 where not labelled. */
interface ChannelMap {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Beyond so many sigma the map is 0: the formula is below 1.6e-8 there, less than a float32 step at 1. */
const SIGMAS = 6;
/** Sums of distances are looked for up to this at least, so that a moving sigma seldom asks for a new search. */
const LEAST_REACH_PX = 32;

/** How far sums of distances are looked for, pixels: a power of two, so that neighbouring sigmas share one search. */
export function borderReach(sigma: number): number {
  return Math.max(LEAST_REACH_PX, 2 ** Math.ceil(Math.log2(SIGMAS * sigma)));
}

/**
 * The sum of the distances to the nearest and the second nearest object, which a border map is made of for any sigma up
 * to `reach / 6`. Objects are the 4-connected components of chosen channels.
 *
 * @param chosen 1 at each channel whose components are objects, by channel 0..255
 * @returns [H,W] in pixels; 0 inside objects, Infinity beyond `reach`
 */
export function borderDistances(labels: ChannelMap, chosen: Uint8Array, reach: number): FloatMap {
  const { width, height, data } = labels;
  return nearestTwoSum(objectsOf(data, width, height, chosen), reach);
}

/**
 * The same at a part of the resolution, for a map that follows a slider. A square of pixels counts as an object where
 * all of it is one: narrow gaps stay open, thin objects are lost. `spreadSquares` makes a map of it the size of the image.
 *
 * @param scale pixels a side of a square, at least 2
 * @returns one value a square, in pixels of the image
 */
export function coarseBorderDistances(labels: ChannelMap, chosen: Uint8Array, reach: number, scale: number): FloatMap {
  const width = Math.ceil(labels.width / scale);
  const height = Math.ceil(labels.height / scale);
  const only = chosen.slice();
  only[MIXED] = 0;
  const objects = objectsOf(shrunk(labels, width, height, scale), width, height, only);
  const { data } = nearestTwoSum(objects, Math.ceil(reach / scale) + 2);
  // Gaps are wider by about a square less a pixel, and so is the step out of an object.
  for (let p = 0; p < data.length; p++) if (data[p] > 0) data[p] = Math.max(1, data[p] * scale - 2 * (scale - 1));
  return { width, height, data };
}

/** Each value of a map on a square of `scale` pixels a side, what is left of it at the right and lower edge. */
export function spreadSquares(map: FloatMap, width: number, height: number, scale: number): FloatMap {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    if (y % scale > 0) {
      data.copyWithin(start, start - width, start);
      continue;
    }
    const row = (y / scale) * map.width;
    for (let x = 0; x < width; x++) data[start + x] = map.data[row + Math.floor(x / scale)];
  }
  return { width, height, data };
}

/** Stands for a square of several channels; 255 is never an object. */
const MIXED = 255;

function shrunk({ width, height, data }: ChannelMap, columns: number, rows: number, scale: number): Uint8Array {
  const small = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const top = row * scale;
    const bottom = Math.min(height, top + scale);
    for (let column = 0; column < columns; column++) {
      const left = column * scale;
      const right = Math.min(width, left + scale);
      const label = data[top * width + left];
      let isOne = true;
      for (let y = top; y < bottom && isOne; y++) {
        for (let x = left; x < right; x++) isOne = isOne && data[y * width + x] === label;
      }
      small[row * columns + column] = isOne ? label : MIXED;
    }
  }
  return small;
}

/**
 * `exp(-(d1 + d2)^2 / (2 sigma^2))` of Ronneberger, Fischer and Brox 2015, d1 and d2 the distances to the nearest and the
 * second nearest object: ridges where two objects nearly touch. 0 inside objects, where there are fewer than two, and
 * where d1 + d2 is beyond 6 sigma.
 *
 * @param distances of `borderDistances`, up to 6 sigma at least
 * @returns raw map [H,W] in [0,1]
 */
export function borderMap(distances: FloatMap, { sigma }: Pick<BorderTerm, 'sigma'>): FloatMap {
  const { width, height, data } = distances;
  const out = new Float32Array(data.length);
  const factor = -1 / (2 * sigma * sigma);
  const limit = SIGMAS * sigma;
  for (let p = 0; p < data.length; p++) {
    const sum = data[p];
    if (sum > 0 && sum <= limit) out[p] = Math.exp(sum * sum * factor);
  }
  return { width, height, data: out };
}

/** Pieces smaller than this do not speak for a class being one of objects: they are specks of the brush. */
const SPECK_PX = 16;

/**
 * Which channels are objects: those named, separated by `|`; `auto` takes the one that lies in the most pieces in this
 * image, which in membranes are the cells' interiors and in nuclei the nuclei.
 *
 * @param names of the channels, in their order
 * @returns 1 at each chosen channel, by channel 0..255
 * @throws Problem `weighting-unknown-class`
 */
export function objectChannels(
  classes: BorderTerm['classes'],
  names: readonly string[],
  labels: ChannelMap,
): Uint8Array {
  const chosen = new Uint8Array(256);
  if (classes === 'auto') {
    const most = channelOfMostPieces(labels, names.length);
    if (most !== null) chosen[most] = 1;
    return chosen;
  }
  for (const name of classesOf(classes)) {
    const channel = names.indexOf(name);
    if (channel < 0) {
      throw new Problem(
        'weighting-unknown-class',
        `The source "border" names the class "${name}", which this project does not have.`,
        `Its classes are ${names.join(', ')}; several are separated by "|", and "auto" finds the one to take.`,
      );
    }
    chosen[channel] = 1;
  }
  return chosen;
}

/** The names in a border term's `classes`. */
export function classesOf(classes: string): string[] {
  return classes
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function channelOfMostPieces({ width, height, data }: ChannelMap, channelCount: number): number | null {
  const all = new Uint8Array(256).fill(1, 0, channelCount);
  const { ids, count } = objectsOf(data, width, height, all);
  const areas = new Int32Array(count + 1);
  const channels = new Uint8Array(count + 1);
  for (let p = 0; p < ids.length; p++) {
    areas[ids[p]]++;
    channels[ids[p]] = data[p];
  }
  const pieces = new Int32Array(channelCount);
  for (let id = 1; id <= count; id++) if (areas[id] >= SPECK_PX) pieces[channels[id]]++;
  let most: number | null = null;
  for (let channel = 0; channel < channelCount; channel++) {
    if (pieces[channel] > (most === null ? 0 : pieces[most])) most = channel;
  }
  return most;
}
