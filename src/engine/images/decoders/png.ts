import type { PixelImage } from '../../../shared/images/pixels';
import { BrokenImage } from '../../formats/broken-image';
import { decodePng } from '../../formats/png';

/** A PNG's colours: palette as RGB, alpha left out, grey of 1, 2, 4 bits spread over 0..255, 16 bits kept. */
export async function decodePngImage(bytes: Uint8Array): Promise<PixelImage> {
  const { width, height, bitDepth, colorType, channels, palette, data } = await decodePng(bytes);
  const depth = bitDepth === 16 ? 16 : 8;
  if (colorType === 3) {
    if (palette === undefined) throw new BrokenImage('damaged', 'is a palette image without a palette');
    return { width, height, channels: 3, depth, data: applyPalette(data, palette) };
  }
  if (colorType >= 4) return { width, height, channels: channels - 1, depth, data: withoutLast(data, channels) };
  if (bitDepth < 8) {
    const scale = 255 / (2 ** bitDepth - 1);
    for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) * scale;
  }
  return { width, height, channels, depth, data };
}

/** @param palette RGB triples @returns [pixels, 3]; indices beyond the palette give black */
export function applyPalette(indices: Uint8Array | Uint16Array, palette: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * indices.length);
  for (let i = 0; i < indices.length; i++) {
    const color = 3 * (indices[i] ?? 0);
    rgb[3 * i] = palette[color] ?? 0;
    rgb[3 * i + 1] = palette[color + 1] ?? 0;
    rgb[3 * i + 2] = palette[color + 2] ?? 0;
  }
  return rgb;
}

/** Pixels without the last of their channels. */
export function withoutLast(data: Uint8Array | Uint16Array, channels: number): Uint8Array | Uint16Array {
  const pixels = data.length / channels;
  const kept = channels - 1;
  const target = data instanceof Uint8Array ? new Uint8Array(pixels * kept) : new Uint16Array(pixels * kept);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < kept; c++) target[i * kept + c] = data[i * channels + c] ?? 0;
  }
  return target;
}
