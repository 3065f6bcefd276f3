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
  labels?:
    | { channelLabels: Uint8Array; trainingCounts: readonly number[]; channelNames?: readonly string[] | undefined }
    | undefined;
  /** Where a term reads painted importance: a byte a pixel, empty where nothing was painted. */
  painted?: Uint8Array | undefined;
  /** Hashes of the extractors that terms read, by name. */
  extractorHashes: ReadonlyMap<string, string>;
  /** Hashes of the checkpoints of the runs that terms ask, by the run's name. */
  predictorHashes: ReadonlyMap<string, string>;
}

/**
 * Key of the importance map n. Floor, strength and schedule do not enter: they are applied to n afterwards.
 *
 * @returns 64 hexadecimal digits
 */
export function importanceKey(sources: MapSources): string {
  const { identity, channels, terms, labels, painted, extractorHashes, predictorHashes } = sources;
  const networks = terms.map((term) => {
    if (term.source === 'feature') return extractorHashes.get(term.extractor) ?? null;
    return term.source === 'uncertainty' ? (predictorHashes.get(term.run) ?? null) : null;
  });
  const labelHash = labels === undefined ? null : sha256(labels.channelLabels);
  return keyOf('importance', imageParts(identity, channels), terms.map(termParts), networks, [
    labelHash,
    labels?.trainingCounts ?? null,
    labels?.channelNames ?? null,
    painted === undefined ? null : sha256(painted),
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

/** Key of what an earlier run is unsure of in an image, by the hash of its checkpoint. */
export function uncertaintyKey(identity: ImageIdentity, channels: number, checkpointHash: string): string {
  return keyOf('uncertainty', imageParts(identity, channels), checkpointHash);
}

function imageParts(identity: ImageIdentity, channels: number): unknown[] {
  return [identity.sha256, identity.decodeVersion, identity.lo, identity.hi, channels];
}

/** A term as a list in a fixed order: two objects of equal content give one key. What a network is called counts by its hash. */
function termParts(term: WeightingTerm): [string, string | number][] {
  const entries: [string, string | number][] = Object.entries(term).filter(
    ([key]) => key !== 'extractor' && key !== 'run',
  );
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function keyOf(...parts: unknown[]): string {
  return sha256(JSON.stringify([MAPS_VERSION, ...parts]));
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
