import type { ColorPatch } from './color-patch';

/** The eight neighbours of a pixel, clockwise from the right; odd ones are diagonal. */
export const stepX: readonly number[] = [1, 1, 0, -1, -1, -1, 0, 1];
export const stepY: readonly number[] = [0, 1, 1, 1, 0, -1, -1, -1];

/** Largest cost of a step; the least is 1. */
export const MAX_STEP_COST = 256;

/** Shares of gradient magnitude and direction. */
const MAGNITUDE_SHARE = 0.7;
const DIRECTION_SHARE = 0.3;
/** Cost of a straight step where all is against it. */
const FULL_COST = 180;

/** Directions of an edge are kept in 64ths of a turn; one more says that the ground is flat. */
const TURN = 64;
const FLAT = TURN;
const DIRECTIONS = TURN + 1;

const BLOCK_SIDE = 64;
/** A gradient that all but these shares of the image's pixels stay below counts as a full edge. */
const FULL_EDGE_SHARE = 0.02;
/** Grey levels over two pixels: weaker gradients are never full edges, since they may be grain alone. */
const LEAST_FULL_EDGE = 16;

/**
 * What a step from a pixel to its neighbour costs a line that shall follow edges, after Mortensen & Barrett (1995):
 * `0.7 (1 - G(q)) + 0.3 fD(p, q)` with G the gradient magnitude (Sobel, largest channel) as a share of a full edge's,
 * and fD their gradient direction term; diagonal steps are longer by the root of 2. Their Laplacian zero crossings are
 * left out: without them the way keeps, on average, within a pixel of a blurred edge in grain.
 * Computed in blocks, when and where it is first asked for.
 */
export class EdgeField {
  readonly width: number;
  readonly height: number;
  /** Place of its first pixel in the image. */
  readonly x: number;
  readonly y: number;
  readonly #patch: ColorPatch;
  readonly #fullEdge: number;
  readonly #columns: number;
  readonly #isReady: Uint8Array;
  /** The pixel's own part of a straight step's cost in bits 0 to 7, the edge's direction from bit 8 on. */
  readonly #edges: Uint16Array;

  constructor(patch: ColorPatch) {
    const { x, y, width, height } = patch;
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
    this.#patch = patch;
    this.#columns = Math.ceil(width / BLOCK_SIDE);
    this.#isReady = new Uint8Array(this.#columns * Math.ceil(height / BLOCK_SIDE));
    this.#edges = new Uint16Array(width * height);
    this.#fullEdge = fullEdgeOf(patch);
  }

  /** Makes the costs of all steps from this pixel known. @param column @param row in the patch */
  prepare(column: number, row: number): void {
    const inX = column & (BLOCK_SIDE - 1);
    const inY = row & (BLOCK_SIDE - 1);
    this.#prepareBlock(column, row);
    if (inX > 0 && inY > 0 && inX < BLOCK_SIDE - 1 && inY < BLOCK_SIDE - 1) return;
    for (let step = 0; step < stepX.length; step++) this.#prepareBlock(column + stepX[step], row + stepY[step]);
  }

  /**
   * Cost of a step, 1 .. {@link MAX_STEP_COST}; both pixels must be prepared.
   * @param from @param to places in the patch, row by row
   * @param step which of the eight it is
   */
  cost(from: number, to: number, step: number): number {
    const edge = this.#edges[to];
    const turn = turnCosts[(((this.#edges[from] >> 8) * DIRECTIONS + (edge >> 8)) << 3) | step];
    const weight = edge & 255;
    return 1 + turn + ((step & 1) === 0 ? weight : (weight * 181) >> 7);
  }

  #prepareBlock(column: number, row: number): void {
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return;
    const block = Math.floor(row / BLOCK_SIDE) * this.#columns + Math.floor(column / BLOCK_SIDE);
    if (this.#isReady[block] === 1) return;
    this.#isReady[block] = 1;
    const left = column & ~(BLOCK_SIDE - 1);
    const top = row & ~(BLOCK_SIDE - 1);
    const right = Math.min(this.width, left + BLOCK_SIDE);
    const bottom = Math.min(this.height, top + BLOCK_SIDE);
    const most = MAGNITUDE_SHARE * FULL_COST;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        sobel(this.#patch, x, y);
        const magnitude = Math.sqrt(gradient.squared);
        const at = y * this.width + x;
        const weight = Math.round(most * (1 - Math.min(1, magnitude / this.#fullEdge)));
        this.#edges[at] = weight | ((magnitude < 1 ? FLAT : directionOf(gradient.x, gradient.y)) << 8);
      }
    }
  }
}

/** The last gradient of `sobel`, grey levels over two pixels; one object, since it is asked for every pixel. */
const gradient = { x: 0, y: 0, squared: 0 };

function sobel({ width, height, channels, data }: ColorPatch, x: number, y: number): void {
  const here = (y * width + x) * channels;
  const left = x > 0 ? channels : 0;
  const right = x + 1 < width ? channels : 0;
  const up = y > 0 ? width * channels : 0;
  const down = y + 1 < height ? width * channels : 0;
  gradient.squared = -1;
  const end = here + (channels === 1 ? 1 : 3);
  for (let at = here; at < end; at++) {
    const northWest = data[at - up - left];
    const northEast = data[at - up + right];
    const southWest = data[at + down - left];
    const southEast = data[at + down + right];
    const dx = (northEast + 2 * data[at + right] + southEast - northWest - 2 * data[at - left] - southWest) / 4;
    const dy = (southWest + 2 * data[at + down] + southEast - northWest - 2 * data[at - up] - northEast) / 4;
    const squared = dx * dx + dy * dy;
    if (squared <= gradient.squared) continue;
    gradient.x = dx;
    gradient.y = dy;
    gradient.squared = squared;
  }
}

/** The gradient that few of the pixels exceed, from a sample of them. */
function fullEdgeOf(patch: ColorPatch): number {
  const { width, height } = patch;
  const stride = Math.max(1, Math.floor(Math.sqrt((width * height) / 16_384)));
  const sample: number[] = [];
  for (let y = stride >> 1; y < height; y += stride) {
    for (let x = stride >> 1; x < width; x += stride) {
      sobel(patch, x, y);
      sample.push(Math.sqrt(gradient.squared));
    }
  }
  const sorted = Float64Array.from(sample).sort();
  return Math.max(LEAST_FULL_EDGE, sorted[Math.floor((1 - FULL_EDGE_SHARE) * (sorted.length - 1))] ?? 0);
}

/** Half the side of the table that takes a gradient's direction. */
const REACH = 31;
const directionTable = Uint8Array.from({ length: (2 * REACH + 1) ** 2 }, (_, i) => {
  const angle = Math.atan2(Math.floor(i / (2 * REACH + 1)) - REACH, (i % (2 * REACH + 1)) - REACH);
  // The edge runs at a right angle to its gradient.
  return Math.round((angle / (2 * Math.PI) + 0.25 + 1) * TURN) % TURN;
});

function directionOf(dx: number, dy: number): number {
  const scale = REACH / Math.max(Math.abs(dx), Math.abs(dy));
  const column = Math.round(dx * scale) + REACH;
  const row = Math.round(dy * scale) + REACH;
  return directionTable[row * (2 * REACH + 1) + column];
}

/** The direction term of a step by the edge's directions at both ends, [65, 65, 8]; of a flat end half a right angle. */
const turnCosts = Uint8Array.from({ length: DIRECTIONS * DIRECTIONS * 8 }, (_, i) => {
  const step = i & 7;
  const [from, to] = [Math.floor((i >> 3) / DIRECTIONS), (i >> 3) % DIRECTIONS];
  const length = step & 1 ? Math.SQRT2 : 1;
  const along = (direction: number): number => Math.cos((direction / TURN - step / 8) * 2 * Math.PI);
  const angle = (cosine: number): number => Math.acos(Math.max(-1, Math.min(1, cosine)));
  let turn = Math.PI / 2;
  if (from !== FLAT && to !== FLAT) turn = angle(Math.abs(along(from))) + angle(Math.sign(along(from)) * along(to));
  else if (from !== FLAT) turn = Math.PI / 4 + angle(Math.abs(along(from)));
  else if (to !== FLAT) turn = Math.PI / 4 + angle(Math.abs(along(to)));
  return Math.round(DIRECTION_SHARE * FULL_COST * length * ((2 * turn) / (3 * Math.PI)));
});
