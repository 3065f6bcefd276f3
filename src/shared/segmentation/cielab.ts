import { type ColorPatch, colorChannels } from './color-patch';

/** White of D65, 2 degrees (IEC 61966-2-1). */
const WHITE_X = 0.95047;
const WHITE_Z = 1.08883;
/** Entries of the table of cube roots: the error is below 0.1 in L*, a* and b* but in the darkest tones. */
const ROOT_ENTRIES = 16_384;

/**
 * sRGB bytes as CIE 1976 L*a*b* (D65) in quarters, one number a pixel, row-major [height, width]: L* (0..100) in bits 20
 * to 29, a* + 128 in bits 10 to 19, b* + 128 in bits 0 to 9. Whole numbers, and one array instead of three, make
 * distances cheaper. Grey bytes are greys. Accurate to about 0.3, a tenth of what an eye tells apart.
 */
export function packedLab(patch: ColorPatch): Int32Array {
  const { channels, data } = patch;
  const colors = new Int32Array(patch.width * patch.height);
  if (colorChannels(patch) === 1) {
    for (let i = 0; i < colors.length; i++) colors[i] = packedGrey[data[i]];
    return colors;
  }
  for (let i = 0, place = 0; i < colors.length; i++, place += channels) {
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
    colors[i] = packed(116 * rootY - 16, 500 * (rootX - rootY), 200 * (rootY - rootZ));
  }
  return colors;
}

/** Of colours in sRGB all three lie within 0 .. 1023. */
function packed(lightness: number, a: number, b: number): number {
  return ((4 * lightness + 0.5) << 20) | ((4 * a + 512.5) << 10) | (4 * b + 512.5);
}

const linear = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
const packedGrey = Int32Array.from(linear, (value) => packed(116 * rootOf(value) - 16, 0, 0));
/** One more at the end for what rounding adds to white. */
const roots = Float64Array.from({ length: ROOT_ENTRIES + 2 }, (_, i) => rootOf(i / ROOT_ENTRIES));

function rootOf(value: number): number {
  return value > 216 / 24_389 ? Math.cbrt(value) : ((24_389 / 27) * value + 16) / 116;
}
