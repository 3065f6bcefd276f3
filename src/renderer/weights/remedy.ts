import type { WeightWarning } from '../../shared/contract/weights';
import type { Weighting, WeightingTerm } from '../../shared/weighting/schema';
import { withTerm } from './edit-terms';

/** What a click can do about a warning. */
export type Remedy =
  | { kind: 'weighting'; words: string; weighting: Weighting }
  | { kind: 'screen'; words: string; screen: 'paint' };

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
      return { kind: 'screen', words: 'Paint this image', screen: 'paint' };
    case 'flat':
      return null;
  }
}

/** Only where the range of the values decides: a source taken as it is has no outliers to cut. */
function byPercentile(term: WeightingTerm): WeightingTerm {
  return term.normaliser === 'min-max' ? { ...term, normaliser: 'percentile' } : term;
}
