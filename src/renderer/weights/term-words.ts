import type { Normaliser, WeightingTerm } from '../../shared/weighting/schema';
import type { Source } from './edit-terms';

export const sourceNames: Record<Source, string> = {
  edge: 'Edges',
  region: 'Regions',
  feature: 'Features',
  balance: 'Rare classes',
  border: 'Borders',
  painted: 'Painted',
  uncertainty: 'Uncertainty',
};

/** What makes a pixel important to a source, in a sentence. */
export const sourceSentences: Record<Source, string> = {
  edge: 'Pixels where the image changes sharply.',
  region: 'Pixels darker, or brighter, than a threshold.',
  feature: 'Pixels that a network trained on photographs reacts to.',
  balance: 'Pixels of classes that are seldom in the training labels.',
  border: 'Pixels between two labelled objects that nearly touch.',
  painted: 'Pixels that you painted with the importance brush on Paint.',
  uncertainty: 'Pixels that an earlier run is unsure of.',
};

export const normaliserNames: Record<Normaliser, string> = {
  'min-max': 'Minimum to maximum',
  percentile: 'Percentiles 1 to 99',
  rank: 'Rank',
  none: 'As it is',
};

export const normaliserSentences: Record<Normaliser, string> = {
  'min-max': 'The smallest value of the image becomes 0, the largest 1.',
  percentile: 'As minimum to maximum, without the lowest and highest hundredth: one hot pixel cannot flatten the map.',
  rank: 'Pixels in order of their value: every tenth of the image gets an equal step.',
  none: 'The values are taken as they are, between 0 and 1.',
};

/** The parameter that says most about a source, e.g. `smoothed by 1.2 px`. */
export function mainParameter(term: WeightingTerm): string {
  switch (term.source) {
    case 'edge':
      return term.sigma === 0 ? 'not smoothed' : `smoothed by ${short(term.sigma)} px`;
    case 'region': {
      const limit = term.threshold === 'otsu' ? "Otsu's threshold" : short(term.threshold);
      return `${term.side === 'dark' ? 'darker' : 'brighter'} than ${limit}`;
    }
    case 'feature':
      return term.extractor === 'lite0' ? `depth ${term.layer} of 6` : `${fileName(term.extractor)}, ${term.layer}`;
    case 'balance':
      return term.smoothing === 1 ? 'in full' : term.smoothing === 0 ? 'not balanced' : `by ${short(term.smoothing)}`;
    case 'border':
      return `within ${short(term.sigma)} px`;
    case 'painted':
      return 'by hand';
    case 'uncertainty':
      return term.run === '' ? 'no run chosen' : `of ${term.run}`;
  }
}

/** A weight or a source's value as it stands under the pointer: two digits behind the point, fewer of large ones. */
export function weightWords(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Ends and middle of a colour bar: as few digits as tell them apart. */
export function tickWords(value: number): string {
  return short(value);
}

/** Sources by name and value, e.g. `edges 0.71 · regions 0.44`; those of the same name are numbered. */
export function termValueWords(terms: readonly { source: string; value: number }[]): string {
  const seen = new Map<string, number>();
  return terms
    .map(({ source, value }) => {
      const name = isSource(source) ? sourceNames[source].toLowerCase() : source;
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return `${name}${nth > 1 ? ` ${nth}` : ''} ${value.toFixed(2)}`;
    })
    .join(' · ');
}

function isSource(source: string): source is Source {
  return Object.hasOwn(sourceNames, source);
}

function fileName(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  const last = parts.at(-1) ?? path;
  return last === 'model.json' ? (parts.at(-2) ?? last) : last;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
