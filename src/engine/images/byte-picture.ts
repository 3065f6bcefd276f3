import { encodeGreyPng, encodeRgbPng } from '../formats/png';
import { applyOrientation } from './orientation';

/** Brightness of a picture or a part of it: [height, width, channels], rows from the top, 1 (grey) or 3 (RGB) channels. */
export interface BytePicture {
  width: number;
  height: number;
  channels: 1 | 3;
  data: Uint8Array;
}

export function emptyPicture(width: number, height: number, channels: 1 | 3): BytePicture {
  return { width, height, channels, data: new Uint8Array(width * height * channels) };
}

/** The picture at half its sides, rounded up: means of 2 x 2 pixels, at an odd right and lower edge of what is there. */
export function halved(picture: BytePicture): BytePicture {
  const { width, height, channels, data } = picture;
  const half = emptyPicture(Math.ceil(width / 2), Math.ceil(height / 2), channels);
  const pairs = width >> 1;
  for (let y = 0; y < half.height; y++) {
    const upper = 2 * y * width * channels;
    const lower = 2 * y + 1 < height ? upper + width * channels : upper;
    const out = y * half.width * channels;
    for (let x = 0; x < pairs; x++) {
      const at = 2 * x * channels;
      for (let c = 0; c < channels; c++) {
        const left = at + c;
        const right = left + channels;
        const sum =
          (data[upper + left] ?? 0) +
          (data[upper + right] ?? 0) +
          (data[lower + left] ?? 0) +
          (data[lower + right] ?? 0);
        half.data[out + x * channels + c] = (sum + 2) >> 2;
      }
    }
    if ((width & 1) === 0) continue;
    for (let c = 0; c < channels; c++) {
      const left = (width - 1) * channels + c;
      half.data[out + pairs * channels + c] = ((data[upper + left] ?? 0) + (data[lower + left] ?? 0) + 1) >> 1;
    }
  }
  return half;
}

export function cut(picture: BytePicture, left: number, top: number, width: number, height: number): BytePicture {
  const { channels, data } = picture;
  const part = emptyPicture(width, height, channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * channels;
    part.data.set(data.subarray(from, from + width * channels), y * width * channels);
  }
  return part;
}

/** Writes a part of the same width into a picture, from row `top` on. */
export function putRows(picture: BytePicture, part: BytePicture, top: number): void {
  picture.data.set(part.data, top * picture.width * picture.channels);
}

/** @param orientation EXIF 1..8 */
export function oriented(picture: BytePicture, orientation: number): BytePicture {
  const { width, height, data } = applyOrientation({ ...picture, depth: 8 }, orientation);
  if (!(data instanceof Uint8Array)) throw new TypeError('bytes stay bytes when they are turned');
  return { width, height, channels: picture.channels, data };
}

export function encodePng({ width, height, channels, data }: BytePicture): Uint8Array {
  return channels === 1 ? encodeGreyPng(width, height, data) : encodeRgbPng(width, height, data);
}
