import type { RandomStream } from './random';
import type { Augmentation } from './run-config';

/**
 * What each level draws. `chance` is the probability of a patch to be rotated and scaled freely (which interpolates);
 * flips and quarter turns copy pixels exactly. Each colour change has probability 1/2 of its own.
 *
 * | level    | flips, turns | free geometry | rotation | scale       | brightness | contrast, gamma | noise  |
 * | -------- | ------------ | ------------- | -------- | ----------- | ---------- | --------------- | ------ |
 * | none     | -            | -             | -        | -           | -          | -               | -      |
 * | light    | yes          | -             | -        | -           | +-0.05     | 1/1.1 .. 1.1    | -      |
 * | standard | yes          | 30 %          | +-10 deg | 1/1.1..1.1  | +-0.1      | 1/1.25 .. 1.25  | <=0.02 |
 * | strong   | yes          | 70 %          | +-25 deg | 1/1.35..1.35| +-0.2      | 1/1.6 .. 1.6    | <=0.05 |
 *
 * Scale, contrast and gamma are even on a logarithmic scale; brightness and noise are in units of I in [0,1].
 */
export interface AugmentationRanges {
  turns: boolean;
  chance: number;
  rotationDegrees: number;
  scale: number;
  brightness: number;
  contrast: number;
  gamma: number;
  noise: number;
}

export const augmentationRanges: Record<Augmentation, AugmentationRanges> = {
  none: { turns: false, chance: 0, rotationDegrees: 0, scale: 1, brightness: 0, contrast: 1, gamma: 1, noise: 0 },
  light: {
    turns: true,
    chance: 0,
    rotationDegrees: 0,
    scale: 1,
    brightness: 0.05,
    contrast: 1.1,
    gamma: 1.1,
    noise: 0,
  },
  standard: {
    turns: true,
    chance: 0.3,
    rotationDegrees: 10,
    scale: 1.1,
    brightness: 0.1,
    contrast: 1.25,
    gamma: 1.25,
    noise: 0.02,
  },
  strong: {
    turns: true,
    chance: 0.7,
    rotationDegrees: 25,
    scale: 1.35,
    brightness: 0.2,
    contrast: 1.6,
    gamma: 1.6,
    noise: 0.05,
  },
};

/** How a patch is turned: mirrored left to right or not, then turned by quarter turns clockwise. */
export interface QuarterTurn {
  isFlipped: boolean;
  quarterTurns: number;
}

/** Rotation in radians and scale (above 1: more of the image in the patch), after flip and quarter turns. */
export interface FreeTurn {
  radians: number;
  scale: number;
}

/** Changes of the values of I, in this order: gamma, contrast around the patch's mean, brightness, noise; clamped. */
export interface ColourChange {
  gamma: number;
  contrast: number;
  brightness: number;
  /** Standard deviation of normal noise. */
  noise: number;
}

export const noColourChange: ColourChange = { gamma: 1, contrast: 1, brightness: 0, noise: 0 };

export function drawQuarterTurn(ranges: AugmentationRanges, random: RandomStream): QuarterTurn {
  if (!ranges.turns) return { isFlipped: false, quarterTurns: 0 };
  return { isFlipped: random.uniform() < 0.5, quarterTurns: random.integer(4) };
}

/** null: the patch stays on the pixel grid. */
export function drawFreeTurn(ranges: AugmentationRanges, random: RandomStream): FreeTurn | null {
  if (!(random.uniform() < ranges.chance)) return null;
  const limit = (ranges.rotationDegrees * Math.PI) / 180;
  return { radians: random.between(-limit, limit), scale: drawFactor(random, ranges.scale) };
}

export function drawColourChange(ranges: AugmentationRanges, random: RandomStream): ColourChange {
  // Every number is drawn at every level, so that levels differ in what they use and not in what follows.
  const [hasGamma, gamma] = [random.uniform() < 0.5, drawFactor(random, ranges.gamma)];
  const [hasContrast, contrast] = [random.uniform() < 0.5, drawFactor(random, ranges.contrast)];
  const [hasBrightness, brightness] = [random.uniform() < 0.5, random.between(-ranges.brightness, ranges.brightness)];
  const [hasNoise, noise] = [random.uniform() < 0.5, random.between(0, ranges.noise)];
  return {
    gamma: hasGamma ? gamma : 1,
    contrast: hasContrast ? contrast : 1,
    brightness: hasBrightness && ranges.brightness > 0 ? brightness : 0,
    noise: hasNoise ? noise : 0,
  };
}

function drawFactor(random: RandomStream, most: number): number {
  return most ** random.between(-1, 1);
}
