import { type ColorPatch, colorChannels } from './color-patch';

/** CIE 1976 L*a*b* of a patch, one plane each, row-major [height, width]; L* 0..100. */
export interface LabPlanes {
  lightness: Float32Array;
  a: Float32Array;
  b: Float32Array;
}

/** White of D65, 2 degrees (IEC 61966-2-1). */
const WHITE_X = 0.95047;
const WHITE_Z = 1.08883;
/** Entries of the table of cube roots: the error is below 0.1 in L*, a* and b* but in the darkest tones. */
const ROOT_ENTRIES = 16_384;

/** sRGB bytes as CIELAB (D65); grey bytes are greys. Accurate to about 0.3, a tenth of what an eye tells apart. */
export function labPlanes(patch: ColorPatch): LabPlanes {
  const { channels, data } = patch;
  const size = patch.width * patch.height;
  const lightness = new Float32Array(size);
  const a = new Float32Array(size);
  const b = new Float32Array(size);
  if (colorChannels(patch) === 1) {
    for (let i = 0; i < size; i++) lightness[i] = greyLightness[data[i]];
    return { lightness, a, b };
  }
  for (let i = 0, place = 0; i < size; i++, place += channels) {
    const red = linear[data[place]];
    const green = linear[data[place + 1]];
    const blue = linear[data[place + 2]];
    // Rows of the matrix of IEC 61966-2-1, divided by the white point: each sums to 1.
    const x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE_X;
    const y = 0.2126729 * red + 0.7151522 * green + 0.072175 * blue;
    const z = (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / WHITE_Z;
    const rootX = roots[(x * ROOT_ENTRIES + 0.5) | 0];
    const rootY = roots[(y * ROOT_ENTRIES + 0.5) | 0];
    const rootZ = roots[(z * ROOT_ENTRIES + 0.5) | 0];
    lightness[i] = 116 * rootY - 16;
    a[i] = 500 * (rootX - rootY);
    b[i] = 200 * (rootY - rootZ);
  }
  return { lightness, a, b };
}

const linear = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
const greyLightness = Float64Array.from(linear, (value) => 116 * rootOf(value) - 16);
/** One more at the end for what rounding adds to white. */
const roots = Float64Array.from({ length: ROOT_ENTRIES + 2 }, (_, i) => rootOf(i / ROOT_ENTRIES));

function rootOf(value: number): number {
  return value > 216 / 24_389 ? Math.cbrt(value) : ((24_389 / 27) * value + 16) / 116;
}
