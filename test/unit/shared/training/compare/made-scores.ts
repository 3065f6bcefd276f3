import { imageIdSchema } from '../../../../../src/shared/ids';
import type { ScoredRun } from '../../../../../src/shared/training/compare/comparison-table';
import type { ClassCounts, ImageCounts } from '../../../../../src/shared/training/compare/image-counts';
import { randomStream } from '../../../../../src/shared/training/random';

export const nothing: ClassCounts = {
  truePositives: 0,
  falsePositives: 0,
  falseNegatives: 0,
  labelBand: 0,
  predictionBand: 0,
  bothBands: 0,
};

/** 10,000 labelled pixels found to a share, with a band of 1,000; nothing predicted beside them, so that IoU is the share. */
export function foundShare(share: number): ClassCounts {
  const truePositives = Math.round(10_000 * share);
  const bothBands = Math.round(1000 * share);
  return {
    ...nothing,
    truePositives,
    falseNegatives: 10_000 - truePositives,
    labelBand: 1000,
    predictionBand: bothBands,
    bothBands,
  };
}

export function imageCounts(index: number, classes: ClassCounts[]): ImageCounts {
  const image = imageIdSchema.parse(index.toString(16).padStart(16, '0'));
  return { image, name: `picture-${index}.png`, classes };
}

/**
 * Scored runs of two classes, image by image and seed by seed around 0.6.
 * @param effects what each configuration adds to the score of the second class; the first is the baseline
 */
export function madeRuns(
  effects: readonly number[],
  {
    images = 6,
    seeds = 5,
    noise = 0.02,
    key = 1,
  }: { images?: number; seeds?: number; noise?: number; key?: number } = {},
): ScoredRun[] {
  return Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) =>
    effects.map((effect, configuration) => ({
      configuration,
      seed,
      images: Array.from({ length: images }, (_, image) => {
        const stream = randomStream(key, configuration, seed, image);
        const own = noise * (stream.uniform() + stream.uniform() - 1);
        return imageCounts(image, [foundShare(0.9), foundShare(0.6 + 0.02 * image + 0.01 * seed + effect + own)]);
      }),
    })),
  );
}
