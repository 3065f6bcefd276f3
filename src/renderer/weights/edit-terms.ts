import { termSchema, type Weighting, type WeightingTerm } from '../../shared/weighting/schema';
import { withShare } from './shares';

export type Source = WeightingTerm['source'];

/** In the order of the menu for adding one. */
export const sources: readonly Source[] = ['edge', 'region', 'feature', 'border', 'balance', 'painted', 'uncertainty'];

/** As many as the schema allows. */
const TERMS_MAX = 8;

/** Why no further source can be added; null where one can. */
export function whyNoMore(weighting: Weighting): string | null {
  return weighting.terms.length < TERMS_MAX ? null : `A weighting holds ${TERMS_MAX} sources at most.`;
}

/**
 * Adds a source at its defaults, with an equal part of the whole; what was there keeps its proportions.
 *
 * @param run that uncertainty asks; none where the project has none that is trained
 */
export function withSource(weighting: Weighting, source: Source, run = ''): Weighting {
  const terms = [...weighting.terms, termSchema.parse(source === 'uncertainty' ? { source, run } : { source })];
  return { ...weighting, terms: withShare(terms, terms.length - 1, 100 / terms.length) };
}

export function withoutTerm(weighting: Weighting, index: number): Weighting {
  const terms = weighting.terms.filter((_, at) => at !== index);
  // Of several sources the muted ones would leave a map of 0 behind.
  const isMuted = terms.every((term) => term.share === 0);
  const left = terms.length === 1 || isMuted ? terms.map((term) => ({ ...term, share: 1 })) : terms;
  return { ...weighting, terms: left };
}

export function withTerm(weighting: Weighting, index: number, term: WeightingTerm): Weighting {
  return { ...weighting, terms: weighting.terms.map((old, at) => (at === index ? term : old)) };
}
