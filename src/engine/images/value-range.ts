import { type ChannelRange, channelRange } from '../../shared/images/display-window';
import type { ImageSelection } from './header';
import { asImageProblem } from './problems';
import { openRows, type RowSource } from './rows/row-source';

const BANDS = 16;
const BAND_ROWS = 16;
const MAX_SAMPLES = 2 ** 20;

/**
 * Where the values of each channel lie, from 16 bands of 16 rows spread over the picture.
 * @throws Problem the codes of readHeader
 */
export async function valueRange(path: string, selection: ImageSelection = {}): Promise<ChannelRange[]> {
  try {
    const rows = await openRows(path, selection);
    try {
      return await rangesOf(rows);
    } finally {
      await rows.close();
    }
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

export async function rangesOf(rows: RowSource): Promise<ChannelRange[]> {
  const { width, height, channels } = rows;
  const bands = bandsOf(height);
  const sampled = bands.reduce((sum, band) => sum + band.rows, 0) * width;
  const step = Math.max(1, Math.ceil((sampled * channels) / MAX_SAMPLES));
  const values = Array.from({ length: channels }, () => new Float32Array(Math.ceil(sampled / step)));
  let taken = 0;
  let skip = 0;
  for (const band of bands) {
    const data = await rows.read(band.y, band.rows);
    const pixels = band.rows * width;
    let pixel = skip;
    for (; pixel < pixels; pixel += step, taken++) {
      for (let c = 0; c < channels; c++) {
        const value = data[pixel * channels + c] ?? 0;
        const samples = values[c];
        if (samples) samples[taken] = Number.isFinite(value) ? value : 0;
      }
    }
    skip = pixel - pixels;
  }
  return values.map((samples) => channelRange(samples.subarray(0, taken)));
}

/** All rows of a low picture. */
function bandsOf(height: number): { y: number; rows: number }[] {
  if (height <= BANDS * BAND_ROWS) return [{ y: 0, rows: height }];
  return Array.from({ length: BANDS }, (_, band) => ({
    y: Math.round((band * (height - BAND_ROWS)) / (BANDS - 1)),
    rows: BAND_ROWS,
  }));
}
