import { z } from 'zod';
import { displayWindowSchema } from '../images/display-window-schema';

/** What a rendition shows of a file: the engine's `ShownPart` as a message. */
export const shownPartSchema = z.object({
  /** Counted from 0. */
  page: z.int().min(0).optional(),
  /** One to three channels of the page: grey, or red, green and blue, null for none. */
  channels: z.array(z.int().min(0).nullable()).min(1).max(3).optional(),
  /** Default: 8 bits as they are, deeper values between their percentiles. */
  window: displayWindowSchema.optional(),
});
export type ShownPart = z.infer<typeof shownPartSchema>;
