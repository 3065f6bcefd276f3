import { z } from 'zod';
import { imageIdSchema } from '../../ids';
import { meanOfPresent } from '../scores';

/** What is compared; of one class, or as the mean over classes. */
export const compareMeasureSchema = z.enum(['iou', 'boundary-iou']);
export type CompareMeasure = z.infer<typeof compareMeasureSchema>;

/** Pixels of one class in one image: hits, false alarms and misses; the bands of Boundary IoU. */
export const classCountsSchema = z.strictObject({
  truePositives: z.int().min(0),
  falsePositives: z.int().min(0),
  falseNegatives: z.int().min(0),
  labelBand: z.int().min(0),
  predictionBand: z.int().min(0),
  bothBands: z.int().min(0),
});
export type ClassCounts = z.infer<typeof classCountsSchema>;

/** One image as a run's network saw it; one entry an output channel. */
export const imageCountsSchema = z.strictObject({
  image: imageIdSchema,
  name: z.string(),
  classes: z.array(classCountsSchema),
});
export type ImageCounts = z.infer<typeof imageCountsSchema>;

/** IoU or Boundary IoU from counts; null where neither labels nor prediction have a pixel of it. */
export function scoreOf(counts: ClassCounts, measure: CompareMeasure): number | null {
  const [both, union] =
    measure === 'iou'
      ? [counts.truePositives, counts.truePositives + counts.falsePositives + counts.falseNegatives]
      : [counts.bothBands, counts.labelBand + counts.predictionBand - counts.bothBands];
  return union === 0 ? null : both / union;
}

/**
 * Score of one image, of a class or as the mean over its classes; null where the labels have no pixel of it. The labels
 * alone decide, so that an image takes part in every run or in none.
 * @param channel output channel; null: mean over the classes in the image's labels
 */
export function imageScore(
  { classes }: Pick<ImageCounts, 'classes'>,
  measure: CompareMeasure,
  channel: number | null,
): number | null {
  const ofClass = (counts: ClassCounts): number | null =>
    isLabelled(counts, measure) ? scoreOf(counts, measure) : null;
  return channel === null ? meanOfPresent(classes.map(ofClass)) : ofClass(classes[channel]);
}

/** Score pooled over images (definitions: Scores); null where the class is in none of them. */
export function pooledScore(
  images: readonly Pick<ImageCounts, 'classes'>[],
  measure: CompareMeasure,
  channel: number | null,
): number | null {
  const classCount = images[0]?.classes.length ?? 0;
  const ofClass = (k: number): number | null => scoreOf(pooled(images.map(({ classes }) => classes[k])), measure);
  if (channel !== null) return ofClass(channel);
  return meanOfPresent(Array.from({ length: classCount }, (_, k) => ofClass(k)));
}

function isLabelled(counts: ClassCounts, measure: CompareMeasure): boolean {
  return measure === 'iou' ? counts.truePositives + counts.falseNegatives > 0 : counts.labelBand > 0;
}

function pooled(all: readonly ClassCounts[]): ClassCounts {
  const sum = (key: keyof ClassCounts): number => all.reduce((total, counts) => total + counts[key], 0);
  return {
    truePositives: sum('truePositives'),
    falsePositives: sum('falsePositives'),
    falseNegatives: sum('falseNegatives'),
    labelBand: sum('labelBand'),
    predictionBand: sum('predictionBand'),
    bothBands: sum('bothBands'),
  };
}
