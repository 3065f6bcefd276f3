import { freemem } from 'node:os';
import type { PreparedImageRef } from './batch-types';

/** One image is kept in one buffer; larger ones are read by rows. */
const largestBuffer = 1024 ** 3;
const mostMemory = 4 * 1024 ** 3;

/**
 * Memory for images, shared by all workers. An image is read into its buffer by the first worker that needs it; `states`
 * says for each whether that has begun and is done.
 */
export interface ResidentImages {
  /** Per image: its buffer, or null where it is read from the file each time. */
  buffers: (SharedArrayBuffer | null)[];
  /** Int32 per image: 0 empty, 1 being read, 2 there. */
  states: SharedArrayBuffer;
}

/** A quarter of what is free, at most 4 GB. */
export function defaultMemoryLimit(): number {
  return Math.min(mostMemory, freemem() / 4);
}

/**
 * Chooses the images that stay in memory. Draws are independent with fixed chances, and then keeping those of the
 * highest chance per byte misses least often: no order of eviction does better (Coffman and Denning 1973).
 * @param chances how likely each image is to be drawn
 */
export function chooseResidents(
  images: readonly PreparedImageRef[],
  chances: readonly number[],
  limitBytes: number,
): ResidentImages {
  const order = images
    .map((image, number) => ({ number, bytes: bufferBytes(image), chance: chances[number] }))
    .sort((a, b) => b.chance / b.bytes - a.chance / a.bytes || a.number - b.number);
  const buffers: (SharedArrayBuffer | null)[] = images.map(() => null);
  let left = limitBytes;
  for (const { number, bytes } of order) {
    if (bytes > left || bytes > largestBuffer) continue;
    buffers[number] = new SharedArrayBuffer(bytes);
    left -= bytes;
  }
  return { buffers, states: new SharedArrayBuffer(Math.max(4, images.length * 4)) };
}

/** Where the three parts of an image lie in its buffer, bytes; importance takes none where there is no map. */
export function bufferLayout(image: PreparedImageRef): { pixels: number; importance: number; labels: number } {
  const pixels = image.width * image.height;
  const importance = Math.ceil((pixels * image.channels * image.depth) / 8 / 8) * 8;
  return { pixels: 0, importance, labels: importance + (image.importance === null ? 0 : pixels * 4) };
}

function bufferBytes(image: PreparedImageRef): number {
  return bufferLayout(image).labels + image.width * image.height;
}
