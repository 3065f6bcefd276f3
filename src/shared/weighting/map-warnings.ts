import type { WeightWarning } from '../contract/weights';
import type { FloatMap } from '../images/pixels';
import { classesOf } from './border';
import type { Weighting } from './schema';
import type { Attention } from './statistics';
import { isOfLabels, weightingWarnings } from './words';

/** What warnings need to know of a source's map. */
export interface TermFacts {
  min: number;
  max: number;
  mean: number;
  /** Value that 99 of 100 pixels do not exceed, to a thousandth. */
  percentile99: number;
  /**
   * How much a pixel's value says about those two pixels to the right and below: correlation, -1..1; null where the map
   * is flat or too small. Edges of noise have none at that distance, edges of things have.
   */
  coherence: number | null;
}

const STEPS = 1024;

/** @param map normalised, [H,W] in [0,1], at least one pixel */
export function termFacts(map: FloatMap): TermFacts {
  const { data } = map;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  const counts = new Uint32Array(STEPS + 1);
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    counts[(value * STEPS) | 0]++;
  }
  let step = 0;
  for (let seen = counts[0]; seen < 0.99 * data.length; ) seen += counts[++step];
  return { min, max, mean: sum / data.length, percentile99: step / STEPS, coherence: coherenceOf(map) };
}

/** The larger of the correlations across and down, over every second pixel of every second row. */
function coherenceOf({ width, height, data }: FloatMap): number | null {
  if (width <= 2 * LAG || height <= 2 * LAG) return null;
  let [count, sum, squares, across, down] = [0, 0, 0, 0, 0];
  for (let y = 0; y < height - LAG; y += LAG) {
    for (let x = 0, p = y * width; x < width - LAG; x += LAG, p += LAG) {
      const value = data[p];
      count++;
      sum += value;
      squares += value * value;
      across += value * data[p + LAG];
      down += value * data[p + LAG * width];
    }
  }
  const mean = sum / count;
  const variance = squares / count - mean * mean;
  return variance < 1e-9 ? null : (Math.max(across, down) / count - mean * mean) / variance;
}

/** Forward differences of one pixel's noise reach its neighbour, and no further. */
const LAG = 2;

export interface MapFacts {
  /** Lowest and highest n of the whole. */
  min: number;
  max: number;
  /** In the order of the weighting's terms. */
  terms: readonly TermFacts[];
  hasLabels: boolean;
  attention: Attention;
}

/** Below this a map's 99th percentile says that the highest percent takes nine tenths of the range. */
const FLATTENED = 0.1;
/** A region map that stays above or below this share everywhere tells no two pixels apart. */
const ONE_SIDED = 0.05;

/** Below this an edge map looks like that of noise: micrographs lie near 0.2 as they are, and near 0.4 smoothed by 1 px. */
const NOISE = 0.25;
/** Noise is everywhere: its mean is no small part of its strongest. Few sharp lines have a mean far below. */
const EVERYWHERE = 0.2;
/** Importance on pixels without a label: this part of all, and this many times as much a pixel as on labelled ones. */
const UNPAINTED_SHARE = 0.75;
const UNPAINTED_TIMES = 1.5;

/**
 * What to know about a weighting on an image, in sentences. A map without sources is not warned about: that it is
 * unweighted is its summary.
 */
export function mapWarnings(weighting: Weighting, facts: MapFacts): WeightWarning[] {
  const warnings: WeightWarning[] = weightingWarnings(weighting).map((sentence) => ({
    kind: 'floor',
    term: null,
    sentence,
  }));
  const aboutTerms = weighting.terms.flatMap((term, index): WeightWarning[] => {
    const { min, max, mean, percentile99, coherence } = facts.terms[index];
    const isEverywhere = mean >= EVERYWHERE * percentile99;
    if (term.share === 0) return [];
    if (isOfLabels(term.source) && !facts.hasLabels) {
      const what = term.source === 'balance' ? 'the class balance has' : 'borders between objects have';
      const sentence = `This image has no labels yet, and ${what} only labels to go by: here ${term.source === 'balance' ? 'it adds' : 'they add'} nothing.`;
      return [{ kind: 'labels', term: index, sentence }];
    }
    if (term.source === 'border' && max === 0) {
      const what = term.classes === 'auto' ? 'any class' : classesOf(term.classes).join(' or ');
      const sentence = `No two pieces of ${what} lie near each other in this image, so there is no border between objects.`;
      return [{ kind: 'objects', term: index, sentence }];
    }
    if (term.source === 'painted' && max === 0) {
      const sentence = 'No importance is painted on this image: here that source adds nothing.';
      return [{ kind: 'painted', term: index, sentence }];
    }
    if (term.source === 'edge' && max > min && isEverywhere && coherence !== null && coherence < NOISE) {
      const sentence =
        'The edges of this image are mostly noise: they change from pixel to pixel. Smoothing brings the outlines out.';
      return [{ kind: 'noise', term: index, sentence }];
    }
    const isOneSided = max <= ONE_SIDED || min >= 1 - ONE_SIDED;
    if (term.source === 'region' && term.threshold !== 'otsu' && term.normaliser === 'none' && isOneSided) {
      const all = min >= 1 - ONE_SIDED ? 'every pixel' : 'no pixel';
      const sentence = `With the threshold ${Number(term.threshold.toPrecision(3))}, ${all} of this image counts as ${term.side}.`;
      return [{ kind: 'threshold', term: index, sentence }];
    }
    // Where 99 of 100 pixels are 0 the percentiles would have no range to stretch.
    if (term.normaliser === 'min-max' && max > min && percentile99 > 0 && percentile99 < FLATTENED) {
      const sentence = `A few pixels flatten the rest: 99 of 100 stay below ${percentile99.toFixed(2)} of the strongest.`;
      return [{ kind: 'outliers', term: index, sentence }];
    }
    return [];
  });
  warnings.push(...aboutTerms);
  const isWeighted = weighting.strength > 0 && weighting.terms.some(({ share }) => share > 0);
  if (isWeighted && facts.min === facts.max && aboutTerms.length === 0) {
    const sentence = 'Nothing in this image stands out to the sources: every pixel weighs the same.';
    warnings.push({ kind: 'flat', term: null, sentence });
  }
  const { labelled, unlabelled, unlabelledShare } = facts.attention;
  const isElsewhere =
    labelled !== null &&
    unlabelled !== null &&
    unlabelled >= UNPAINTED_TIMES * labelled &&
    unlabelledShare >= UNPAINTED_SHARE;
  if (isWeighted && isElsewhere) {
    const sentence = `${Math.round(100 * unlabelledShare)} % of what the sources point at is not painted, and training does not read it.`;
    warnings.push({ kind: 'unpainted', term: null, sentence });
  }
  return warnings;
}
