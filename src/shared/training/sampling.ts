import {
  augmentationRanges,
  type ColourChange,
  drawColourChange,
  drawFreeTurn,
  drawQuarterTurn,
  type FreeTurn,
  type QuarterTurn,
} from './augmentation';
import { CELL_SIDE, type CellDraw, locate, type SamplingIndex } from './label-index';
import { type RandomStream, randomStream } from './random';
import type { Augmentation } from './run-config';

/** Share of the samples whose class is drawn first, evenly among those present. */
export const balancedShare = 1 / 3;

/** A patch is drawn anew this often while it holds no valid pixel; then it is cut around its pixel as it lies. */
export const maxRedraws = 8;

/** Streams of one sample that do not touch one another. */
const purposes = { place: 1, geometry: 2, colour: 3, noise: 4 };

/** A square of whole pixels, then flipped and turned: pixels are copied, nothing is interpolated. */
export interface ExactCrop extends QuarterTurn {
  kind: 'exact';
  left: number;
  top: number;
}

/** Row by row: x' = m[0] x + m[1] y, y' = m[2] x + m[3] y. */
export type Matrix = readonly [number, number, number, number];

/** Patch coordinates `q` around its centre go to `centre + matrix q`; both in pixels, pixel centres at halves. */
export interface FreeCrop {
  kind: 'free';
  centreX: number;
  centreY: number;
  matrix: Matrix;
}

export type PatchGeometry = ExactCrop | FreeCrop;

export interface SampleKey {
  seed: number;
  /** 0 for the first step. */
  step: number;
  /** Place in the batch. */
  sample: number;
}

export interface PatchPlan {
  /** Place of the image in the index. */
  image: number;
  geometry: PatchGeometry;
  colour: ColourChange;
}

/** A piece of a map of output channels; pixel (x, y) of the image is data[(y - top) * stride + x - left]. */
export interface ChannelWindow {
  data: Uint8Array;
  stride: number;
  left: number;
  top: number;
}

/** Gives at least the square cell with that corner, clipped to the image. */
export type ReadChannels = (image: number, left: number, top: number, side: number) => ChannelWindow;

/**
 * Sample b of step s (definitions: Sampling and augmentation): a pure function of the key, the labels and the level.
 * @param patch side of the patch, pixels
 * @param attempt 0, then 1, 2 ... while the patch that came out held no valid pixel; see {@link maxRedraws}
 */
export function planSample(
  key: SampleKey,
  attempt: number,
  index: SamplingIndex,
  patch: number,
  augmentation: Augmentation,
  readChannels: ReadChannels,
): PatchPlan {
  const stream = (purpose: number): RandomStream => randomStream(key.seed, key.step, key.sample, purpose, attempt);
  const ranges = augmentationRanges[augmentation];
  const place = stream(purposes.place);
  const cell = drawCell(index, place);
  const pixel = findPixel(readChannels(cell.image, cell.left, cell.top, CELL_SIDE), index, cell);
  const jitter = { x: place.integer(patch), y: place.integer(patch) };
  const random = stream(purposes.geometry);
  const turn = drawQuarterTurn(ranges, random);
  const free = attempt < maxRedraws ? drawFreeTurn(ranges, random) : null;
  const size = index.images[cell.image];
  return {
    image: cell.image,
    geometry:
      free === null ? exactCrop(pixel, jitter, patch, size, turn) : freeCrop(pixel, jitter, patch, size, turn, free),
    colour: drawColourChange(ranges, randomStream(key.seed, key.step, key.sample, purposes.colour)),
  };
}

/** The stream that a sample's noise is made from. */
export function noiseStream(key: SampleKey): RandomStream {
  return randomStream(key.seed, key.step, key.sample, purposes.noise);
}

/** With probability 1/3 a class drawn evenly among those present and one of its pixels, else any labelled pixel. */
export function drawCell(index: SamplingIndex, random: RandomStream): CellDraw {
  const isBalanced = random.uniform() < balancedShare;
  const channel = isBalanced ? index.present[random.integer(index.present.length)] : null;
  return locate(index, channel, random.integer(channel === null ? index.total : index.perClass[channel]));
}

/** The pixel that a draw means: the rank-th match of its cell, row by row. */
export function findPixel(window: ChannelWindow, index: SamplingIndex, cell: CellDraw): { x: number; y: number } {
  const { width, height } = index.images[cell.image];
  let left = cell.rank;
  for (let y = cell.top; y < Math.min(height, cell.top + CELL_SIDE); y++) {
    const row = (y - window.top) * window.stride - window.left;
    for (let x = cell.left; x < Math.min(width, cell.left + CELL_SIDE); x++) {
      const channel = window.data[row + x];
      const isMatch = cell.channel === null ? channel < index.classCount : channel === cell.channel;
      if (isMatch && left-- === 0) return { x, y };
    }
  }
  throw new Error(`The index and the labels of image ${cell.image} disagree at ${cell.left},${cell.top}.`);
}

interface Position {
  x: number;
  y: number;
}

interface Size {
  width: number;
  height: number;
}

function exactCrop(pixel: Position, jitter: Position, patch: number, size: Size, turn: QuarterTurn): ExactCrop {
  return {
    kind: 'exact',
    left: into(pixel.x - jitter.x, patch, size.width),
    top: into(pixel.y - jitter.y, patch, size.height),
    ...turn,
  };
}

function freeCrop(
  pixel: Position,
  jitter: Position,
  patch: number,
  size: Size,
  turn: QuarterTurn,
  free: FreeTurn,
): FreeCrop {
  const matrix = multiply(rotation(free.radians, free.scale), turnMatrix(turn));
  const qx = jitter.x + 0.5 - patch / 2;
  const qy = jitter.y + 0.5 - patch / 2;
  // The upright box around the turned patch; as far as it fits, it stays inside the image.
  const boxWidth = patch * (Math.abs(matrix[0]) + Math.abs(matrix[1]));
  const boxHeight = patch * (Math.abs(matrix[2]) + Math.abs(matrix[3]));
  const centreX = pixel.x + 0.5 - (matrix[0] * qx + matrix[1] * qy);
  const centreY = pixel.y + 0.5 - (matrix[2] * qx + matrix[3] * qy);
  return {
    kind: 'free',
    centreX: into(centreX - boxWidth / 2, boxWidth, size.width) + boxWidth / 2,
    centreY: into(centreY - boxHeight / 2, boxHeight, size.height) + boxHeight / 2,
    matrix,
  };
}

/** Moves a span so that it lies inside 0 .. size, or covers it where it is longer. */
function into(start: number, length: number, size: number): number {
  return Math.min(Math.max(start, Math.min(0, size - length)), Math.max(0, size - length));
}

/** Undoes 0, 1, 2, 3 quarter turns clockwise; y points down. */
const backTurns: readonly Matrix[] = [
  [1, 0, 0, 1],
  [0, 1, -1, 0],
  [-1, 0, 0, -1],
  [0, -1, 1, 0],
];

/** Patch offsets to image offsets of a flip and then quarter turns clockwise, as {@link ExactCrop} means them. */
export function turnMatrix({ isFlipped, quarterTurns }: QuarterTurn): Matrix {
  const back = backTurns[quarterTurns & 3];
  return isFlipped ? multiply([-1, 0, 0, 1], back) : back;
}

function rotation(radians: number, scale: number): Matrix {
  const cosine = Math.cos(radians) * scale;
  const sine = Math.sin(radians) * scale;
  return [cosine, -sine, sine, cosine];
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]];
}
