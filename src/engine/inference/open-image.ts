import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { decodeImage } from '../images/decode';
import type { ImageNetwork } from './predict';

/**
 * Decodes an image for a network.
 * @throws Problem `image-depth-differs` where its values are on another scale than those trained on, or what decoding says
 */
export async function openForNetwork(path: string, network: ImageNetwork): Promise<PixelImage> {
  const { image } = await decodeImage(path);
  const { lo, hi } = network.range;
  const is8Bit = lo.every((value) => value === 0) && hi.every((value) => value === 255);
  if (is8Bit !== (image.depth === 8)) {
    throw new Problem(
      'image-depth-differs',
      `The image has ${image.depth} bits a channel, but the network was trained on values from ${lo[0]} to ${hi[0]}.`,
      'Convert the image to the depth of the training images.',
      path,
    );
  }
  return image;
}
