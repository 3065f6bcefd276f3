import type { MapSubject } from '../../shared/contract/engine-weights';
import { contentKey } from '../../shared/images/image-part';
import type { WeightingTerm } from '../../shared/weighting/schema';
import { readsLabels } from '../../shared/weighting/words';
import { DECODE_VERSION } from '../images/decode';

// Names of what is kept in memory: the parts themselves, where `map-key.ts` hashes them for files.

/** The image as training reads it. */
export function imageKey(subject: MapSubject): string {
  const { range, inputChannels } = subject;
  return JSON.stringify([contentKey(subject), DECODE_VERSION, range.lo, range.hi, inputChannels]);
}

/** All that a source's map is made from; a raw map does not depend on its normaliser, none on its share. */
export function termKey(subject: MapSubject, term: WeightingTerm, stage: 'raw' | 'normalised'): string {
  const { share: _share, normaliser, ...parameters } = term;
  const labels = term.source === 'balance' ? [subject.labels.key, subject.trainingCounts] : null;
  return JSON.stringify([imageKey(subject), parameters, labels, stage === 'raw' ? null : normaliser]);
}

/** Floor, strength and schedule do not enter: they are applied to n afterwards. */
export function mixtureKey(subject: MapSubject): string {
  const { weighting, trainingCounts, labels } = subject;
  const read = readsLabels(weighting) ? [labels.key, trainingCounts] : null;
  return JSON.stringify([imageKey(subject), subject.width, subject.height, weighting.terms, read]);
}
