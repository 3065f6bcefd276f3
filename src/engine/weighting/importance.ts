import type { FloatMap, PixelImage, UnitImage } from '../../shared/images/pixels';
import { composeMaps } from '../../shared/weighting/compose';
import { normalise } from '../../shared/weighting/normalise';
import type { Weighting, WeightingTerm } from '../../shared/weighting/schema';
import { readsLabels, readsPainted, runsRead } from '../../shared/weighting/words';
import type { ExtractorProvider } from './extractor';
import type { MapCache } from './map-cache';
import { importanceKey } from './map-key';
import type { Predictors } from './predictors';
import { extractorOf, labelsOf, NOTHING_PAINTED, predictorsOf, rawMap } from './raw-maps';

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
  /** Channel index per pixel, 255 where not valid; read by `balance` and `border`. */
  channelLabels?: Uint8Array | undefined;
  /** Of the channels, in their order; read by `border`. */
  channelNames?: readonly string[] | undefined;
  /** Valid pixels per channel over the training set; read by `balance`. */
  trainingCounts?: readonly number[] | undefined;
  /** Importance painted by hand, one byte a pixel; read by `painted`. Without it nothing was painted. */
  painted?: Uint8Array | undefined;
  /** The image in its file's units, which `uncertainty` gives to an earlier run. */
  pixels?: (() => Promise<PixelImage>) | undefined;
  identity?: ImageIdentity | undefined;
}

export interface ImportanceTools {
  /** Needed by weightings with a `feature` term. */
  extractors?: ExtractorProvider | undefined;
  /** Keeps importance maps and the raw maps of `feature` terms on disk. */
  cache?: MapCache | undefined;
  /** Keeps the raw maps of `feature` terms alone, where the mixture around them changes all the time. */
  featureCache?: MapCache | undefined;
  /** Needed by weightings with an `uncertainty` term. */
  predictors?: Predictors | undefined;
  keepTerm?: TermKeeper | undefined;
  /** Pixels a side of the squares that `border` is computed on; 1, which is exact, where not given. Never for training. */
  borderScale?: number | undefined;
}

/** `distances`: what a border map of any sigma is made of. */
export type TermStage = 'distances' | 'raw' | 'normalised';

/** Gives a term's map from memory, or computes and keeps it. What is kept is not written to. */
export type TermKeeper = (
  term: WeightingTerm,
  stage: TermStage,
  compute: () => FloatMap | Promise<FloatMap>,
) => Promise<FloatMap>;

/**
 * The importance map n of an image: `n = sum_i share_i * normalise_i(r_i) / sum_i share_i`. Preview, training and
 * export all call this one function; `weightedMap` makes w of it.
 *
 * @returns n [H,W] float32 in [0,1]; 0 everywhere where the weighting has no terms or every source is flat
 * @throws Problem `weighting-needs-labels` where `balance` or `border` is asked of an image without labels or counts
 * @throws Problem `weighting-needs-extractor` where `feature` is asked and no extractors are at hand
 * @throws Problem `weighting-unknown-class`, `weighting-run-missing`, `weighting-needs-run`
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
  const predictorHashes = new Map<string, string>();
  for (const run of runsRead(weighting).filter((name) => name !== ''))
    predictorHashes.set(run, await predictorsOf(tools).hash(run));
  const labels = readsLabels(weighting) ? labelsOf(input) : undefined;
  const key = importanceKey({
    identity: input.identity,
    channels,
    terms,
    labels,
    painted: readsPainted(weighting) ? (input.painted ?? NOTHING_PAINTED) : undefined,
    extractorHashes,
    predictorHashes,
  });
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
        const raw = await keep(term, 'raw', () => rawMap(input, term, tools, keep));
        // Without a normaliser these are in [0,1] as they are.
        if (term.normaliser === 'none' && term.source !== 'edge' && term.source !== 'feature') return raw;
        // A map that is kept, here or by the cache of what networks say, is not ours to overwrite.
        const isOwn = tools.keepTerm === undefined && term.source !== 'feature' && term.source !== 'uncertainty';
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
