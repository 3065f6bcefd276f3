import { type ImagePart, selectionOf } from '../../shared/images/image-part';
import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { decodeBytes, readImageFile, sha256Of } from '../images/decode';
import type { ImageNetwork } from '../inference/predict';

export interface InspectedImage extends ImagePart {
  name: string;
  path: string;
  sha256: string;
  width: number;
  height: number;
}

/**
 * The pixels of an image of the project, after making sure that the file is the one whose labels the project holds and
 * on the scale that the network was trained on.
 * @throws Problem `image-missing`, `image-replaced`, `image-depth-differs`, or what decoding says
 */
export async function openInspectedImage(image: InspectedImage, network: ImageNetwork): Promise<PixelImage> {
  const { bytes } = await readImageFile(image.path);
  if (sha256Of(bytes) !== image.sha256) throw replaced(image);
  const { image: pixels } = await decodeBytes(bytes, image.path, selectionOf(image));
  if (pixels.width !== image.width || pixels.height !== image.height) throw replaced(image);
  if (pixels.depth === network.depth) return pixels;
  throw new Problem(
    'image-depth-differs',
    `The image "${image.name}" has ${pixels.depth} bits a channel, but the run was trained on images of ${network.depth}.`,
    'Convert the image to the depth of the training images.',
    image.path,
  );
}

function replaced({ name, path }: InspectedImage): Problem {
  return new Problem(
    'image-replaced',
    `The image "${name}" was replaced by another since it was added, so its labels may not fit it.`,
    'Put the original back, or take over the new file on the Images screen.',
    path,
  );
}
