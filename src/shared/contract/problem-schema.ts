import { z } from 'zod';

/** {@link ProblemData} as it crosses a boundary. */
export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  file: z.string().optional(),
});
