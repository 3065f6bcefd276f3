import type { FloatMap, UnitImage } from '../../shared/images/pixels';
import { symmetricIndex } from '../../shared/weighting/gaussian';
import { channelMean } from '../../shared/weighting/region';
import type { Span } from './tiling';

/** Mirrored pixels on each side, so that a network's own padding leaves no mark inside the image. */
const MARGIN_PX = 64;

/** A side with its margins, rounded up to a multiple of `align`; what is added lies at the far end. */
export function paddedLength(length: number, align: number): number {
  return Math.ceil((length + 2 * MARGIN_PX) / align) * align;
}

/**
 * A rectangle of the padded image with three channels; grey is repeated.
 *
 * @param image grey or RGB, as from `greyOrRgb`
 * @param x @param y in padded pixels, where the image begins at MARGIN_PX
 * @returns [h,w,3] in [0,1]
 */
export function paddedRgb(image: UnitImage, x: Span, y: Span): Float32Array {
  const { width, height, channels, data } = image;
  const out = new Float32Array((x.to - x.from) * (y.to - y.from) * 3);
  const green = channels === 3 ? 1 : 0;
  const blue = channels === 3 ? 2 : 0;
  const columns = Int32Array.from(
    { length: x.to - x.from },
    (_, i) => symmetricIndex(x.from + i - MARGIN_PX, width) * channels,
  );
  for (let row = y.from, o = 0; row < y.to; row++) {
    const begin = symmetricIndex(row - MARGIN_PX, height) * width * channels;
    for (let i = 0; i < columns.length; i++) {
      const p = begin + columns[i];
      out[o++] = data[p];
      out[o++] = data[p + green];
      out[o++] = data[p + blue];
    }
  }
  return out;
}

/** An image that a network of photographs can read: of other than one or three channels the mean. */
export function greyOrRgb(image: UnitImage): UnitImage {
  return image.channels === 1 || image.channels === 3 ? image : { ...channelMean(image), channels: 1 };
}

/** A whole image with three channels, as `paddedRgb` but without margins. */
export function rgbOf(image: UnitImage): Float32Array {
  const x = { from: MARGIN_PX, to: MARGIN_PX + image.width };
  return paddedRgb(image, x, { from: MARGIN_PX, to: MARGIN_PX + image.height });
}

/**
 * The cells of a padded image back at the image's size: bilinear with half-pixel centres, margins cropped.
 *
 * @param cells [ceil of padded height / strideY, ...]
 * @param width @param height of the image
 */
export function cropResized(
  cells: FloatMap,
  strideX: number,
  strideY: number,
  width: number,
  height: number,
  marginPx = MARGIN_PX,
): FloatMap {
  const across = taps(width, strideX, cells.width, marginPx);
  const down = taps(height, strideY, cells.height, marginPx);
  const out = new Float32Array(width * height);
  for (let y = 0, o = 0; y < height; y++) {
    const top = down.low[y] * cells.width;
    const bottom = down.high[y] * cells.width;
    const v = down.share[y];
    for (let x = 0; x < width; x++, o++) {
      const left = across.low[x];
      const right = across.high[x];
      const u = across.share[x];
      const above = cells.data[top + left] + u * (cells.data[top + right] - cells.data[top + left]);
      const below = cells.data[bottom + left] + u * (cells.data[bottom + right] - cells.data[bottom + left]);
      out[o] = above + v * (below - above);
    }
  }
  return { width, height, data: out };
}

/** For each pixel the two nearest cells and the share of the second. */
function taps(length: number, stride: number, cellCount: number, marginPx: number) {
  const low = new Int32Array(length);
  const high = new Int32Array(length);
  const share = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const centre = Math.min(cellCount - 1, Math.max(0, (i + marginPx + 0.5) / stride - 0.5));
    low[i] = Math.floor(centre);
    high[i] = Math.min(cellCount - 1, low[i] + 1);
    share[i] = centre - low[i];
  }
  return { low, high, share };
}
