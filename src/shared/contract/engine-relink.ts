import { z } from 'zod';
import { imageIdSchema } from '../ids';
import { requestWithProgress } from './define';

export const wantedFileSchema = z.object({
  id: imageIdSchema,
  /** Relative to the folder that was added. */
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});

/** The engine's part in finding images of a folder that was moved. */
export const engineRelink = {
  /** Looks for files by their content, and by their name where the content is nowhere. */
  findMoved: requestWithProgress(
    z.object({ folder: z.string(), wanted: z.array(wantedFileSchema) }),
    z.object({
      found: z.array(z.object({ id: imageIdSchema, path: z.string(), bytes: z.number(), modifiedMs: z.number() })),
      /** Of the same name, with other content. */
      replaced: z.array(z.object({ id: imageIdSchema, path: z.string() })),
    }),
    z.object({ done: z.int(), total: z.int() }),
  ),
};
