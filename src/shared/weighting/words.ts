import { classesOf } from './border';
import type { Weighting, WeightingTerm } from './schema';

/** A weighting in one sentence for people, e.g. `Edges (70 %) and dark regions (30 %); weights 1 to 5.` */
export function weightingSummary(weighting: Weighting): string {
  const { terms, floor, strength, schedule } = weighting;
  const shares = terms.reduce((sum, term) => sum + term.share, 0);
  if (terms.length === 0 || shares === 0 || strength === 0) return 'Unweighted: every labelled pixel counts the same.';
  const parts = terms.map((term) =>
    terms.length === 1 ? termWords(term) : `${termWords(term)} (${rounded((100 * term.share) / shares)} %)`,
  );
  const listed = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  const when =
    schedule.kind === 'ramp'
      ? `, rising over the first ${schedule.steps} steps`
      : schedule.kind === 'after'
        ? `, from step ${schedule.step} on`
        : '';
  const range = `weights ${rounded(floor)} to ${rounded(floor + strength)}${when}`;
  return `${listed.charAt(0).toUpperCase()}${listed.slice(1)}; ${range}.`;
}

/** What a weighting is made of, in a word or two: `edge + region`, `unweighted`. */
export function weightingName({ terms, strength }: Weighting): string {
  const sources = terms.filter(({ share }) => share > 0).map(({ source }) => source);
  return sources.length === 0 || strength === 0 ? 'unweighted' : [...new Set(sources)].join(' + ');
}

/** Things to know before training with a weighting, a sentence each; none for most. */
export function weightingWarnings(weighting: Weighting): string[] {
  const warnings: string[] = [];
  if (weighting.floor === 0) {
    warnings.push(
      'With floor 0, pixels of weight 0 teach nothing; an image whose whole map is 0 counts unweighted, and the run says for how many images that happened.',
    );
  }
  return warnings;
}

/** Whether a weighting reads the label map, and so changes as people paint. */
export function readsLabels(weighting: Pick<Weighting, 'terms'>): boolean {
  return weighting.terms.some(({ source }) => isOfLabels(source));
}

/** Whether a source reads the label map. */
export function isOfLabels(source: WeightingTerm['source']): source is 'balance' | 'border' {
  return source === 'balance' || source === 'border';
}

/** Whether a weighting reads the importance that people painted. */
export function readsPainted(weighting: Pick<Weighting, 'terms'>): boolean {
  return weighting.terms.some(({ source }) => source === 'painted');
}

/** The earlier runs that a weighting asks, each once. */
export function runsRead(weighting: Pick<Weighting, 'terms'>): string[] {
  return [...new Set(weighting.terms.flatMap((term) => (term.source === 'uncertainty' ? [term.run] : [])))];
}

function termWords(term: WeightingTerm): string {
  switch (term.source) {
    case 'edge':
      return term.sigma > 0 ? `edges smoothed by ${rounded(term.sigma)} px` : 'edges';
    case 'region': {
      const limit = term.threshold === 'otsu' ? "each image's own threshold" : `intensity ${rounded(term.threshold)}`;
      return term.side === 'dark' ? `regions darker than ${limit}` : `regions brighter than ${limit}`;
    }
    case 'feature':
      return term.extractor === 'lite0'
        ? `pretrained features at depth ${term.layer} of 6`
        : `features of ${term.extractor} at ${term.layer}`;
    case 'balance':
      return term.smoothing === 1 ? 'rare classes' : `rare classes smoothed by ${rounded(term.smoothing)}`;
    case 'border':
      return term.classes === 'auto'
        ? `borders between objects within ${rounded(term.sigma)} px`
        : `borders between pieces of ${classesOf(term.classes).join(' and ')} within ${rounded(term.sigma)} px`;
    case 'painted':
      return 'painted importance';
    case 'uncertainty':
      return term.run === '' ? 'what an earlier run is unsure of' : `what the run ${term.run} is unsure of`;
  }
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
