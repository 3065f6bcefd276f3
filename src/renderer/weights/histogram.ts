import { count, percent } from '../app/words';
import { tickWords } from './term-words';

/**
 * Heights of the bars, 0..1 of the highest. They grow with the square root of the number of pixels: most maps have nearly
 * all pixels near the floor, and the rare heavy ones are what the person looks for.
 */
export function barHeights(histogram: readonly number[]): number[] {
  const most = Math.max(...histogram);
  return histogram.map((pixels) => (most === 0 ? 0 : Math.sqrt(pixels / most)));
}

/** The bars as one path, each one wide less a gap, from `height` (no pixel) up to 0. */
export function barsPath(histogram: readonly number[], height: number): string {
  return barHeights(histogram)
    .map((share, at) => `M${at + GAP / 2} ${height}v${rounded(-share * height)}h${1 - GAP}v${rounded(share * height)}z`)
    .join('');
}

/** What lies beyond the limits of the colours, as one path over the bars. @param limits 0..1 of the histogram's width */
export function beyondPath([low, high]: readonly [number, number], bars: number, height: number): string {
  return `M0 0h${rounded(low * bars)}v${height}h${rounded(-low * bars)}zM${rounded(high * bars)} 0H${bars}v${height}H${rounded(high * bars)}z`;
}

/** What a bar stands for, e.g. `weight 1.06 to 1.13: 1,204 pixels, 12.4 %`. */
export function barWords(histogram: readonly number[], bin: number, floor: number, strength: number): string {
  const edge = (at: number): string => tickWords(floor + (strength * at) / histogram.length);
  const all = histogram.reduce((sum, pixels) => sum + pixels, 0);
  return `weight ${edge(bin)} to ${edge(bin + 1)}: ${count(histogram[bin])} pixels, ${percent(histogram[bin], all)}`;
}

/** The histogram in a sentence, for those who cannot see it. */
export function histogramSentence(histogram: readonly number[], floor: number, strength: number): string {
  const all = histogram.reduce((sum, pixels) => sum + pixels, 0);
  const half = histogram.length / 2;
  const upper = histogram.slice(half).reduce((sum, pixels) => sum + pixels, 0);
  return `${percent(upper, all)} of the pixels weigh ${tickWords(floor + strength / 2)} or more.`;
}

/** Between bars, of a bar's place. */
const GAP = 0.2;

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
