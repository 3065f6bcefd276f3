import { z } from 'zod';
import { Problem } from '../../problem';
import { snapshotImageSchema, snapshotSchema } from '../snapshot';

/** An image of a comparison; test images are scored and never trained on. */
export const frozenImageSchema = snapshotImageSchema.extend({ split: z.enum(['training', 'validation', 'test']) });
export type FrozenImage = z.infer<typeof frozenImageSchema>;

/**
 * What all runs of a comparison have in common: `comparisons/<id>/frozen.json` and, beside it, `labels.bin`. The
 * snapshot of every run is made from it, so that painting on between two runs makes none of them unlike another.
 */
export const frozenDataSchema = snapshotSchema
  .omit({ runId: true, config: true })
  .extend({ images: z.array(frozenImageSchema) });
export type FrozenData = z.infer<typeof frozenDataSchema>;

/** @param path of the file */
export function frozenDamaged(path: string): Problem {
  return new Problem(
    'comparison-damaged',
    `${path} is missing or damaged, so the runs of this comparison cannot go on.`,
    'Start the comparison again; the project itself is not touched by this.',
    path,
  );
}
