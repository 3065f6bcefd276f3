import { BoundedCache } from '../../shared/bounded-cache';
import type { EngineMap, MapSubject } from '../../shared/contract/engine-weights';
import type { ByteMap, WeightAt } from '../../shared/contract/weights';
import { contentKey } from '../../shared/images/image-part';
import type { FloatMap, UnitImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { mapWarnings, type TermFacts, termFacts } from '../../shared/weighting/map-warnings';
import {
  attentionOf,
  type ImportanceStatistics,
  importanceStatistics,
  weightStatistics,
} from '../../shared/weighting/statistics';
import { readsLabels, runsRead } from '../../shared/weighting/words';
import { DECODE_VERSION } from '../images/decode';
import { toByteMap } from './byte-map';
import type { ExtractorProvider } from './extractor';
import { type ImportanceInput, importanceMap, mixTerms, type TermKeeper, termMaps } from './importance';
import { MapCache } from './map-cache';
import { type MapMaking, mixtureKey, termKey } from './memory-keys';
import { openPredictors, type Predictors } from './predictors';
import { readSubject, SubjectInputs } from './subject-inputs';
import { toUnitImage } from './unit-image';

const MIB = 2 ** 20;

export interface InteractiveMapsOptions {
  extractors: ExtractorProvider;
  /** Bytes for images, maps of single sources, mixtures and labels. Default 256, 384, 192 and 64 MiB. */
  budgets?: { images: number; terms: number; mixtures: number; labels: number };
}

/** An importance map with what was made of it; term maps are held so that a pixel's value is found at once. */
interface Mixture {
  importance: FloatMap;
  terms: FloatMap[];
  bytes: ByteMap;
  facts: TermFacts[];
  statistics: { labelsKey: string; of: ImportanceStatistics } | null;
}

/**
 * Importance maps for a person who changes a weighting by hand. Images, the maps of single sources and mixtures are
 * kept in memory, each named by all that it was made from, so that a change costs what it changes: share, floor and
 * strength never compute a source again. The maps are those of `importanceMap`, which training calls.
 */
export class InteractiveMaps {
  readonly #extractors: ExtractorProvider;
  readonly #inputs: SubjectInputs;
  readonly #terms: BoundedCache<FloatMap>;
  readonly #mixtures: BoundedCache<Mixture>;
  readonly #facts = new WeakMap<Float32Array, TermFacts>();
  readonly #featureCaches = new Map<string, MapCache>();
  #predictors: { runsFolder: string; opened: Predictors } | null = null;

  constructor({ extractors, budgets }: InteractiveMapsOptions) {
    const limits = budgets ?? { images: 256 * MIB, terms: 384 * MIB, mixtures: 192 * MIB, labels: 64 * MIB };
    this.#extractors = extractors;
    this.#inputs = new SubjectInputs(limits);
    this.#terms = new BoundedCache(limits.terms);
    this.#mixtures = new BoundedCache(limits.mixtures);
  }

  /**
   * The map of an image with its figures.
   *
   * @param signal heard between sources
   * @throws Problem `image-missing`, `image-replaced`, what decoding says, `image-channels-differ`, `features-missing`
   */
  async map(subject: MapSubject, signal: AbortSignal): Promise<EngineMap | 'labels-needed'> {
    const startedMs = performance.now();
    const labels = this.#inputs.channelLabels(subject);
    if (labels === null || this.#inputs.painted(subject) === null) return 'labels-needed';
    const image = await this.#inputs.image(subject);
    const making = await this.#making(subject);
    const mixture = await this.#mixture(subject, labels, making, signal, async () => image);
    const ms = performance.now() - startedMs;
    const { weighting } = subject;
    const { classIds, key } = subject.labels;
    if (mixture.statistics?.labelsKey !== key) {
      mixture.statistics = { labelsKey: key, of: importanceStatistics(mixture.importance, labels) };
    }
    const statistics = mixture.statistics.of;
    const { min, max, mean, perClass, borders, unlabelled } = weightStatistics(statistics, weighting, classIds.length);
    const hasLabels = perClass.some(({ pixels }) => pixels > 0);
    const attention = attentionOf(statistics, classIds.length);
    const facts = { min: statistics.min, max: statistics.max, terms: mixture.facts, hasLabels, attention };
    const warnings = mapWarnings(weighting, facts);
    const { histogram } = statistics;
    const isCoarse = making.borderScale > 1;
    return { map: mixture.bytes, min, max, mean, histogram, perClass, borders, unlabelled, warnings, isCoarse, ms };
  }

  /** The weight of a pixel and what each source gives to it: looked up where the map was made before. */
  async at(subject: MapSubject, x: number, y: number, signal: AbortSignal): Promise<WeightAt | 'labels-needed'> {
    const { weighting, width, height } = subject;
    if (x >= width || y >= height) throw outside(subject, x, y);
    const labels = this.#inputs.channelLabels(subject);
    if (labels === null && readsLabels(weighting)) return 'labels-needed';
    if (this.#inputs.painted(subject) === null) return 'labels-needed';
    const making = await this.#making(subject);
    const { importance, terms } = await this.#mixture(subject, labels, making, signal, () =>
      this.#inputs.image(subject),
    );
    const pixel = y * width + x;
    return {
      weight: weighting.floor + weighting.strength * importance.data[pixel],
      importance: importance.data[pixel],
      terms: weighting.terms.map(({ source }, index) => ({ source, value: terms[index].data[pixel] })),
    };
  }

  /**
   * A map by itself, for a contact sheet or a file: taken from memory where it is there, else made without crowding out
   * what a person works with.
   */
  async whole(subject: MapSubject, signal: AbortSignal): Promise<FloatMap | 'labels-needed'> {
    const exact = { ...subject, isQuick: false };
    const labels = this.#inputs.channelLabels(exact);
    if (labels === null || this.#inputs.painted(exact) === null) return 'labels-needed';
    const making = await this.#making(exact);
    const kept = this.#mixtures.get(mixtureKey(exact, making));
    if (kept !== undefined) return kept.importance;
    const { image } = await readSubject(exact);
    signal.throwIfAborted();
    const { range, inputChannels, cacheFolder, weighting } = exact;
    const input = { ...this.#input(exact, labels), image: toUnitImage(image, range.lo, range.hi, inputChannels) };
    return importanceMap(input, weighting, {
      extractors: this.#extractors,
      predictors: this.#predictorsOf(exact),
      featureCache: this.#featureCache(cacheFolder),
    });
  }

  async #mixture(
    subject: MapSubject,
    labels: Uint8Array | null,
    making: MapMaking,
    signal: AbortSignal,
    image: () => Promise<UnitImage>,
  ): Promise<Mixture> {
    const { width, height, weighting } = subject;
    const key = mixtureKey(subject, making);
    const kept = this.#mixtures.get(key);
    if (kept !== undefined) return kept;
    const terms = await this.#termMaps(subject, labels, making, signal, image);
    const importance =
      terms.length > 0 ? mixTerms(weighting.terms, terms) : { width, height, data: new Float32Array(width * height) };
    const facts = terms.map((map) => this.#factsOf(map));
    const mixture = { importance, terms, bytes: toByteMap(importance), facts, statistics: null };
    this.#mixtures.set(key, mixture, (terms.length + 1) * importance.data.byteLength + mixture.bytes.data.byteLength);
    return mixture;
  }

  async #termMaps(
    subject: MapSubject,
    channelLabels: Uint8Array | null,
    making: MapMaking,
    signal: AbortSignal,
    image: () => Promise<UnitImage>,
  ): Promise<FloatMap[]> {
    const { cacheFolder } = subject;
    const { terms } = subject.weighting;
    if (terms.length === 0) return [];
    const keepTerm: TermKeeper = async (term, stage, compute) => {
      const key = termKey(subject, term, stage, making);
      const kept = this.#terms.get(key);
      if (kept !== undefined) return kept;
      await breathe(signal);
      const map = await compute();
      this.#terms.set(key, map, map.data.byteLength);
      return map;
    };
    const input: ImportanceInput = { ...this.#input(subject, channelLabels), image: await image() };
    const featureCache = this.#featureCache(cacheFolder);
    const { borderScale } = making;
    const predictors = this.#predictorsOf(subject);
    return termMaps(input, terms, { extractors: this.#extractors, predictors, featureCache, keepTerm, borderScale });
  }

  /** All that a map is made from beside the image as training reads it. */
  #input(subject: MapSubject, channelLabels: Uint8Array | null): Omit<ImportanceInput, 'image'> {
    const { range, trainingCounts, labels } = subject;
    return {
      channelLabels: channelLabels ?? undefined,
      channelNames: labels.names,
      trainingCounts,
      painted: this.#inputs.painted(subject) ?? undefined,
      pixels: async () => (await readSubject(subject)).image,
      identity: { sha256: contentKey(subject), decodeVersion: DECODE_VERSION, ...range },
    };
  }

  async #making(subject: MapSubject): Promise<MapMaking> {
    const predictorHashes = new Map<string, string>();
    for (const run of runsRead(subject.weighting)) {
      if (run !== '') predictorHashes.set(run, await this.#predictorsOf(subject).hash(run));
    }
    const exact = { predictorHashes, borderScale: 1 };
    if (!subject.isQuick) return exact;
    const isKept = subject.weighting.terms.every(
      (term) => term.source !== 'border' || this.#terms.has(termKey(subject, term, 'distances', exact)),
    );
    return isKept ? exact : { predictorHashes, borderScale: coarseScale(subject) };
  }

  #predictorsOf({ runsFolder }: MapSubject): Predictors {
    if (this.#predictors?.runsFolder === runsFolder) return this.#predictors.opened;
    void this.#predictors?.opened.dispose();
    const opened = openPredictors(runsFolder);
    this.#predictors = { runsFolder, opened };
    return opened;
  }

  #factsOf(map: FloatMap): TermFacts {
    const known = this.#facts.get(map.data);
    if (known !== undefined) return known;
    const facts = termFacts(map);
    this.#facts.set(map.data, facts);
    return facts;
  }

  #featureCache(cacheFolder: string): MapCache {
    const known = this.#featureCaches.get(cacheFolder);
    if (known !== undefined) return known;
    const cache = new MapCache({ folder: cacheFolder });
    this.#featureCaches.set(cacheFolder, cache);
    return cache;
  }
}

/** Of pixels beyond a quarter of a megapixel, squares of two or four a side: about a thousand columns are left. */
function coarseScale({ width, height }: MapSubject): number {
  const pixels = width * height;
  return pixels > 2 ** 20 ? 4 : pixels > 2 ** 18 ? 2 : 1;
}

/** Lets messages in, a cancellation among them: they are heard between two rounds of the event loop. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

function outside({ name, width, height }: MapSubject, x: number, y: number): Problem {
  return new Problem(
    'pixel-outside',
    `The image "${name}" has ${width} x ${height} pixels, and none at ${x}, ${y}.`,
    'Point at the image.',
  );
}
