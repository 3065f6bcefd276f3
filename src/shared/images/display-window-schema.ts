import { z } from 'zod';

/** A `DisplayWindow` as a message. */
export const displayWindowSchema = z.object({
  ranges: z
    .array(z.object({ lo: z.number(), hi: z.number() }).refine(({ lo, hi }) => hi > lo))
    .min(1)
    .max(3),
  gamma: z.number().min(0.1).max(10),
});
