import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageToPrepare } from '../../../../../src/engine/training/sampler/prepared-image';
import { imageIdSchema } from '../../../../../src/shared/ids';
import type { FloatMap, PixelImage } from '../../../../../src/shared/images/pixels';
import { randomStream } from '../../../../../src/shared/training/random';

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'maskwright-sampler-'));

export interface MadeImage extends ImageToPrepare {
  importance: FloatMap;
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
