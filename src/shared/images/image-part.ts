import { z } from 'zod';

/** Which part of its file an image is. */
export interface ImagePart {
  /** Counted from 0; default the first. */
  page?: number | undefined;
  /** Channels of the page that are the image's, in this order; null, as without it: all. */
  channelChoice?: readonly number[] | null | undefined;
}

/** The same as fields of a message. */
export const imagePartFields = {
  page: z.int().min(0).optional(),
  channelChoice: z.array(z.int().min(0)).min(1).nullable().optional(),
};

/** As fields of a message or a snapshot: nothing for a file's only picture as it is, so that older programs read it. */
export function partFields({ page = 0, channelChoice = null }: ImagePart): { page?: number; channelChoice?: number[] } {
  return {
    ...(page === 0 ? {} : { page }),
    ...(channelChoice === null ? {} : { channelChoice: [...channelChoice] }),
  };
}

/** What decoding is asked for, so that an image is never another page of its file. */
export function selectionOf({ page = 0, channelChoice }: ImagePart): { page: number; channels: number[] | undefined } {
  return { page, channels: channelChoice ? [...channelChoice] : undefined };
}

/**
 * Names the pixels of an image, for caches: two pages of a file, or two choices of its channels, have two names. The
 * first page as it is has the name of its file's content.
 */
export function contentKey({ sha256, page = 0, channelChoice = null }: ImagePart & { sha256: string }): string {
  if (page === 0 && channelChoice === null) return sha256;
  return `${sha256}:${page}:${channelChoice?.join(',') ?? ''}`;
}
