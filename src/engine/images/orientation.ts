import type { PixelImage } from '../../shared/images/pixels';

/**
 * The image turned upright.
 * @param orientation EXIF 1..8: 2 mirrored, 3 turned by 180 degrees, 4 upside down, 5 transposed, 6 needs 90 degrees
 * clockwise, 7 transposed the other way, 8 needs 90 degrees counterclockwise (TIFF 6.0, Orientation)
 */
export function applyOrientation(image: PixelImage, orientation: number): PixelImage {
  if (orientation <= 1 || orientation > 8) return image;
  const { width, height, channels } = image;
  const isTransposed = orientation >= 5;
  const outWidth = isTransposed ? height : width;
  const outHeight = isTransposed ? width : height;
  const fromRight = orientation === 2 || orientation === 3 || orientation === 7 || orientation === 8;
  const fromBottom = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7;
  const start = (fromBottom ? (height - 1) * width : 0) + (fromRight ? width - 1 : 0);
  const alongX = fromRight ? -1 : 1;
  const alongY = fromBottom ? -width : width;
  const stepX = isTransposed ? alongY : alongX;
  const stepY = isTransposed ? alongX : alongY;
  const { data } = image;
  const out = emptyLike(data, data.length);
  // Square blocks keep both the rows read and those written in the processor's cache.
  for (let top = 0; top < outHeight; top += BLOCK) {
    for (let left = 0; left < outWidth; left += BLOCK) {
      for (let y = top; y < Math.min(top + BLOCK, outHeight); y++) {
        for (let x = left; x < Math.min(left + BLOCK, outWidth); x++) {
          const to = (y * outWidth + x) * channels;
          const from = (start + x * stepX + y * stepY) * channels;
          for (let c = 0; c < channels; c++) out[to + c] = data[from + c] ?? 0;
        }
      }
    }
  }
  return { ...image, width: outWidth, height: outHeight, data: out };
}

const BLOCK = 64;

/** A new array of the same kind. */
export function emptyLike(data: PixelImage['data'], length: number): PixelImage['data'] {
  if (data instanceof Uint8Array) return new Uint8Array(length);
  return data instanceof Uint16Array ? new Uint16Array(length) : new Float32Array(length);
}
