import type { PixelImage, UnitImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';

/**
 * Pixels as networks and weightings read them: `I = clamp((x - lo) / (hi - lo), 0, 1)` per channel. Afterwards the
 * channels are made to fit: grey is repeated, more channels become grey by their mean (the mean that `region` reads).
 * A channel with `hi <= lo` holds nothing and becomes 0, as does a pixel that is not a number.
 *
 * @param image pixels in the file's own units
 * @param lo @param hi the input range per channel of the file, or one value for all
 * @param channels wanted: the project's setting
 */
export function toUnitImage(
  image: PixelImage,
  lo: readonly number[],
  hi: readonly number[],
  channels: number,
): UnitImage {
  const { width, height } = image;
  const scaled = scale(image, lo, hi);
  if (channels === image.channels) return { width, height, channels, data: scaled };
  const pixels = width * height;
  const data = new Float32Array(pixels * channels);
  if (image.channels === 1) {
    for (let i = 0, o = 0; i < pixels; i++) for (let c = 0; c < channels; c++) data[o++] = scaled[i];
  } else if (channels === 1) {
    for (let i = 0, p = 0; i < pixels; i++) {
      let sum = 0;
      for (let c = 0; c < image.channels; c++) sum += scaled[p++];
      data[i] = sum / image.channels;
    }
  } else {
    throw new Problem(
      'image-channels-differ',
      `The image has ${image.channels} channels, the project works with ${channels}.`,
      'Add images with the same number of channels, or grey ones, or change the number of channels in the project settings.',
    );
  }
  return { width, height, channels, data };
}

function scale(image: PixelImage, lo: readonly number[], hi: readonly number[]): Float32Array {
  const { channels, data } = image;
  const out = new Float32Array(data.length);
  const low = Float64Array.from({ length: channels }, (_, c) => lo[Math.min(c, lo.length - 1)]);
  const factor = Float64Array.from({ length: channels }, (_, c) => {
    const span = hi[Math.min(c, hi.length - 1)] - low[c];
    return span > 0 ? 1 / span : 0;
  });
  if (data instanceof Uint8Array) {
    // 256 possible values: looked up, each the exact quotient.
    const table = new Float32Array(256 * channels);
    for (let c = 0; c < channels; c++) {
      const span = hi[Math.min(c, hi.length - 1)] - low[c];
      for (let v = 0; v < 256; v++) table[c * 256 + v] = span > 0 ? Math.min(1, Math.max(0, (v - low[c]) / span)) : 0;
    }
    for (let i = 0; i < data.length; ) for (let c = 0; c < channels; c++, i++) out[i] = table[c * 256 + data[i]];
    return out;
  }
  for (let i = 0; i < data.length; ) {
    for (let c = 0; c < channels; c++, i++) {
      const value = (data[i] - low[c]) * factor[c];
      out[i] = value > 0 ? Math.min(1, value) : 0;
    }
  }
  return out;
}
