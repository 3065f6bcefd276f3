import type { WeightWarning } from '../../shared/contract/weights';
import type { Weighting, WeightingTerm } from '../../shared/weighting/schema';
import { whyNoMore, withSource, withTerm } from './edit-terms';

/** What a click can do about a warning. */
export type Remedy =
  | { kind: 'weighting'; words: string; weighting: Weighting }
  | { kind: 'screen'; words: string; screen: 'paint' }
  | { kind: 'command'; words: string; command: 'paint.importance' };

/** The remedy of a warning; null where only the person can tell what to do. */
export function remedyOf(warning: WeightWarning, weighting: Weighting): Remedy | null {
  const at = warning.term;
  const term = at === null ? undefined : weighting.terms[at];
  switch (warning.kind) {
    case 'floor':
      return { kind: 'weighting', words: 'Set the floor to 1', weighting: { ...weighting, floor: 1 } };
    case 'outliers': {
      const terms = weighting.terms.map((own, index) => (at === null || at === index ? byPercentile(own) : own));
      const isChanged = terms.some((own, index) => own !== weighting.terms[index]);
      return isChanged
        ? { kind: 'weighting', words: 'Set percentiles 1 to 99', weighting: { ...weighting, terms } }
        : null;
    }
    case 'threshold':
      if (at === null || term?.source !== 'region' || term.threshold === 'otsu') return null;
      return {
        kind: 'weighting',
        words: "Set Otsu's threshold",
        weighting: withTerm(weighting, at, { ...term, threshold: 'otsu' }),
      };
    case 'labels':
    case 'unpainted':
      return { kind: 'screen', words: 'Paint this image', screen: 'paint' };
    case 'painted':
      return { kind: 'command', words: 'Paint importance', command: 'paint.importance' };
    case 'objects':
      if (at === null || term?.source !== 'border' || term.classes === 'auto') return null;
      return {
        kind: 'weighting',
        words: 'Let the program choose the class',
        weighting: withTerm(weighting, at, { ...term, classes: 'auto' }),
      };
    case 'noise': {
      if (at === null || term?.source !== 'edge' || term.sigma >= SIGMA_MAX) return null;
      const sigma = Math.min(SIGMA_MAX, Math.max(1, 2 * term.sigma));
      return {
        kind: 'weighting',
        words: `Smooth them by ${sigma} px`,
        weighting: withTerm(weighting, at, { ...term, sigma }),
      };
    }
    case 'flat':
      return sharper(weighting);
  }
}

/** As much smoothing as the schema allows. */
const SIGMA_MAX = 8;

/** Edges as they are find the most; where they find nothing either, the image itself is flat. */
function sharper(weighting: Weighting): Remedy | null {
  const smoothed = weighting.terms.findIndex((term) => term.source === 'edge' && term.sigma > 0);
  const term = weighting.terms[smoothed];
  if (term?.source === 'edge') {
    const sharp = withTerm(weighting, smoothed, { ...term, sigma: 0 });
    return { kind: 'weighting', words: 'Take edges without smoothing', weighting: sharp };
  }
  if (weighting.terms.some(({ source }) => source === 'edge') || whyNoMore(weighting) !== null) return null;
  return { kind: 'weighting', words: 'Add edges', weighting: withSource(weighting, 'edge') };
}

/** Only where the range of the values decides: a source taken as it is has no outliers to cut. */
function byPercentile(term: WeightingTerm): WeightingTerm {
  return term.normaliser === 'min-max' ? { ...term, normaliser: 'percentile' } : term;
}
