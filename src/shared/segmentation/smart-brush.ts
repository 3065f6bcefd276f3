import { type Brush, isUnderBrush, type Point } from '../labels/brush';
import { discOffsets } from '../labels/disc';
import { sharedWindow, type WindowMask } from '../labels/spans';
import { type ColorPatch, colorChannels } from './color-patch';

export interface SmartBrushSettings {
  /** How many deviations of the ground under the centre a channel may differ by, above 0. */
  spread: number;
  /** Grey levels over two pixels, 1..255: a steeper slope is an edge that the paint does not cross. */
  edge: number;
}

/** 3 deviations hold 99.7 % of a normal ground; 24 levels are a clear edge in an image of usual contrast. */
export const smartBrushDefaults: SmartBrushSettings = { spread: 3, edge: 24 };

/** Deviation is at least this, so that a ground without any grain is not left at the smallest change of light. */
const LEAST_DEVIATION = 2;
/** An edge is steeper than this many deviations of the ground, whose own grain is none. */
const GRAIN_DEVIATIONS = 3;
/** Median absolute deviation to standard deviation of a normal distribution. */
const MAD_TO_DEVIATION = 1.4826;

/**
 * The pixels under a brush that look like the ground under its centre and are connected with it (by edges) without a
 * way across an edge. The ground is the median and the median absolute deviation of each channel in a small disc, so
 * that a few odd pixels do not count. Pixels on an edge are taken where they look alike, but not passed.
 * Single pixels that were left out among taken ones (grain) are taken.
 * @param patch what is seen, at least the brush's square where the image has it
 * @param centre in image pixels
 * @returns 1 for each pixel to paint, of the brush's square; null where the centre is outside the patch
 */
export function smartStamp(
  patch: ColorPatch,
  brush: Brush,
  centre: Point,
  settings: SmartBrushSettings,
): WindowMask | null {
  const side = Math.ceil(brush.radius) + 1;
  const around = {
    x: Math.floor(centre.x) - side,
    y: Math.floor(centre.y) - side,
    width: 2 * side + 1,
    height: 2 * side + 1,
  };
  const window = sharedWindow(around, patch);
  const { width, height } = window;
  const cx = Math.floor(centre.x) - window.x;
  const cy = Math.floor(centre.y) - window.y;
  if (!(cx >= 0 && cy >= 0 && cx < width && cy < height)) return null;
  const state = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) closeOutside(state, window, row, brush, centre);
  const look = new GroundLook(patch, window, cx, cy, Math.max(1.5, Math.min(12, brush.radius / 4)), settings);
  const start = look.nearestGround();
  // Where all under the centre is edge, its own pixel is what the person meant.
  if (start < 0) state[cy * width + cx] = TAKEN;
  else flood(state, width, look, start);
  closePinholes(state, width, height);
  for (let i = 0; i < state.length; i++) state[i] &= TAKEN;
  return { ...window, data: state };
}

const TAKEN = 1;
const CLOSED = 2;

function closeOutside(
  state: Uint8Array,
  { x, y, width }: { x: number; y: number; width: number },
  row: number,
  brush: Brush,
  centre: Point,
): void {
  const line = row * width;
  let from = 0;
  let to = width;
  while (from < to && !isUnderBrush(brush, centre, centre, x + from + 0.5, y + row + 0.5)) from++;
  while (to > from && !isUnderBrush(brush, centre, centre, x + to - 0.5, y + row + 0.5)) to--;
  state.fill(CLOSED, line, line + from).fill(CLOSED, line + to, line + width);
}

function flood(state: Uint8Array, width: number, look: GroundLook, start: number): void {
  if (state[start] !== 0) return;
  const waiting = new Int32Array(state.length);
  let count = 1;
  waiting[0] = start;
  state[start] = TAKEN;
  const take = (at: number): void => {
    if (state[at] !== 0) return;
    if (!look.isAlike(at)) {
      state[at] = CLOSED;
      return;
    }
    state[at] = TAKEN;
    if (!look.isEdge(at)) waiting[count++] = at;
  };
  while (count > 0) {
    const at = waiting[--count];
    const column = at % width;
    if (column > 0) take(at - 1);
    if (column + 1 < width) take(at + 1);
    if (at >= width) take(at - width);
    if (at + width < state.length) take(at + width);
  }
}

function closePinholes(state: Uint8Array, width: number, height: number): void {
  for (let y = 1; y + 1 < height; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      if (state[at] & TAKEN) continue;
      // A pixel outside the brush has at least one neighbour outside.
      if (state[at - 1] & state[at + 1] & state[at - width] & state[at + width] & TAKEN) state[at] = TAKEN;
    }
  }
}

/** What the ground under the centre looks like. Places are of the window, row by row. */
class GroundLook {
  readonly #patch: ColorPatch;
  readonly #first: number;
  readonly #width: number;
  readonly #lowest: number[] = [];
  readonly #highest: number[] = [];
  readonly #edge: number;
  /** The disc's places, the nearest to the centre first. */
  readonly #disc: number[];

  constructor(
    patch: ColorPatch,
    window: { x: number; y: number; width: number; height: number },
    cx: number,
    cy: number,
    radius: number,
    settings: SmartBrushSettings,
  ) {
    this.#patch = patch;
    this.#width = window.width;
    this.#first = (window.y - patch.y) * patch.width + window.x - patch.x;
    this.#disc = discAround(window.width, window.height, cx, cy, radius);
    let largest = LEAST_DEVIATION;
    for (let channel = 0; channel < colorChannels(patch); channel++) {
      const values = this.#disc.map((at) => patch.data[this.#place(at) * patch.channels + channel]);
      const middle = medianOf(values);
      const deviation = MAD_TO_DEVIATION * medianOf(values.map((value) => Math.abs(value - middle)));
      const allowed = settings.spread * Math.max(LEAST_DEVIATION, deviation);
      this.#lowest.push(middle - allowed);
      this.#highest.push(middle + allowed);
      largest = Math.max(largest, deviation);
    }
    this.#edge = Math.max(settings.edge, GRAIN_DEVIATIONS * largest);
  }

  /** The place of the disc nearest to the centre that looks alike and is no edge; -1 without one. */
  nearestGround(): number {
    return this.#disc.find((at) => this.isAlike(at) && !this.isEdge(at)) ?? -1;
  }

  isAlike(at: number): boolean {
    const { channels, data } = this.#patch;
    const place = this.#place(at) * channels;
    for (let channel = 0; channel < this.#lowest.length; channel++) {
      const value = data[place + channel];
      if (value < this.#lowest[channel] || value > this.#highest[channel]) return false;
    }
    return true;
  }

  /** Whether Sobel's gradient, in grey levels over two pixels, is above the edge's in some channel. */
  isEdge(at: number): boolean {
    const { width, height, channels, data } = this.#patch;
    const pixel = this.#place(at);
    const column = pixel % width;
    const left = column > 0 ? channels : 0;
    const right = column + 1 < width ? channels : 0;
    const up = pixel >= width ? width * channels : 0;
    const down = pixel + width < width * height ? width * channels : 0;
    const limit = 16 * this.#edge * this.#edge;
    for (let channel = 0; channel < this.#lowest.length; channel++) {
      const here = pixel * channels + channel;
      const northWest = data[here - up - left];
      const northEast = data[here - up + right];
      const southWest = data[here + down - left];
      const southEast = data[here + down + right];
      const dx = northEast + 2 * data[here + right] + southEast - northWest - 2 * data[here - left] - southWest;
      const dy = southWest + 2 * data[here + down] + southEast - northWest - 2 * data[here - up] - northEast;
      if (dx * dx + dy * dy > limit) return true;
    }
    return false;
  }

  #place(at: number): number {
    const row = Math.floor(at / this.#width);
    return this.#first + row * this.#patch.width + at - row * this.#width;
  }
}

function discAround(width: number, height: number, cx: number, cy: number, radius: number): number[] {
  return discOffsets(radius)
    .map(({ dx, dy }) => ({ x: cx + dx, y: cy + dy }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height)
    .map(({ x, y }) => y * width + x);
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
