import type { EngineOutput, EngineParsedInput } from '../../shared/contract/engine-protocol';
import type { PixelImage } from '../../shared/images/pixels';
import { decodeBytes, readImageFile, sha256Of } from '../images/decode';
import { findInputRange } from '../training/input-range';

type TrainingImage = EngineParsedInput<'inputRange'>['images'][number];

/**
 * The input range that training on images would find. Their pixels are read only where they decide (deeper than
 * 8 bit); their files' content is compared where it may have changed, or where the pixels are read anyway.
 *
 * @param images at least one, of one depth
 */
export async function trainingRange(
  images: readonly TrainingImage[],
  inputChannels: number,
  signal?: AbortSignal,
): Promise<EngineOutput<'inputRange'>> {
  const leftOut = new Set<string>();
  for (const image of images) {
    signal?.throwIfAborted();
    const isRead = image.isSuspect || image.depth !== 8;
    if (isRead && (await intactBytes(image)) === null) leftOut.add(image.sha256);
  }
  const left = images.filter(({ sha256 }) => !leftOut.has(sha256));
  const range =
    left.length === 0 ? null : await findInputRange(left, (image) => pixelsOf(image, signal), inputChannels);
  return { range, leftOut: [...leftOut] };
}

/** The file's bytes; null where training would leave the image out. */
async function intactBytes({ path, sha256 }: TrainingImage): Promise<Uint8Array | null> {
  try {
    const { bytes } = await readImageFile(path);
    if (sha256Of(bytes) !== sha256) return null;
    await decodeBytes(bytes, path);
    return bytes;
  } catch {
    return null;
  }
}

async function pixelsOf({ path }: TrainingImage, signal: AbortSignal | undefined): Promise<PixelImage> {
  signal?.throwIfAborted();
  const { bytes } = await readImageFile(path);
  return (await decodeBytes(bytes, path)).image;
}
