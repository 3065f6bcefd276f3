import type { UnitImage } from '../../shared/images/pixels';

/**
 * Resizes with a triangle filter: bilinear with half-pixel centres when enlarging, the triangle widened to the scale
 * when reducing, so that every pixel counts and fine structures do not alias.
 *
 * @param image [H,W,C] in [0,1]
 * @returns [height,width,C] in [0,1]
 */
export function resizeImage(image: UnitImage, width: number, height: number): UnitImage {
  const { channels } = image;
  const across = filterTaps(image.width, width);
  const down = filterTaps(image.height, height);
  const narrow = new Float32Array(image.height * width * channels);
  for (let y = 0, o = 0; y < image.height; y++) {
    const row = y * image.width * channels;
    for (const { first, weights } of across) {
      for (let c = 0; c < channels; c++, o++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) sum += weights[k] * image.data[row + (first + k) * channels + c];
        narrow[o] = sum;
      }
    }
  }
  const rowLength = width * channels;
  const data = new Float32Array(height * rowLength);
  for (let y = 0; y < height; y++) {
    const { first, weights } = down[y];
    for (let k = 0; k < weights.length; k++) {
      const from = (first + k) * rowLength;
      for (let i = 0; i < rowLength; i++) data[y * rowLength + i] += weights[k] * narrow[from + i];
    }
  }
  return { width, height, channels, data };
}

function filterTaps(from: number, to: number): { first: number; weights: number[] }[] {
  const scale = from / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(from - 1, Math.floor(centre + reach));
    const raw = Array.from({ length: last - first + 1 }, (_, k) =>
      Math.max(0, 1 - Math.abs(first + k - centre) / reach),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { first, weights: raw.map((weight) => weight / sum) };
  });
}
