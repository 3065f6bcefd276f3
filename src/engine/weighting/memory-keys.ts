import type { MapSubject } from '../../shared/contract/engine-weights';
import { contentKey } from '../../shared/images/image-part';
import { borderReach } from '../../shared/weighting/border';
import type { BorderTerm, WeightingTerm } from '../../shared/weighting/schema';
import { runsRead } from '../../shared/weighting/words';
import { DECODE_VERSION } from '../images/decode';
import type { TermStage } from './importance';

// Names of what is kept in memory: the parts themselves, where `map-key.ts` hashes them for files.

/** The image as training reads it. */
export function imageKey(subject: MapSubject): string {
  const { range, inputChannels } = subject;
  return JSON.stringify([contentKey(subject), DECODE_VERSION, range.lo, range.hi, inputChannels]);
}

/** What is not in the subject itself: found when the map is made. */
export interface MapMaking {
  /** Hashes of the checkpoints of earlier runs, by the run's name. */
  predictorHashes: ReadonlyMap<string, string>;
  /** Pixels a side of the squares that borders are computed on. */
  borderScale: number;
}

/** All that a source's map is made from; a raw map does not depend on its normaliser, none on its share. */
export function termKey(subject: MapSubject, term: WeightingTerm, stage: TermStage, making: MapMaking): string {
  const { share: _share, normaliser, ...parameters } = term;
  const own = term.source === 'border' && stage === 'distances' ? distanceParts(term) : parameters;
  return JSON.stringify([
    stage,
    imageKey(subject),
    own,
    readBy(subject, [term], making),
    stage === 'normalised' ? normaliser : null,
  ]);
}

/** Floor, strength and schedule do not enter: they are applied to n afterwards. */
export function mixtureKey(subject: MapSubject, making: MapMaking): string {
  const { terms } = subject.weighting;
  return JSON.stringify([imageKey(subject), subject.width, subject.height, terms, readBy(subject, terms, making)]);
}

/** Sigma only says how far the search for objects has to go. */
function distanceParts({ classes, sigma }: BorderTerm): unknown[] {
  return [classes, borderReach(sigma)];
}

/** What sources read beside the image. */
function readBy(subject: MapSubject, terms: readonly WeightingTerm[], making: MapMaking): unknown[] {
  const { labels, trainingCounts, painted } = subject;
  const sources = new Set(terms.map(({ source }) => source));
  return [
    sources.has('balance') ? [labels.key, trainingCounts] : null,
    sources.has('border') ? [labels.key, labels.names, making.borderScale] : null,
    sources.has('painted') ? (painted?.key ?? null) : null,
    runsRead({ terms: [...terms] }).map((run) => making.predictorHashes.get(run) ?? null),
  ];
}
