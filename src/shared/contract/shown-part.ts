import { z } from 'zod';
import { displayWindowSchema } from '../images/display-window-schema';
import type { ImagePart } from '../images/image-part';

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

/** What is shown of an image's file; undefined for the first page as it is, which has a cache name of its own. */
export function shownPartOf({ page = 0, channelChoice = null }: ImagePart): ShownPart | undefined {
  if (page === 0 && channelChoice === null) return undefined;
  const [first, second, third] = channelChoice ?? [];
  if (first === undefined) return { page };
  const channels = second !== undefined && third !== undefined ? [first, second, third] : [first];
  return { page, channels };
}

/** As text, for names in memory and in addresses. */
export function partText(part: ShownPart | undefined): string {
  return part === undefined ? '' : JSON.stringify(part);
}
