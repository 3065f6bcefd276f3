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

/** A working session, of the window or of a command that writes. */
export const sessionSchema = z.object({
  program: z.string(),
  openedAt: z.string(),
  /** Null while it is still open. */
  closedAt: z.string().nullable(),
  strokes: z.int(),
  /** Images whose labels were changed. */
  imagesTouched: z.int(),
  /** Minutes in which something was done. */
  activeMinutes: z.int(),
});
