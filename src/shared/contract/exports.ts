import { z } from 'zod';
import { runIdSchema } from '../ids';
import { nothing, request } from './define';
import { folderPathSchema } from './projects';

const network = { run: runIdSchema, checkpoint: z.enum(['best', 'last']) };

export const finishedExportSchema = z.object({
  folder: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  /** Largest difference of a probability from the program's own on sample images. */
  maxDifference: z.number(),
  /** The model card, Markdown. */
  card: z.string(),
  notices: z.array(z.string()),
});
export type FinishedExport = z.infer<typeof finishedExportSchema>;

export const exportProgressSchema = z.object({
  part: z.enum(['writing', 'verifying']),
  /** Samples tried, of all, while verifying. */
  done: z.int(),
  total: z.int(),
});
export type ExportProgress = z.infer<typeof exportProgressSchema>;

export const exportRequests = {
  /** A folder that does not exist yet, below the project's `exports`. */
  'exports.suggest': request(z.object(network), z.object({ folder: z.string() })),
  /** The card as it would be written, before anything is. */
  'exports.card': request(z.object(network), z.object({ card: z.string() })),
  /** Writes a SavedModel with its card, runs it, compares; what differs is removed again and refused. */
  'exports.start': request(z.object({ ...network, folder: folderPathSchema }), finishedExportSchema),
  'exports.cancel': request(nothing, nothing),
  'exports.reveal': request(z.object({ folder: folderPathSchema }), nothing),
};

export const exportEvents = {
  'exports.progress': exportProgressSchema.extend({ run: runIdSchema }),
};
