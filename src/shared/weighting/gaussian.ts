import type { UnitImage } from '../images/pixels';

/**
 * Normalised samples of a Gaussian at -radius..radius, radius = ceil(4 sigma).
 *
 * @param sigmaPx standard deviation in pixels, > 0
 */
export function gaussianKernel(sigmaPx: number): Float64Array {
  const radius = Math.ceil(4 * sigmaPx);
  const kernel = new Float64Array(2 * radius + 1);
  let sum = 0;
  for (let i = -radius; i <= radius; i++) {
    const value = Math.exp((-i * i) / (2 * sigmaPx * sigmaPx));
    kernel[i + radius] = value;
    sum += value;
  }
  for (let i = 0; i < kernel.length; i++) kernel[i] = kernel[i] / sum;
  return kernel;
}

/**
 * Separable Gaussian blur per channel with reflected borders (`d c b a | a b c d | d c b a`, SciPy's `reflect`).
 *
 * @param image [H,W,C]
 * @param sigmaPx standard deviation in pixels; 0 returns the image itself
 * @returns [H,W,C], a weighted mean of the input and so within its range
 */
export function gaussianBlur(image: UnitImage, sigmaPx: number): UnitImage {
  if (sigmaPx <= 0 || image.data.length === 0) return image;
  const { width, height, channels } = image;
  const kernel = gaussianKernel(sigmaPx);
  const across = blurRows(image.data, width, channels, kernel);
  return { width, height, channels, data: blurColumns(across, width * channels, height, kernel) };
}

/** Index of a half-sample symmetric signal of length n: ..., 1, 0, 0, 1, ..., n-1, n-1, ... */
export function symmetricIndex(index: number, n: number): number {
  const period = 2 * n;
  const inPeriod = ((index % period) + period) % period;
  return inPeriod < n ? inPeriod : period - 1 - inPeriod;
}

function blurRows(data: Float32Array, width: number, channels: number, kernel: Float64Array): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const rowLength = width * channels;
  const out = new Float32Array(data.length);
  const padded = new Float64Array((width + 2 * radius) * channels);
  const source = Int32Array.from(
    { length: width + 2 * radius },
    (_, x) => symmetricIndex(x - radius, width) * channels,
  );
  const sums = new Float64Array(rowLength);
  for (let row = 0; row < data.length; row += rowLength) {
    for (let x = 0, p = 0; x < source.length; x++) {
      const from = row + source[x];
      for (let c = 0; c < channels; c++) padded[p++] = data[from + c];
    }
    for (let i = 0, p = radius * channels; i < rowLength; i++, p++) sums[i] = kernel[radius] * padded[p];
    // The kernel is symmetric: two taps for one multiplication.
    for (let k = 1; k <= radius; k++) {
      const factor = kernel[radius + k];
      let left = (radius - k) * channels;
      let right = (radius + k) * channels;
      for (let i = 0; i < rowLength; i++) sums[i] += factor * (padded[left++] + padded[right++]);
    }
    out.set(sums, row);
  }
  return out;
}

function blurColumns(data: Float32Array, rowLength: number, height: number, kernel: Float64Array): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const out = new Float32Array(data.length);
  const sums = new Float64Array(rowLength);
  for (let y = 0; y < height; y++) {
    const row = y * rowLength;
    for (let i = 0; i < rowLength; i++) sums[i] = kernel[radius] * data[row + i];
    // Whole rows at a time, so that memory is read in order.
    for (let k = 1; k <= radius; k++) {
      const factor = kernel[radius + k];
      let above = symmetricIndex(y - k, height) * rowLength;
      let below = symmetricIndex(y + k, height) * rowLength;
      for (let i = 0; i < rowLength; i++) sums[i] += factor * (data[above++] + data[below++]);
    }
    out.set(sums, row);
  }
  return out;
}
