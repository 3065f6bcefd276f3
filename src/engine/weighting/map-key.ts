import { createHash } from 'node:crypto';
import type { WeightingTerm } from '../../shared/weighting/schema';
import type { ImageIdentity } from './importance';

/** Counted up whenever a formula of a source, normaliser or mixture changes: maps kept by older versions are left. */
const MAPS_VERSION = 2;

/** All that an importance map is made from. Labels enter by content, so that a revision of any project counts. */
export interface MapSources {
  identity: ImageIdentity;
  /** Channels after adaptation. */
  channels: number;
  terms: readonly WeightingTerm[];
  /** Where a term reads labels. */
  labels?: { channelLabels: Uint8Array; trainingCounts: readonly number[] } | undefined;
  /** Hashes of the extractors that terms read, by name. */
  extractorHashes: ReadonlyMap<string, string>;
}

/**
 * Key of the importance map n. Floor, strength and schedule do not enter: they are applied to n afterwards.
 *
 * @returns 64 hexadecimal digits
 */
export function importanceKey(sources: MapSources): string {
  const { identity, channels, terms, labels, extractorHashes } = sources;
  const extractors = terms.map((term) =>
    term.source === 'feature' ? (extractorHashes.get(term.extractor) ?? null) : null,
  );
  const labelHash = labels === undefined ? null : sha256(labels.channelLabels);
  return keyOf('importance', imageParts(identity, channels), terms.map(termParts), extractors, [
    labelHash,
    labels?.trainingCounts ?? null,
  ]);
}

/** Key of one extractor's raw map, kept by itself since it costs the most: mixtures around it may change. */
export function featureKey(
  identity: ImageIdentity,
  channels: number,
  extractorHash: string,
  layer: number | string,
): string {
  return keyOf('feature', imageParts(identity, channels), extractorHash, layer);
}

function imageParts(identity: ImageIdentity, channels: number): unknown[] {
  return [identity.sha256, identity.decodeVersion, identity.lo, identity.hi, channels];
}

/** A term as a list in a fixed order: two objects of equal content give one key. The extractor counts by its hash. */
function termParts(term: WeightingTerm): [string, string | number][] {
  const entries: [string, string | number][] = Object.entries(term).filter(([key]) => key !== 'extractor');
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function keyOf(...parts: unknown[]): string {
  return sha256(JSON.stringify([MAPS_VERSION, ...parts]));
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
