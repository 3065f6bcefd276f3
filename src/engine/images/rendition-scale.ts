import type { PixelImage } from '../../shared/images/pixels';

/** Sides after fitting into maxSide x maxSide; an image that fits already keeps its own. */
export function fittedSize(width: number, height: number, maxSide: number): { width: number; height: number } {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * Mean of the source pixels under each output pixel, partly covered ones by their share.
 * @param channels how many of the first channels are kept @returns [outHeight, outWidth, channels] in the source's units
 */
export function areaAverage(image: PixelImage, outWidth: number, outHeight: number, channels: number): Float32Array {
  const out = new Float32Array(outWidth * outHeight * channels);
  averageRows(image, outWidth, outHeight, channels, (row, y) => out.set(row, y * row.length));
  return out;
}

/** The same row by row, so that a large image is never in memory as floats. @param take given a row that is used again */
export function averageRows(
  image: PixelImage,
  outWidth: number,
  outHeight: number,
  channels: number,
  take: (row: Float32Array, y: number) => void,
): void {
  const { width, height, data } = image;
  const stored = image.channels;
  const columns = coverage(width, outWidth);
  const rows = coverage(height, outHeight);
  const out = new Float32Array(outWidth * channels);
  const column = new Float64Array(width * channels);
  for (let y = 0; y < outHeight; y++) {
    column.fill(0);
    for (let i = rows.starts[y] ?? 0; i < (rows.starts[y + 1] ?? 0); i++) {
      const share = rows.shares[i] ?? 0;
      const from = (rows.sources[i] ?? 0) * width * stored;
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          const to = x * channels + c;
          column[to] = (column[to] ?? 0) + share * (data[from + x * stored + c] ?? 0);
        }
      }
    }
    for (let x = 0; x < outWidth; x++) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let i = columns.starts[x] ?? 0; i < (columns.starts[x + 1] ?? 0); i++) {
          sum += (columns.shares[i] ?? 0) * (column[(columns.sources[i] ?? 0) * channels + c] ?? 0);
        }
        out[x * channels + c] = sum;
      }
    }
    take(out, y);
  }
}

interface Coverage {
  /** Entries starts[i] to starts[i + 1] belong to output i. */
  starts: number[];
  sources: number[];
  /** Of an output, summing to 1. */
  shares: number[];
}

function coverage(size: number, outSize: number): Coverage {
  const ratio = size / outSize;
  const starts: number[] = [0];
  const sources: number[] = [];
  const shares: number[] = [];
  for (let out = 0; out < outSize; out++) {
    const from = out * ratio;
    const to = Math.min(size, from + ratio);
    for (let source = Math.floor(from); source < Math.ceil(to - 1e-9); source++) {
      sources.push(source);
      shares.push((Math.min(to, source + 1) - Math.max(from, source)) / (to - from));
    }
    starts.push(sources.length);
  }
  return { starts, sources, shares };
}

/** The values below which lowShare and highShare of all samples lie; of at most a million of them, evenly chosen. */
export function percentileWindow(
  data: PixelImage['data'],
  lowShare: number,
  highShare: number,
): { lo: number; hi: number } {
  const step = Math.max(1, Math.ceil(data.length / 2 ** 20));
  const sample = new Float32Array(Math.ceil(data.length / step));
  for (let i = 0; i < sample.length; i++) sample[i] = data[i * step] ?? 0;
  sample.sort();
  const at = (share: number): number => sample[Math.round(share * (sample.length - 1))] ?? 0;
  return { lo: at(lowShare), hi: at(highShare) };
}
