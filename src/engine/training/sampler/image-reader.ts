import { closeSync, openSync, readSync } from 'node:fs';
import { LRUCache } from 'lru-cache';
import type { PixelImage } from '../../../shared/images/pixels';
import { Problem } from '../../../shared/problem';
import type { ChannelWindow } from '../../../shared/training/sampling';
import { toUnitImage } from '../../weighting/unit-image';
import type { BatchSourceOptions, FileRegion, PreparedImageRef } from './batch-types';
import type { PatchWindow, Rectangle } from './patch-window';
import { bufferLayout, type ResidentImages } from './resident-images';

/** Files kept open; a large training set has more than a process may open. */
const openFiles = 96;

/** Reads rectangles of prepared images, from memory where they reside there, else row by row from their files. */
export interface ImageReader {
  window(image: number, rectangle: Rectangle): PatchWindow;
  /** Output channels of the pixels around a cell, clipped to the image. */
  channels(image: number, left: number, top: number, side: number): ChannelWindow;
  close(): void;
}

type ReadOptions = Pick<BatchSourceOptions, 'images' | 'inputChannels' | 'range' | 'floor'>;

export function openImageReader(options: ReadOptions, residents: ResidentImages): ImageReader {
  const { images, inputChannels, range, floor } = options;
  const files = new LRUCache<string, number>({ max: openFiles, dispose: (file) => closeSync(file) });
  const read = (image: PreparedImageRef, region: FileRegion, at: number, into: Uint8Array): void =>
    readFully(files, image, region, at, into);
  const load = (number: number): Uint8Array | null => residentBytes(images[number], number, residents, read);

  const bytesOf = (number: number, part: Part, rectangle: Rectangle): Uint8Array => {
    const image = images[number];
    const size = bytesPerPixel(image, part);
    const row = rectangle.width * size;
    const bytes = new Uint8Array(row * rectangle.height);
    const resident = load(number);
    const start = resident === null ? 0 : bufferLayout(image)[part];
    const region = image[part];
    if (region === null) return bytes;
    for (let y = 0; y < rectangle.height; y++) {
      const at = ((rectangle.top + y) * image.width + rectangle.left) * size;
      if (resident === null) read(image, region, at, bytes.subarray(y * row, (y + 1) * row));
      else bytes.set(resident.subarray(start + at, start + at + row), y * row);
    }
    return bytes;
  };

  return {
    window(number, rectangle) {
      const image = images[number];
      const { width, height } = rectangle;
      const pixels = pixelImage(image, rectangle, bytesOf(number, 'pixels', rectangle));
      const isUnweighted = floor === 0 && image.isImportanceZero;
      return {
        ...rectangle,
        imageWidth: image.width,
        imageHeight: image.height,
        unit: toUnitImage(pixels, range.lo, range.hi, inputChannels).data,
        labels: bytesOf(number, 'labels', rectangle),
        importance: isUnweighted
          ? new Float32Array(width * height).fill(1)
          : new Float32Array(bytesOf(number, 'importance', rectangle).buffer),
      };
    },
    channels(number, left, top, side) {
      const { width, height } = images[number];
      const rectangle = { left, top, width: Math.min(side, width - left), height: Math.min(side, height - top) };
      return { data: bytesOf(number, 'labels', rectangle), stride: rectangle.width, left, top };
    },
    close: () => files.clear(),
  };
}

type Part = 'pixels' | 'labels' | 'importance';

function bytesPerPixel(image: PreparedImageRef, part: Part): number {
  if (part === 'pixels') return (image.channels * image.depth) / 8;
  return part === 'importance' ? 4 : 1;
}

function pixelImage(image: PreparedImageRef, { width, height }: Rectangle, bytes: Uint8Array): PixelImage {
  const { channels, depth } = image;
  const { buffer } = bytes;
  const values = { 8: () => bytes, 16: () => new Uint16Array(buffer), 32: () => new Float32Array(buffer) };
  return { width, height, channels, depth, data: values[depth]() };
}

/** The whole image in shared memory, read now where no worker did so before; null where it is not to reside there. */
function residentBytes(
  image: PreparedImageRef,
  number: number,
  { buffers, states }: ResidentImages,
  read: (image: PreparedImageRef, region: FileRegion, at: number, into: Uint8Array) => void,
): Uint8Array | null {
  const buffer = buffers[number];
  if (buffer === null) return null;
  const bytes = new Uint8Array(buffer);
  const state = new Int32Array(states);
  for (;;) {
    const before = Atomics.compareExchange(state, number, 0, 1);
    if (before === 2) return bytes;
    if (before === 1) {
      Atomics.wait(state, number, 1);
      continue;
    }
    let isRead = false;
    try {
      const layout = bufferLayout(image);
      for (const part of ['pixels', 'labels', 'importance'] as const) {
        const region = image[part];
        const size = image.width * image.height * bytesPerPixel(image, part);
        if (region !== null) read(image, region, 0, bytes.subarray(layout[part], layout[part] + size));
      }
      isRead = true;
    } finally {
      // A failed reading is left to the next that asks, who then fails with a reason of its own.
      Atomics.store(state, number, isRead ? 2 : 0);
      Atomics.notify(state, number);
    }
  }
}

function readFully(
  files: LRUCache<string, number>,
  image: PreparedImageRef,
  region: FileRegion,
  at: number,
  into: Uint8Array,
): void {
  try {
    let file = files.get(region.path);
    if (file === undefined) {
      file = openSync(region.path, 'r');
      files.set(region.path, file);
    }
    for (let done = 0; done < into.length; ) {
      const length = Math.min(into.length - done, 1 << 26);
      const count = readSync(file, into, done, length, region.offset + at + done);
      if (count === 0) throw new Error('it is too short');
      done += count;
    }
  } catch (error) {
    throw new Problem(
      'prepared-image-unreadable',
      `The prepared file ${region.path} of training image ${image.id} cannot be read: ${error instanceof Error ? error.message : error}.`,
      'Resume the run: it prepares its images again. Leave the cache folder alone while a run is going on.',
      region.path,
    );
  }
}
