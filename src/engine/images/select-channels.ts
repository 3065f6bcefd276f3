import type { PixelImage } from '../../shared/images/pixels';
import { emptyLike } from './orientation';

/** The image with only some of its channels, in the order given. @param channels each below `image.channels` */
export function selectChannels(image: PixelImage, channels: readonly number[]): PixelImage {
  const count = image.channels;
  if (channels.length === count && channels.every((channel, index) => channel === index)) return image;
  const outside = channels.find((channel) => !(channel >= 0 && channel < count));
  if (outside !== undefined || channels.length === 0) {
    throw new RangeError(`an image of ${count} channels has no channel ${outside}`);
  }
  const data = emptyLike(image.data, image.width * image.height * channels.length);
  for (const [to, channel] of channels.entries()) {
    for (let i = channel, j = to; i < image.data.length; i += count, j += channels.length) data[j] = image.data[i] ?? 0;
  }
  return { ...image, channels: channels.length, data };
}
