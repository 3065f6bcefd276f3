import type { PixelImage } from '../../../shared/images/pixels';
import { BrokenImage } from '../../formats/broken-image';
import { decodePng } from '../../formats/png';
import type { PngShape } from '../../formats/png-chunks';

/** A PNG's colours: palette as RGB, alpha left out, grey of 1, 2, 4 bits spread over 0..255, 16 bits kept. */
export async function decodePngImage(bytes: Uint8Array): Promise<PixelImage> {
  const { width, height, palette, data, ...shape } = await decodePng(bytes);
  const colors = pngColors(data, shape, palette);
  return { width, height, channels: pngChannels(shape), depth: shape.bitDepth === 16 ? 16 : 8, data: colors };
}

type PngKind = Pick<PngShape, 'bitDepth' | 'colorType' | 'channels'>;

/** Channels of the colours, 1 or 3. */
function pngChannels({ colorType }: PngKind): number {
  return colorType === 0 || colorType === 4 ? 1 : 3;
}

/** Raw samples as colours; those of 1, 2 and 4 bits are changed in place. */
export function pngColors(
  samples: Uint8Array | Uint16Array,
  { bitDepth, colorType, channels }: PngKind,
  palette: Uint8Array | undefined,
): Uint8Array | Uint16Array {
  if (colorType === 3) {
    if (palette === undefined) throw new BrokenImage('damaged', 'is a palette image without a palette');
    return applyPalette(samples, palette);
  }
  if (colorType >= 4) return withoutLast(samples, channels);
  if (bitDepth < 8) {
    const scale = 255 / (2 ** bitDepth - 1);
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * scale;
  }
  return samples;
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
