import type { FloatMap, UnitImage } from '../images/pixels';
import { gaussianBlur } from './gaussian';
import type { EdgeTerm } from './schema';

/**
 * Strength of edges, summed over the channels.
 * `forward`: `r = sum_c sqrt(dx_c^2 + dy_c^2)` with `dx[i,j] = |I[i,j+1] - I[i,j]|`, `dy[i,j] = |I[i+1,j] - I[i,j]|`,
 * 0 in the missing last column and row. `sobel`: dx and dy by Sobel's 3x3 kernels over 4, borders repeated, so that a
 * step of height h gives h either way. Magnitude `l1`: `r = sum_c |dx_c| + |dy_c|`.
 *
 * @param image [H,W,C] in [0,1]
 * @param term `sigma` is the standard deviation, in pixels, of a Gaussian before the differences
 * @returns raw map [H,W] >= 0, not normalised
 */
export function edgeMap(image: UnitImage, term: Pick<EdgeTerm, 'operator' | 'magnitude' | 'sigma'>): FloatMap {
  const { width, height, channels, data } = gaussianBlur(image, term.sigma);
  const out = new Float32Array(width * height);
  const differences = term.operator === 'sobel' ? sobel : forward;
  differences(data, width, height, channels, term.magnitude === 'l1', out);
  return { width, height, data: out };
}

// Where there is no next row or column a pixel is compared with itself: the difference is 0.
function forward(
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  isL1: boolean,
  out: Float32Array,
): void {
  const stride = width * channels;
  for (let y = 0, o = 0, p = 0; y < height; y++) {
    const down = y + 1 < height ? stride : 0;
    for (let x = 0; x < width; x++, o++) {
      const right = x + 1 < width ? channels : 0;
      let sum = 0;
      for (let c = 0; c < channels; c++, p++) {
        const dx = data[p + right] - data[p];
        const dy = data[p + down] - data[p];
        sum += isL1 ? Math.abs(dx) + Math.abs(dy) : Math.sqrt(dx * dx + dy * dy);
      }
      out[o] = sum;
    }
  }
}

function sobel(
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  isL1: boolean,
  out: Float32Array,
): void {
  const stride = width * channels;
  for (let y = 0, o = 0, p = 0; y < height; y++) {
    const up = y > 0 ? -stride : 0;
    const down = y + 1 < height ? stride : 0;
    for (let x = 0; x < width; x++, o++) {
      const left = x > 0 ? -channels : 0;
      const right = x + 1 < width ? channels : 0;
      let sum = 0;
      for (let c = 0; c < channels; c++, p++) {
        const upLeft = data[p + up + left];
        const upRight = data[p + up + right];
        const downLeft = data[p + down + left];
        const downRight = data[p + down + right];
        const dx = (upRight - upLeft + 2 * (data[p + right] - data[p + left]) + downRight - downLeft) / 4;
        const dy = (downLeft - upLeft + 2 * (data[p + down] - data[p + up]) + downRight - upRight) / 4;
        sum += isL1 ? Math.abs(dx) + Math.abs(dy) : Math.sqrt(dx * dx + dy * dy);
      }
      out[o] = sum;
    }
  }
}
