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
  if (image.depth !== network.depth) {
    throw new Problem(
      'image-depth-differs',
      `The image has ${image.depth} bits a channel, but the network was trained on images of ${network.depth}.`,
      'Convert the image to the depth of the training images.',
      path,
    );
  }
  return image;
}
