import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { selectionOf } from '../../shared/images/image-part';
import type { PixelImage } from '../../shared/images/pixels';
import { Problem, systemCode } from '../../shared/problem';
import type { SnapshotImage } from '../../shared/training/snapshot';
import { decodeImage } from '../images/decode';

type OpenedImage = Omit<SnapshotImage, 'split'>;

/**
 * The pixels of an image of the snapshot, after making sure that it is still the one whose labels the run holds.
 * @throws Problem `image-gone`, `image-replaced`, or what decoding says
 */
export async function openSnapshotImage(image: OpenedImage): Promise<PixelImage> {
  const sha256 = await hashFile(image);
  if (sha256 !== image.sha256) throw replaced(image);
  const { image: pixels } = await decodeImage(image.path, selectionOf(image));
  if (pixels.width !== image.width || pixels.height !== image.height) throw replaced(image);
  return pixels;
}

async function hashFile(image: OpenedImage): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(image.path), hash);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new Problem(
      'image-gone',
      `The image "${image.name}" is no longer at ${image.path}; the run goes on without it.`,
      'Put the file back, or remove the image from the project.',
      image.path,
    );
  }
  return hash.digest('hex');
}

function replaced(image: OpenedImage): Problem {
  return new Problem(
    'image-replaced',
    `The image "${image.name}" was replaced by another since it was added; the run goes on without it.`,
    'Put the original back, or add the new image and label it.',
    image.path,
  );
}
