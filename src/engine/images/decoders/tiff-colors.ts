import { BrokenImage } from '../../formats/broken-image';
import type { TiffHeader } from '../headers/tiff';
import { applyPalette } from './png';

export type Samples = Uint8Array | Uint16Array | Float32Array;

/** Room for decoded samples: whole numbers up to 16 bits as they are, everything else as float32. */
export function emptySamples({ kind, bits }: Pick<TiffHeader, 'kind' | 'bits'>, length: number): Samples {
  if (kind !== 'unsigned' || bits > 16) return new Float32Array(length);
  return bits <= 8 ? new Uint8Array(length) : new Uint16Array(length);
}

/** Samples as colours: palette and CMYK as RGB, white as the highest value, 1 to 4 bits spread over 0..255. */
export function toColors(samples: Samples, header: TiffHeader, colorMap: readonly number[] | undefined): Samples {
  const { color, bits, kind } = header;
  const top = 2 ** bits - 1;
  if (color === 'palette') {
    if (samples instanceof Float32Array || !colorMap) {
      throw new BrokenImage('damaged', 'has no colours in its palette');
    }
    return applyPalette(samples, rgbTriples(colorMap));
  }
  if (color === 'cmyk') return cmykToRgb(samples, top);
  if (color === 'white-is-zero' && kind === 'unsigned') {
    for (let i = 0; i < samples.length; i++) samples[i] = top - (samples[i] ?? 0);
  }
  if (bits < 8) {
    for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) * 255) / top;
  }
  return samples;
}

/** A TIFF colour map (all reds, all greens, all blues, 16 bits) as 8-bit triples; some writers fill 8 bits only. */
function rgbTriples(colorMap: readonly number[]): Uint8Array {
  const colors = Math.floor(colorMap.length / 3);
  const shift = colorMap.some((value) => value > 255) ? 8 : 0;
  return Uint8Array.from(
    { length: 3 * colors },
    (_, i) => (colorMap[(i % 3) * colors + Math.floor(i / 3)] ?? 0) >> shift,
  );
}

/** Without colour profiles: R = (1 - C)(1 - K), and so on. */
function cmykToRgb(cmyk: Samples, top: number): Samples {
  const pixels = cmyk.length / 4;
  const rgb = cmyk instanceof Uint8Array ? new Uint8Array(3 * pixels) : new Uint16Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const light = top - (cmyk[4 * i + 3] ?? 0);
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = Math.round(((top - (cmyk[4 * i + c] ?? 0)) * light) / top);
  }
  return rgb;
}
