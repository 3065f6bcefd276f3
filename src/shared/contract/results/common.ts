import { z } from 'zod';

/** One input that could not be used: which, why, and what to do. */
export const fileFailureSchema = z.object({
  file: z.string(),
  code: z.string(),
  message: z.string(),
  hint: z.string(),
});
export type FileFailure = z.infer<typeof fileFailureSchema>;

export const colorSchema = z.string().regex(/^#[0-9a-f]{6}$/);
