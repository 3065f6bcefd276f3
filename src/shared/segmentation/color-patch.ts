import { type PixelWindow, sharedWindow } from '../labels/spans';

/**
 * A rectangle cut out of an image as it is shown: bytes 0..255, row-major [height, width, channels] with 1 (grey),
 * 3 (RGB) or 4 channels, of which the fourth is not read. x and y say where it lies in the image.
 */
export interface ColorPatch extends PixelWindow {
  channels: 1 | 3 | 4;
  data: Uint8Array;
}

/** Channels that carry colour. */
export function colorChannels({ channels }: ColorPatch): 1 | 3 {
  return channels === 1 ? 1 : 3;
}

/** The part of a patch within a rectangle in the image's coordinates; an empty one where they are apart. */
export function cutPatch(patch: ColorPatch, window: PixelWindow): ColorPatch {
  const part = sharedWindow(patch, window);
  if (part.width === patch.width && part.height === patch.height) return patch;
  const { channels } = patch;
  const data = new Uint8Array(part.width * part.height * channels);
  for (let row = 0; row < part.height; row++) {
    const from = ((part.y - patch.y + row) * patch.width + part.x - patch.x) * channels;
    data.set(patch.data.subarray(from, from + part.width * channels), row * part.width * channels);
  }
  return { ...part, channels, data };
}

/** Place of a pixel in the patch's rows; -1 outside. @param x @param y in the image's coordinates */
export function placeIn(window: PixelWindow, x: number, y: number): number {
  const column = Math.floor(x) - window.x;
  const row = Math.floor(y) - window.y;
  if (!(column >= 0 && row >= 0 && column < window.width && row < window.height)) return -1;
  return row * window.width + column;
}
