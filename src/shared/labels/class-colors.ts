/** Okabe and Ito (2008): told apart with any common colour vision. */
const okabeIto = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];

/** Lightness and chroma of the colours after those seven, and the golden angle between their hues. */
const LIGHTNESS = 0.7;
const CHROMA = 0.12;
const GOLDEN_ANGLE_DEG = 137.508;

/**
 * Colour of the n-th class (from 0) as `#rrggbb`: Okabe and Ito's first, then hues a golden angle apart at equal
 * lightness in OKLCH.
 */
export function classColor(index: number): string {
  const fixed = okabeIto[index];
  if (fixed !== undefined) return fixed;
  const hue = ((index - okabeIto.length) * GOLDEN_ANGLE_DEG + 30) % 360;
  return oklchToHex(LIGHTNESS, CHROMA, hue);
}

/** The first of these colours that is not taken. @param taken colours as `#rrggbb`, in any case */
export function freeClassColor(taken: Iterable<string>): string {
  const seen = new Set([...taken].map((color) => color.toLowerCase()));
  let index = 0;
  while (seen.has(classColor(index))) index++;
  return classColor(index);
}

/** Ottosson (2020), "A perceptual color space for image processing". @param hueDeg degrees */
function oklchToHex(lightness: number, chroma: number, hueDeg: number): string {
  const radians = (hueDeg * Math.PI) / 180;
  const a = chroma * Math.cos(radians);
  const b = chroma * Math.sin(radians);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear
    .map((value) =>
      Math.round(255 * gammaEncoded(value))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function gammaEncoded(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}
