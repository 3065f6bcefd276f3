import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageId } from '../../../shared/ids';
import type { FloatMap, PixelImage } from '../../../shared/images/pixels';
import { asProblem, Problem } from '../../../shared/problem';
import { countCells } from '../../../shared/training/label-index';
import type { FileRegion, PreparedImageRef } from './batch-types';

export interface ImageToPrepare {
  id: ImageId;
  image: PixelImage;
  /** Output channel a pixel, 255 where nothing is to be learnt. */
  channelLabels: Uint8Array;
  /** n in [0,1]; null where the weighting has no terms. */
  importance: FloatMap | null;
  /** Output channels of the network. */
  classCount: number;
}

/**
 * Writes a training image as raw files into a work folder, from where patches are read.
 * @throws Problem `disk-full`, `work-folder-unwritable`
 */
export async function prepareImage(folder: string, source: ImageToPrepare): Promise<PreparedImageRef> {
  const { id, image, channelLabels, importance, classCount } = source;
  const { width, height } = image;
  if (channelLabels.length !== width * height || (importance && importance.data.length !== width * height)) {
    throw new RangeError(`labels or importance of image ${id} are not ${width}x${height}`);
  }
  const write = (kind: string, values: ArrayBufferView): Promise<FileRegion> =>
    writeRaw(join(folder, `${id}.${kind}`), values);
  try {
    await mkdir(folder, { recursive: true });
    return {
      id,
      width,
      height,
      channels: image.channels,
      depth: image.depth,
      pixels: await write('pixels', image.data),
      labels: await write('labels', channelLabels),
      importance: importance === null ? null : await write('importance', importance.data),
      isImportanceZero: importance === null || importance.data.every((n) => n === 0),
      cellCounts: countCells(channelLabels, width, height, classCount),
    };
  } catch (error) {
    throw writingProblem(folder, error);
  }
}

/** Bytes that an image takes in memory while patches are cut from it. */
export function preparedBytes(image: Pick<PreparedImageRef, 'width' | 'height' | 'channels' | 'depth'>): number {
  return image.width * image.height * ((image.channels * image.depth) / 8 + 1 + 4);
}

async function writeRaw(path: string, values: ArrayBufferView): Promise<FileRegion> {
  const file = await open(path, 'w');
  try {
    const chunk = 64 * 1024 * 1024;
    for (let at = 0; at < values.byteLength; ) {
      const length = Math.min(chunk, values.byteLength - at);
      const { bytesWritten } = await file.write(new Uint8Array(values.buffer, values.byteOffset + at, length));
      at += bytesWritten;
    }
  } finally {
    await file.close();
  }
  return { path, offset: 0 };
}

function writingProblem(folder: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Problem(
      'disk-full',
      `There is no room left on the disk of ${folder} for the prepared training images.`,
      'Free some space, or move the cache folder to another disk.',
      folder,
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Problem(
      'work-folder-unwritable',
      `The work folder ${folder} cannot be written to.`,
      'Give this account the right to write there, or move the cache folder.',
      folder,
    );
  }
  return asProblem(error, folder);
}
