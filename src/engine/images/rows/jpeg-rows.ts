import { decodeJpegEighth, decodeJpegRows } from '../decoders/jpeg';
import type { ParsedHeader } from '../header';
import { type RowSource, rowFacts } from './row-source';

/** Rows decoded at once: below a band everything above it is skipped, which costs half of decoding it. */
const BAND_PIXELS = 25_000_000;
/** Each band of a progressive file is a decoding of all of it. */
const PROGRESSIVE_BAND_PIXELS = 2 ** 26;

export function jpegRows(bytes: Uint8Array, parsed: Extract<ParsedHeader, { format: 'jpeg' }>): RowSource {
  const { stored } = parsed;
  const { width, height, channels } = stored;
  const pixels = stored.isProgressive ? PROGRESSIVE_BAND_PIXELS : BAND_PIXELS;
  // Whole tile rows, so that neighbours in a pyramid share a band.
  const bandRows = Math.max(ALIGNED_ROWS, Math.floor(pixels / width / ALIGNED_ROWS) * ALIGNED_ROWS);
  let band: { y: number; data: Uint8Array } | undefined;
  return {
    ...rowFacts(parsed),
    isOnwardsOnly: false,
    async read(y, rows) {
      const rowBytes = width * channels;
      const target = new Uint8Array(rows * rowBytes);
      for (let at = y; at < y + rows; ) {
        const bandY = Math.floor(at / bandRows) * bandRows;
        const end = Math.min(bandY + bandRows, height);
        if (band?.y !== bandY) {
          band = undefined;
          band = { y: bandY, data: await decodeJpegRows(bytes, stored, bandY, end - bandY) };
        }
        const to = Math.min(end, y + rows);
        target.set(band.data.subarray((at - bandY) * rowBytes, (to - bandY) * rowBytes), (at - y) * rowBytes);
        at = to;
      }
      return target;
    },
    eighth: () => decodeJpegEighth(bytes, stored),
  };
}

const ALIGNED_ROWS = 512;
