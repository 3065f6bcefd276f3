import type { PixelImage } from '../../../shared/images/pixels';
import { emptyLike } from '../orientation';
import type { RowSource } from '../rows/row-source';

const SCALE = 8;
const ROWS_BETWEEN_PAUSES = 64;

/**
 * A first look at an eighth of the sides: of eight rows the fourth, of its pixels the means of eight. Cheaper than all
 * rows by what unpacked rows cost to convert; lines thinner than eight rows may be missing from it.
 */
export async function sampledEighth(rows: RowSource, signal: AbortSignal): Promise<PixelImage> {
  const { channels, depth } = rows;
  const width = Math.ceil(rows.width / SCALE);
  const height = Math.ceil(rows.height / SCALE);
  let data: PixelImage['data'] | undefined;
  for (let y = 0; y < height; y++) {
    const row = await rows.read(Math.min(y * SCALE + SCALE / 2 - 1, rows.height - 1), 1);
    data ??= emptyLike(row, width * height * channels);
    const to = y * width * channels;
    for (let x = 0; x < width; x++) {
      const end = Math.min(rows.width, (x + 1) * SCALE);
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let i = x * SCALE; i < end; i++) sum += row[i * channels + c] ?? 0;
        data[to + x * channels + c] = sum / (end - x * SCALE);
      }
    }
    if (y % ROWS_BETWEEN_PAUSES !== 0) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
  return { width, height, channels, depth, data: data ?? new Uint8Array(0) };
}
