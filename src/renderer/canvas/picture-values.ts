import type { ImageRow } from '../../shared/contract/images';
import type { ValueBlock } from '../../shared/images/value-block';
import { isInFull } from './image-picture';
import { picturePart } from './kernels/picture-part';
import { isDeep } from './windowed-image';

/** Side of a block, pixels. */
const BLOCK_SIDE = 64;

/** Whether an image's picture in full size has the values of its file: 8 bits of grey or of colour, no channel chosen. */
export function isShownAsItIs(image: ImageRow): boolean {
  return !isDeep(image) && image.channelChoice === null && (image.channels === 1 || image.channels === 3);
}

/**
 * Values of the pixels around one, from the picture of an image that is shown as it is.
 * @throws where the picture cannot be shown, or is not at hand in full size yet
 */
export async function pictureValues(image: ImageRow, x: number, y: number): Promise<ValueBlock> {
  const left = x - (x % BLOCK_SIDE);
  const top = y - (y % BLOCK_SIDE);
  const width = Math.min(BLOCK_SIDE, image.width - left);
  const height = Math.min(BLOCK_SIDE, image.height - top);
  const part = await picturePart(image, { x: left, y: top, width, height });
  try {
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('the window has no canvas to draw on');
    // One that is waited for in vain comes enlarged.
    if (!isInFull(image)) throw new Error(`the picture of ${image.name} is not at hand in full size`);
    context.drawImage(part, 0, 0);
    const rgba = context.getImageData(0, 0, width, height).data;
    const channels = image.channels === 1 ? 1 : 3;
    const values: number[] = [];
    for (let at = 0; at < rgba.length; at += 4) for (let c = 0; c < channels; c++) values.push(rgba[at + c]);
    return { x: left, y: top, width, height, channels, values, names: [] };
  } finally {
    part.close();
  }
}
