import type { Confusion } from '../confusion';

/** A connected region that is labelled as one class and predicted as another, and no thinner than 3 pixels. */
export interface Disagreement {
  /** Channel of the labels, and of the prediction. */
  label: number;
  predicted: number;
  /** Of its bounds. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** A pixel well inside of it. */
  atX: number;
  atY: number;
  area: number;
  /** Mean over its pixels of how much more probable the predicted class is than the labelled one, -1..1. */
  margin: number;
  /** What regions are ranked by; 0 of one that does not count. */
  score: number;
}

/** An image's labels and what a network says of them, a byte a pixel; probabilities are 0..255 for 0..1. */
export interface ComparedPixels {
  width: number;
  height: number;
  classCount: number;
  /** [H,W] channel, `classCount` and beyond where not labelled. */
  labels: Uint8Array;
  /** [H,W], most probable channel. */
  prediction: Uint8Array;
  /** Probability of the predicted channel, and of the labelled one. */
  top: Uint8Array;
  own: Uint8Array;
}

/**
 * Confident learning's thresholds (Northcutt, Jiang and Chuang 2021): t_j is the mean probability of class j over the
 * pixels that are labelled j. A pixel labelled i that the network takes for j counts against its label where p(j) >= t_j.
 * 1 for a class without labelled pixels: nothing is taken for it then.
 */
export function confidentThresholds({ classCount, counts }: Confusion, selfConfidence: ArrayLike<number>): number[] {
  return Array.from({ length: classCount }, (_, channel) => {
    let labelled = 0;
    for (let k = 0; k < classCount; k++) labelled += counts[channel * classCount + k];
    return labelled === 0 ? 1 : selfConfidence[channel] / labelled;
  });
}

/** From so many pixels on a doubted region is ranked by sureness alone. */
const FULL_SCORE_PX = 50;

/**
 * The regions where labels and prediction differ, by falling score: worst errors first without thresholds, likeliest label
 * mistakes first with them. An error's score is the sum of its pixels' margins. A label mistake's is their mean, times
 * min(1, area / 50): it is to be sure rather than large, since large regions of half-sure pixels are hard places. Per pair
 * of classes, an opening by 3x3 takes away what is only a border drawn a little otherwise and parts what hangs together by
 * a thread.
 * @param thresholds least probability of the predicted class, by channel, that a region has to reach somewhere; null: none
 * @param most so many at most
 */
export function disagreements(
  pixels: ComparedPixels,
  thresholds: readonly number[] | null,
  most: number,
): Disagreement[] {
  const { width, height, classCount } = pixels;
  const least = Array.from({ length: classCount }, (_, channel) => Math.round(255 * (thresholds?.[channel] ?? 0)));
  const pairs = pairsOf(pixels);
  const cores = coresOf(pairs, width, height);
  const opened = grownBack(pairs, cores, width, height);
  const found: Disagreement[] = [];
  const waiting: number[] = [];
  for (let first = 0; first < opened.length; first++) {
    if (opened[first] === 0) continue;
    const { isSure, ...region } = regionFrom(first, opened, cores, least, pixels, waiting);
    if (!isSure) continue;
    const { area, margin } = region;
    const score = thresholds === null ? area * margin : margin * Math.min(1, area / FULL_SCORE_PX);
    found.push({ ...region, score });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, most);
}

/** 0 where label and prediction agree, else 1 + label * K + prediction. */
function pairsOf({ labels, prediction, classCount }: ComparedPixels): Uint16Array {
  const pairs = new Uint16Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < classCount && labels[i] !== prediction[i]) pairs[i] = 1 + labels[i] * classCount + prediction[i];
  }
  return pairs;
}

/** 1 where all 3x3 pixels around are of the same pair; beyond the image they are taken to be. */
function coresOf(pairs: Uint16Array, width: number, height: number): Uint8Array {
  const cores = new Uint8Array(pairs.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const pair = pairs[at];
      if (pair !== 0 && everyNear(at, x, y, width, height, (near) => pairs[near] === pair)) cores[at] = 1;
    }
  }
  return cores;
}

/** The pairs of pixels that a core of the same pair touches; 0 elsewhere. */
function grownBack(pairs: Uint16Array, cores: Uint8Array, width: number, height: number): Uint16Array {
  const opened = new Uint16Array(pairs.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const pair = pairs[at];
      if (pair === 0) continue;
      const isFar = everyNear(at, x, y, width, height, (near) => cores[near] === 0 || pairs[near] !== pair);
      if (!isFar) opened[at] = pair;
    }
  }
  return opened;
}

/** Takes a region out of `opened`. @param waiting empty, and left so */
function regionFrom(
  first: number,
  opened: Uint16Array,
  cores: Uint8Array,
  least: readonly number[],
  { width, height, classCount, top, own }: ComparedPixels,
  waiting: number[],
): Omit<Disagreement, 'score'> & { isSure: boolean } {
  const pair = opened[first];
  const predicted = (pair - 1) % classCount;
  let [left, right, upper, lower] = [width, -1, height, -1];
  let area = 0;
  let sum = 0;
  let isSure = false;
  let surest = -1;
  let at = first;
  opened[first] = 0;
  waiting.push(first);
  for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    area++;
    const margin = top[pixel] - own[pixel];
    sum += margin;
    if (top[pixel] >= least[predicted]) isSure = true;
    if (cores[pixel] === 1 && margin > surest) {
      surest = margin;
      at = pixel;
    }
    left = Math.min(left, x);
    right = Math.max(right, x);
    upper = Math.min(upper, y);
    lower = Math.max(lower, y);
    everyNear(pixel, x, y, width, height, (near) => {
      if (opened[near] === pair) {
        opened[near] = 0;
        waiting.push(near);
      }
      return true;
    });
  }
  return {
    label: Math.floor((pair - 1) / classCount),
    predicted,
    x: left,
    y: upper,
    width: right - left + 1,
    height: lower - upper + 1,
    atX: at % width,
    atY: Math.floor(at / width),
    area,
    margin: sum / (255 * area),
    isSure,
  };
}

/** Whether it holds for all pixels of the 3x3 around one that lie in the image. */
function everyNear(
  at: number,
  x: number,
  y: number,
  width: number,
  height: number,
  holds: (near: number) => boolean,
): boolean {
  for (let row = y > 0 ? -1 : 0; row <= (y < height - 1 ? 1 : 0); row++) {
    for (let column = x > 0 ? -1 : 0; column <= (x < width - 1 ? 1 : 0); column++) {
      if (!holds(at + row * width + column)) return false;
    }
  }
  return true;
}
