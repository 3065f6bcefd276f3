import { z } from 'zod';

/** How far an image is in the person's work. */
export const imageStatuses = ['to-do', 'in-progress', 'done', 'left-out'] as const;
export const imageStatusSchema = z.enum(imageStatuses);
export type ImageStatus = z.infer<typeof imageStatusSchema>;

/** `in progress` */
export function statusWords(status: ImageStatus): string {
  return status.replace('-', ' ');
}

/**
 * What an image's status is by itself: in progress once it holds a painted pixel. A status that a person chose differs
 * from it and stays through all painting.
 */
export function ownStatus(paintedPixels: number): ImageStatus {
  return paintedPixels > 0 ? 'in-progress' : 'to-do';
}
