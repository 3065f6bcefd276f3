import type { FloatMap, UnitImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { balanceMap } from '../../shared/weighting/balance';
import { composeMaps } from '../../shared/weighting/compose';
import { normalise } from '../../shared/weighting/normalise';
import { regionMap } from '../../shared/weighting/region';
import type { FeatureTerm, Weighting, WeightingTerm } from '../../shared/weighting/schema';
import { readsLabels } from '../../shared/weighting/words';
import type { ExtractorProvider } from './extractor';
import type { MapCache } from './map-cache';
import { featureKey, importanceKey } from './map-key';
import { vectorEdgeMap } from './vector-edges';

/** What a map depends on beside the pixels themselves; without it maps are not cached. */
export interface ImageIdentity {
  /** Of the image file's content, with the part of it that is the image: see `contentKey`. */
  sha256: string;
  decodeVersion: number;
  /** Input normalisation that made the unit image. */
  lo: readonly number[];
  hi: readonly number[];
}

export interface ImportanceInput {
  image: UnitImage;
  /** Channel index per pixel, 255 where not valid; read by `balance`. */
  channelLabels?: Uint8Array | undefined;
  /** Valid pixels per channel over the training set; read by `balance`. */
  trainingCounts?: readonly number[] | undefined;
  identity?: ImageIdentity | undefined;
}

export interface ImportanceTools {
  /** Needed by weightings with a `feature` term. */
  extractors?: ExtractorProvider | undefined;
  /** Keeps importance maps and the raw maps of `feature` terms on disk. */
  cache?: MapCache | undefined;
  /** Keeps the raw maps of `feature` terms alone, where the mixture around them changes all the time. */
  featureCache?: MapCache | undefined;
  keepTerm?: TermKeeper | undefined;
}

/** Gives a term's map from memory, or computes and keeps it. What is kept is not written to. */
export type TermKeeper = (
  term: WeightingTerm,
  stage: 'raw' | 'normalised',
  compute: () => FloatMap | Promise<FloatMap>,
) => Promise<FloatMap>;

/**
 * The importance map n of an image: `n = sum_i share_i * normalise_i(r_i) / sum_i share_i`. Preview, training and
 * export all call this one function; `weightedMap` makes w of it.
 *
 * @returns n [H,W] float32 in [0,1]; 0 everywhere where the weighting has no terms or every source is flat
 * @throws Problem `weighting-needs-labels` where `balance` is asked of an image without labels or counts
 * @throws Problem `weighting-needs-extractor` where `feature` is asked and no extractors are at hand
 */
export async function importanceMap(
  input: ImportanceInput,
  weighting: Pick<Weighting, 'terms'>,
  tools: ImportanceTools = {},
): Promise<FloatMap> {
  const { width, height, channels } = input.image;
  const { terms } = weighting;
  if (terms.length === 0) return { width, height, data: new Float32Array(width * height) };
  const compute = async (): Promise<FloatMap> => mixTerms(terms, await termMaps(input, terms, tools));
  if (tools.cache === undefined || input.identity === undefined) return compute();

  const extractorHashes = new Map<string, string>();
  for (const term of terms) {
    if (term.source === 'feature')
      extractorHashes.set(term.extractor, (await extractorOf(term, tools.extractors)).hash);
  }
  const labels = readsLabels(weighting) ? labelsOf(input) : undefined;
  const key = importanceKey({ identity: input.identity, channels, terms, labels, extractorHashes });
  return tools.cache.get(key, compute);
}

/**
 * The normalised map of each term, of which the importance map is the mean by their shares (`mixTerms`).
 *
 * @returns maps [H,W] in [0,1]; kept ones belong to their keeper
 * @throws Problem as `importanceMap`
 */
export async function termMaps(
  input: ImportanceInput,
  terms: readonly WeightingTerm[],
  tools: ImportanceTools,
): Promise<FloatMap[]> {
  const keep: TermKeeper = tools.keepTerm ?? (async (_term, _stage, compute) => compute());
  const maps: FloatMap[] = [];
  for (const term of terms) {
    maps.push(
      await keep(term, 'normalised', async () => {
        const raw = await keep(term, 'raw', () => rawMap(input, term, tools));
        // Without a normaliser these are in [0,1] as they are.
        if (term.normaliser === 'none' && (term.source === 'region' || term.source === 'balance')) return raw;
        // A map that is kept, here or by the features' cache, is not ours to overwrite.
        const isOwn = tools.keepTerm === undefined && term.source !== 'feature';
        return normalise(raw, term.normaliser, isOwn ? raw.data : undefined);
      }),
    );
  }
  return maps;
}

/** `n = sum_i share_i n_i / sum_i share_i`. @param maps of the terms, at least one */
export function mixTerms(terms: readonly WeightingTerm[], maps: readonly FloatMap[]): FloatMap {
  return composeMaps(maps.map((map, index) => ({ share: terms[index].share, map })));
}

function rawMap(input: ImportanceInput, term: WeightingTerm, tools: ImportanceTools): FloatMap | Promise<FloatMap> {
  const { image } = input;
  switch (term.source) {
    case 'edge':
      return vectorEdgeMap(image, term);
    case 'region':
      return regionMap(image, term);
    case 'balance': {
      const { channelLabels, trainingCounts } = labelsOf(input);
      return balanceMap({ width: image.width, height: image.height, data: channelLabels }, trainingCounts, term);
    }
    case 'feature':
      return featureMap(input, term, tools);
  }
}

async function featureMap(input: ImportanceInput, term: FeatureTerm, tools: ImportanceTools): Promise<FloatMap> {
  const { image, identity } = input;
  const extractor = await extractorOf(term, tools.extractors);
  const compute = (): Promise<FloatMap> => extractor.featureMap(image, term.layer);
  const cache = tools.featureCache ?? tools.cache;
  if (cache === undefined || identity === undefined) return compute();
  return cache.get(featureKey(identity, image.channels, extractor.hash, term.layer), compute);
}

async function extractorOf(term: FeatureTerm, extractors: ExtractorProvider | undefined) {
  if (extractors === undefined) {
    throw new Problem(
      'weighting-needs-extractor',
      `The source "feature" needs the network "${term.extractor}", and none can be run here.`,
      'Choose a weighting without "feature", or run it where the engine is available.',
    );
  }
  return extractors(term.extractor);
}

function labelsOf(input: ImportanceInput): { channelLabels: Uint8Array; trainingCounts: readonly number[] } {
  const { channelLabels, trainingCounts, image } = input;
  if (
    channelLabels === undefined ||
    trainingCounts === undefined ||
    channelLabels.length !== image.width * image.height
  ) {
    throw new Problem(
      'weighting-needs-labels',
      'The source "balance" reads the label map, and this image has none.',
      'Paint or import labels first, or choose a weighting without "balance".',
    );
  }
  return { channelLabels, trainingCounts };
}
