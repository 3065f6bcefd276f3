import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileRegion, PreparedImageRef } from '../../../../../src/engine/training/sampler/batch-types';
import { type ImageId, imageIdSchema } from '../../../../../src/shared/ids';
import type { FloatMap, PixelImage } from '../../../../../src/shared/images/pixels';
import { countCells } from '../../../../../src/shared/training/label-index';
import { randomStream } from '../../../../../src/shared/training/random';

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'maskwright-sampler-'));

export interface MadeImage {
  id: ImageId;
  image: PixelImage;
  /** Output channel a pixel, 255 where nothing is to be learnt. */
  channelLabels: Uint8Array;
  importance: FloatMap;
  classCount: number;
}

/** Writes an image's raw files as a run's preparation does; a few bytes come first, so that offsets count. */
export function prepareImage(folder: string, made: MadeImage, offset = 12): PreparedImageRef {
  const { id, image, channelLabels, importance, classCount } = made;
  const { width, height, channels, depth } = image;
  const write = (kind: string, values: ArrayBufferView): FileRegion => {
    const path = join(folder, `${id}.${kind}`);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    writeFileSync(path, Buffer.concat([Buffer.alloc(offset, 7), bytes]));
    return { path, offset };
  };
  return {
    id,
    width,
    height,
    channels,
    depth,
    pixels: write('pixels', image.data),
    labels: write('labels', channelLabels),
    importance: write('importance', importance.data),
    isImportanceZero: importance.data.every((n) => n === 0),
    cellCounts: countCells(channelLabels, width, height, classCount),
  };
}

/** An image of random values, random labels (255 among them) and a random importance map. */
export function madeImage(
  number: number,
  width: number,
  height: number,
  channels: number,
  depth: PixelImage['depth'] = 8,
  classCount = 3,
): MadeImage {
  const random = randomStream(99, number);
  const values = width * height * channels;
  const data = {
    8: () => Uint8Array.from({ length: values }, () => random.integer(256)),
    16: () => Uint16Array.from({ length: values }, () => random.integer(65_536)),
    32: () => Float32Array.from({ length: values }, () => random.uniform()),
  }[depth]();
  const channelLabels = Uint8Array.from({ length: width * height }, () =>
    random.uniform() < 0.2 ? 255 : random.integer(classCount),
  );
  const importance = { width, height, data: Float32Array.from({ length: width * height }, () => random.uniform()) };
  const id = imageIdSchema.parse(number.toString(16).padStart(16, '0'));
  return { id, image: { width, height, channels, depth, data }, channelLabels, importance, classCount };
}
