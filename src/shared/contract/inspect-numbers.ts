import { z } from 'zod';
import type { ImageNumbers } from '../training/numbers/image-numbers';

const sums = z.custom<Float64Array>((value) => value instanceof Float64Array);
const confusion = z.object({ classCount: z.int(), counts: sums });

/** What is counted of an image or of several, as it is pooled. */
export const imageNumbersSchema = z.object({
  confusion,
  atBorders: confusion,
  boundaries: z.object({ labels: sums, predictions: sums, both: sums }),
  objects: z.object({ classCount: z.int(), objects: sums, found: sums, pixels: sums, hits: sums }),
  calibration: z.object({ pixels: sums, confidence: sums, right: sums }),
  thresholds: z.object({ classCount: z.int(), own: sums, others: sums }),
  selfConfidence: sums,
}) satisfies z.ZodType<ImageNumbers>;

/** A region where labels and prediction differ; channels are the run's. */
export const disagreementSchema = z.object({
  label: z.int(),
  predicted: z.int(),
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  /** A pixel well inside of it. */
  atX: z.int(),
  atY: z.int(),
  area: z.int(),
  /** Mean over its pixels of how much more probable the predicted class is than the labelled one. */
  margin: z.number(),
  score: z.number(),
});
