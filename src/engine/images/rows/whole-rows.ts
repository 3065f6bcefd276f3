import type { PixelImage } from '../../../shared/images/pixels';
import { decodeWhole } from '../decoders/whole';
import type { ParsedHeader } from '../header';
import { type RowSource, rowFacts } from './row-source';

/** Rows of formats that are decoded as a whole: interlaced PNG, GIF, BMP, WebP. Decoded at the first read. */
export function wholeRows(bytes: Uint8Array, parsed: Exclude<ParsedHeader, { format: 'tiff' }>): RowSource {
  let decoded: Promise<PixelImage> | undefined;
  return {
    ...rowFacts(parsed),
    isOnwardsOnly: false,
    async read(y, rows) {
      decoded ??= decodeWhole(bytes, parsed);
      const { width, channels, data } = await decoded;
      return data.subarray(y * width * channels, (y + rows) * width * channels);
    },
  };
}
