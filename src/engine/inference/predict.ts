import type { LabelMap, PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { paddedSize } from '../graph/padding';
import type { BatchShape } from '../graph/program-types';
import { fitsBuffer, MAX_BUFFER_BYTES, MAX_TENSOR_BYTES } from '../images/limits';
import { toUnitImage } from '../weighting/unit-image';
import { cropReflected } from './crop';
import { type AxisTiles, tileAxis } from './tiling';

/** Class probabilities of one image, row-major [height, width, classCount], summing to 1 at each pixel. */
export interface Probabilities {
  width: number;
  height: number;
  classCount: number;
  data: Float32Array;
}

export interface PredictOptions {
  /** Images of up to so many pixels, padding included, go through the network whole; larger ones by overlapping tiles. */
  wholePixels?: number;
  signal?: AbortSignal;
}

/** A trained network, and what cutting an image for it has to know. */
export interface ImageNetwork {
  /** Probabilities [1,H,W,K] of an image [1,H,W,C] in [0,1]; height and width multiples of `multiple`. */
  predict(image: Float32Array, shape: BatchShape): Float32Array;
  inputChannels: number;
  classCount: number;
  /** 2^depth. */
  multiple: number;
  receptiveFieldPx: number;
  /** Bytes of all values of a forward pass per pixel of the image. */
  bytesPerPixel: number;
  /** Bits a channel of the images trained on. */
  depth: PixelImage['depth'];
  /** Input range in the file's units: I = clamp((x - lo) / (hi - lo), 0, 1). */
  range: { lo: readonly number[]; hi: readonly number[] };
}

/** Finished rows of an image, from the top: [rows, width, classCount] starting at row `y`. */
export interface Band {
  y: number;
  rows: number;
  data: Float32Array;
}

/** Never more pixels at once than these, whatever the network; and no more than fit into 4 GiB of activations. */
const mostPixelsAtOnce = 2 ** 22;
const activationBytes = 2 ** 32;
const largestTile = 1024;
/** Of TensorFlow's argmax, an index and value of each element; measured by the process ending above the limit. */
const ARG_MAX_BYTES = 16;

/**
 * Pixels of the largest image that goes through the network whole; that of the default U-Net is about 2 megapixels.
 * With many classes scoring decides: the most probable class is found in one tensor of 16 bytes, a value with its index,
 * a class and pixel.
 */
export function wholePixels({ bytesPerPixel, classCount }: Pick<ImageNetwork, 'bytesPerPixel' | 'classCount'>): number {
  const most = Math.min(activationBytes / bytesPerPixel, MAX_TENSOR_BYTES / (ARG_MAX_BYTES * classCount));
  return Math.min(mostPixelsAtOnce, Math.floor(most));
}

/** Whether an image goes through the network at once. Its padding counts: a strip of one row becomes 2^depth rows. */
export function runsWhole(
  network: Pick<ImageNetwork, 'bytesPerPixel' | 'classCount' | 'multiple'>,
  { width, height }: Pick<PixelImage, 'width' | 'height'>,
  limitPixels = wholePixels(network),
): boolean {
  return paddedSize(width, network.multiple) * paddedSize(height, network.multiple) <= limitPixels;
}

/**
 * Class probabilities of an image, band by band, in memory bounded by the tiles and not by the image's height.
 * Up to {@link wholePixels} the image runs whole, padded by the rule that exports hold as well; beyond, by overlapping
 * tiles on the pooling grid that fade into each other.
 * @throws Problem `prediction-too-large`, and the signal's reason where it is aborted
 */
export async function predictBands(
  network: ImageNetwork,
  image: PixelImage,
  options: PredictOptions,
  sink: (band: Band) => void | Promise<void>,
): Promise<void> {
  const { width, height } = image;
  const paddedWidth = paddedSize(width, network.multiple);
  const paddedHeight = paddedSize(height, network.multiple);
  const limit = options.wholePixels ?? wholePixels(network);
  const isWhole = runsWhole(network, image, limit);
  const across = isWhole ? tileWhole(paddedWidth) : tileFor(network, paddedWidth, limit);
  // A band of a wide image with many classes would not fit into one array at the tile's full height.
  const bandRows = Math.floor(MAX_BUFFER_BYTES / (4 * width * network.classCount));
  const down = isWhole ? tileWhole(paddedHeight) : tileFor(network, paddedHeight, Math.min(limit, bandRows ** 2));
  const bandFloats = down.side * width * network.classCount;
  if (!fitsBuffer(4 * bandFloats)) throw tooLarge(image, network);
  const band = new Float32Array(bandFloats);
  for (const [row, y] of down.offsets.entries()) {
    for (const [column, x] of across.offsets.entries()) {
      options.signal?.throwIfAborted();
      const part = cropReflected(image, { x, y, width: across.side, height: down.side });
      const input = toUnitImage(part, network.range.lo, network.range.hi, network.inputChannels);
      const tile = network.predict(input.data, { batch: 1, height: down.side, width: across.side });
      addTile(band, tile, { width, x, classCount: network.classCount }, across.shares[column], down.shares[row]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const done = (down.offsets[row + 1] ?? height) - y;
    const rows = Math.min(done, height - y);
    const rowFloats = width * network.classCount;
    if (rows > 0) await sink({ y, rows, data: band.slice(0, rows * rowFloats) });
    band.copyWithin(0, done * rowFloats);
    band.fill(0, Math.max(0, band.length - done * rowFloats));
  }
}

/** Class probabilities of a whole image. @throws Problem `prediction-too-large` where they do not fit into one array */
export async function predictProbabilities(
  network: ImageNetwork,
  image: PixelImage,
  options: PredictOptions = {},
): Promise<Probabilities> {
  const { width, height } = image;
  const { classCount } = network;
  if (!fitsBuffer(4 * width * height * classCount)) throw tooLarge(image, network);
  const data = new Float32Array(width * height * classCount);
  await predictBands(network, image, options, (band) => data.set(band.data, band.y * width * classCount));
  return { width, height, classCount, data };
}

/** Most probable channel at each pixel, [H,W]; of equal ones the first. */
export async function predictChannels(
  network: ImageNetwork,
  image: PixelImage,
  options: PredictOptions = {},
): Promise<LabelMap> {
  const data = new Uint8Array(image.width * image.height);
  await predictBands(network, image, options, (band) =>
    data.set(argmax(band.data, network.classCount), band.y * image.width),
  );
  return { width: image.width, height: image.height, data };
}

/** Index of the largest of each group of `classCount` values; of equal ones the first. */
export function argmax(probabilities: Float32Array, classCount: number): Uint8Array {
  const out = new Uint8Array(probabilities.length / classCount);
  for (let pixel = 0, at = 0; pixel < out.length; pixel++, at += classCount) {
    let best = 0;
    for (let k = 1; k < classCount; k++) if (probabilities[at + k] > probabilities[at + best]) best = k;
    out[pixel] = best;
  }
  return out;
}

function tileWhole(side: number): AxisTiles {
  return { offsets: [0], side, shares: [new Float32Array(side).fill(1)] };
}

function tileFor(network: ImageNetwork, length: number, limitPixels: number): AxisTiles {
  const { multiple } = network;
  const units = Math.max(4, Math.floor(Math.min(largestTile, Math.sqrt(limitPixels)) / multiple));
  const side = units * multiple;
  // Half the receptive field makes tiles equal to the whole; a small tile has to do with less.
  const margin = Math.min(Math.ceil(network.receptiveFieldPx / 2), Math.floor(side / 6));
  const overlap = Math.min(Math.floor(units / 2), Math.ceil((2 * margin + side / 16) / multiple)) * multiple;
  return tileAxis(length, side, overlap, Math.min(margin, overlap / 2 - 1), multiple);
}

/** Adds a tile's probabilities, times its shares, to the band whose top is the tile's top. */
function addTile(
  band: Float32Array,
  tile: Float32Array,
  at: { width: number; x: number; classCount: number },
  across: Float32Array,
  down: Float32Array,
): void {
  const { width, x, classCount } = at;
  const columns = Math.min(across.length, width - x);
  for (let row = 0; row < down.length; row++) {
    let from = row * across.length * classCount;
    let to = (row * width + x) * classCount;
    for (let column = 0; column < columns; column++) {
      const share = down[row] * across[column];
      for (let k = 0; k < classCount; k++) band[to++] += share * tile[from++];
    }
  }
}

function tooLarge(image: PixelImage, network: ImageNetwork): Problem {
  return new Problem(
    'prediction-too-large',
    `The probabilities of an image of ${image.width}x${image.height} pixels and ${network.classCount} classes do not fit into memory.`,
    'Predict without probabilities, or cut the image into parts.',
  );
}
