import type { LabelMap } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';

export interface PngImage {
  width: number;
  height: number;
  /** 1, 2, 4, 8 or 16 bits a sample, as stored. */
  bitDepth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  colorType: number;
  /** Samples a pixel in `data`: 1, 2, 3 or 4. */
  channels: number;
  /** RGB triples of the palette, up to 256. */
  palette?: Uint8Array;
  /** The file holds transparency: an alpha channel or a tRNS chunk. */
  hasAlpha: boolean;
  /** Raw samples [height, width, channels]: palette indices and 1, 2, 4-bit values as stored, not scaled. */
  data: Uint8Array | Uint16Array;
}

/** A PNG file's samples, every checksum verified. */
export async function decodePng(bytes: Uint8Array): Promise<PngImage> {
  throw new Problem('png-damaged', `${bytes.length}`, 'Wait for the codecs.');
}

/** An 8-bit palette PNG of a label map. @param palette RGB triples, at least one for each value that occurs */
export function encodeIndexedPng(map: LabelMap, palette: Uint8Array): Uint8Array {
  throw new Problem('png-damaged', `${map.width} ${palette.length}`, 'Wait for the codecs.');
}

/** An 8- or 16-bit grey PNG, by the type of `data` [height, width]. */
export function encodeGreyPng(width: number, height: number, data: Uint8Array | Uint16Array): Uint8Array {
  throw new Problem('png-damaged', `${width} ${height} ${data.length}`, 'Wait for the codecs.');
}

/** An 8-bit RGB PNG of `data` [height, width, 3]. */
export function encodeRgbPng(width: number, height: number, data: Uint8Array): Uint8Array {
  throw new Problem('png-damaged', `${width} ${height} ${data.length}`, 'Wait for the codecs.');
}
