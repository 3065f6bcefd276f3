import type { EngineOutput, EngineParsedInput } from '../../shared/contract/engine-protocol';
import { selectionOf } from '../../shared/images/image-part';
import type { PixelImage } from '../../shared/images/pixels';
import { decodeImage, readImageFile, sha256Of } from '../images/decode';
import { findInputRange } from '../training/input-range';

type TrainingImage = EngineParsedInput<'inputRange'>['images'][number];

/**
 * The input range that training on images would find. Their pixels are read only where they decide (deeper than
 * 8 bit); their files' content is compared where it may have changed, or where the pixels are read anyway. What has the
 * content that it was added with can be decoded, since adding did.
 *
 * @param images at least one, of one depth
 */
export async function trainingRange(
  images: readonly TrainingImage[],
  inputChannels: number,
  signal?: AbortSignal,
): Promise<EngineOutput<'inputRange'>> {
  const left: TrainingImage[] = [];
  const leftOut: string[] = [];
  for (const image of images) {
    signal?.throwIfAborted();
    const isTrusted = !image.isSuspect && image.depth === 8;
    if (isTrusted || (await isIntact(image))) left.push(image);
    else leftOut.push(image.sha256);
  }
  if (left.length === 0) return { range: null, leftOut };
  const read = async (image: TrainingImage): Promise<PixelImage> => {
    signal?.throwIfAborted();
    return (await decodeImage(image.path, selectionOf(image))).image;
  };
  return { range: await findInputRange(left, read, inputChannels), leftOut };
}

async function isIntact({ path, sha256 }: TrainingImage): Promise<boolean> {
  const file = await readImageFile(path).catch(() => null);
  return file !== null && sha256Of(file.bytes) === sha256;
}
