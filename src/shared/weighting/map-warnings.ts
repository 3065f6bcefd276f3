import type { WeightWarning } from '../contract/weights';
import type { FloatMap } from '../images/pixels';
import type { Weighting } from './schema';
import { weightingWarnings } from './words';

/** What warnings need to know of a source's map. */
export interface TermFacts {
  min: number;
  max: number;
  /** Value that 99 of 100 pixels do not exceed, to a thousandth. */
  percentile99: number;
}

const STEPS = 1024;

/** @param map normalised, [H,W] in [0,1], at least one pixel */
export function termFacts({ data }: FloatMap): TermFacts {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const counts = new Uint32Array(STEPS + 1);
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < min) min = value;
    if (value > max) max = value;
    counts[(value * STEPS) | 0]++;
  }
  let step = 0;
  for (let seen = counts[0]; seen < 0.99 * data.length; ) seen += counts[++step];
  return { min, max, percentile99: step / STEPS };
}

export interface MapFacts {
  /** Lowest and highest n of the whole. */
  min: number;
  max: number;
  /** In the order of the weighting's terms. */
  terms: readonly TermFacts[];
  hasLabels: boolean;
}

/** Below this a map's 99th percentile says that the highest percent takes nine tenths of the range. */
const FLATTENED = 0.1;
/** A region map that stays above or below this share everywhere tells no two pixels apart. */
const ONE_SIDED = 0.05;

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
    const { min, max, percentile99 } = facts.terms[index];
    if (term.share === 0) return [];
    if (term.source === 'balance' && !facts.hasLabels) {
      const sentence =
        'This image has no labels yet, and the class balance has only labels to go by: here it adds nothing.';
      return [{ kind: 'labels', term: index, sentence }];
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
  return warnings;
}
