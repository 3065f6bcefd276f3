import type { PixelImage } from '../../shared/images/pixels';
import { reflectIndex } from '../graph/padding';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A part of an image, copied; cells right of and below the image are mirrored, as exports do. @param part x, y >= 0 */
export function cropReflected(image: PixelImage, part: Rectangle): PixelImage {
  const { channels } = image;
  const data = emptyLike(image.data, part.width * part.height * channels);
  const inside = Math.min(part.width, image.width - part.x);
  for (let row = 0; row < part.height; row++) {
    const from = reflectIndex(part.y + row, image.height) * image.width;
    const to = row * part.width;
    data.set(image.data.subarray((from + part.x) * channels, (from + part.x + inside) * channels), to * channels);
    for (let column = inside; column < part.width; column++) {
      const source = (from + reflectIndex(part.x + column, image.width)) * channels;
      for (let c = 0; c < channels; c++) data[(to + column) * channels + c] = image.data[source + c];
    }
  }
  return { width: part.width, height: part.height, channels, depth: image.depth, data };
}

/** A typed array of the same kind. */
export function emptyLike(data: PixelImage['data'], length: number): PixelImage['data'] {
  if (data instanceof Uint8Array) return new Uint8Array(length);
  return data instanceof Uint16Array ? new Uint16Array(length) : new Float32Array(length);
}
