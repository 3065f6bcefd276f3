import { stat } from 'node:fs/promises';
import { BoundedCache } from '../../shared/bounded-cache';
import type { EngineMap, MapSubject } from '../../shared/contract/engine-weights';
import type { ByteMap, WeightAt } from '../../shared/contract/weights';
import { contentKey, selectionOf } from '../../shared/images/image-part';
import type { FloatMap, PixelImage, UnitImage } from '../../shared/images/pixels';
import { tileMapOf, toLabelMap } from '../../shared/labels/tile-map';
import { Problem } from '../../shared/problem';
import { toChannelLabels } from '../../shared/training/channels';
import { mapWarnings, type TermFacts, termFacts } from '../../shared/weighting/map-warnings';
import {
  attentionOf,
  type ImportanceStatistics,
  importanceStatistics,
  weightStatistics,
} from '../../shared/weighting/statistics';
import { readsLabels, runsRead } from '../../shared/weighting/words';
import { DECODE_VERSION, decodeBytes, readImageFile, sha256Of } from '../images/decode';
import { asImageProblem } from '../images/problems';
import { toByteMap } from './byte-map';
import type { ExtractorProvider } from './extractor';
import { type ImportanceInput, importanceMap, mixTerms, type TermKeeper, termMaps } from './importance';
import { MapCache } from './map-cache';
import { imageKey, type MapMaking, mixtureKey, termKey } from './memory-keys';
import { openPredictors, type Predictors } from './predictors';
import { toUnitImage } from './unit-image';

const MIB = 2 ** 20;

export interface InteractiveMapsOptions {
  extractors: ExtractorProvider;
  /** Bytes for images, maps of single sources, mixtures and labels. Default 256, 384, 192 and 64 MiB. */
  budgets?: { images: number; terms: number; mixtures: number; labels: number };
}

interface KeptImage {
  unit: UnitImage;
  path: string;
  fileBytes: number;
  modifiedMs: number;
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
  readonly #images: BoundedCache<KeptImage>;
  readonly #terms: BoundedCache<FloatMap>;
  readonly #mixtures: BoundedCache<Mixture>;
  readonly #labels: BoundedCache<Uint8Array>;
  readonly #facts = new WeakMap<Float32Array, TermFacts>();
  readonly #featureCaches = new Map<string, MapCache>();
  #predictors: { runsFolder: string; opened: Predictors } | null = null;

  constructor({ extractors, budgets }: InteractiveMapsOptions) {
    const limits = budgets ?? { images: 256 * MIB, terms: 384 * MIB, mixtures: 192 * MIB, labels: 64 * MIB };
    this.#extractors = extractors;
    this.#images = new BoundedCache(limits.images);
    this.#terms = new BoundedCache(limits.terms);
    this.#mixtures = new BoundedCache(limits.mixtures);
    this.#labels = new BoundedCache(limits.labels);
  }

  /**
   * The map of an image with its figures.
   *
   * @param signal heard between sources
   * @throws Problem `image-missing`, `image-replaced`, what decoding says, `image-channels-differ`, `features-missing`
   */
  async map(subject: MapSubject, signal: AbortSignal): Promise<EngineMap | 'labels-needed'> {
    const startedMs = performance.now();
    const labels = this.#channelLabels(subject);
    if (labels === null || this.#painted(subject) === null) return 'labels-needed';
    const image = await this.#image(subject);
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
    const labels = this.#channelLabels(subject);
    if (labels === null && readsLabels(weighting)) return 'labels-needed';
    if (this.#painted(subject) === null) return 'labels-needed';
    const making = await this.#making(subject);
    const { importance, terms } = await this.#mixture(subject, labels, making, signal, () => this.#image(subject));
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
    const labels = this.#channelLabels(exact);
    if (labels === null || this.#painted(exact) === null) return 'labels-needed';
    const making = await this.#making(exact);
    const kept = this.#mixtures.get(mixtureKey(exact, making));
    if (kept !== undefined) return kept.importance;
    const { image } = await readImage(exact);
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
      painted: this.#painted(subject) ?? undefined,
      pixels: () => decoded(subject),
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

  /** What was painted of importance, a byte a pixel; null where the tiles have to be sent first. */
  #painted({ painted, width, height }: MapSubject): Uint8Array | undefined | null {
    if (painted === null) return undefined;
    const kept = this.#labels.get(painted.key);
    if (kept !== undefined) return kept;
    if (painted.tiles === null) return null;
    const { data } = toLabelMap(tileMapOf(width, height, painted.tiles));
    this.#labels.set(painted.key, data, data.byteLength);
    return data;
  }

  /** The image as training reads it, after making sure that its file is still the one that the project knows. */
  async #image(subject: MapSubject): Promise<UnitImage> {
    const { path, range, inputChannels } = subject;
    const key = imageKey(subject);
    const kept = this.#images.get(key);
    if (kept !== undefined && kept.path === path && (await isUntouched(kept))) return kept.unit;
    const { image, file } = await readImage(subject);
    const unit = toUnitImage(image, range.lo, range.hi, inputChannels);
    const fileBytes = file.bytes.length;
    this.#images.set(key, { unit, path, fileBytes, modifiedMs: file.modifiedMs }, unit.data.byteLength);
    return unit;
  }

  /** Channel index per pixel, 255 where not labelled; null where the tiles have to be sent first. */
  #channelLabels({ labels, width, height }: MapSubject): Uint8Array | null {
    const kept = this.#labels.get(labels.key);
    if (kept !== undefined) return kept;
    if (labels.tiles === null) return null;
    const map = toLabelMap(tileMapOf(width, height, labels.tiles));
    const channelLabels = toChannelLabels(
      map,
      labels.classIds.map((id) => ({ id })),
    );
    this.#labels.set(labels.key, channelLabels, channelLabels.byteLength);
    return channelLabels;
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

async function decoded(subject: MapSubject): Promise<PixelImage> {
  return (await readImage(subject)).image;
}

/** @throws Problem `image-replaced`, and what reading and decoding say */
async function readImage(subject: MapSubject) {
  const { path, sha256, width, height } = subject;
  const file = await readImageFile(path);
  if (sha256Of(file.bytes) !== sha256) throw replaced(subject);
  const { image } = await decodeBytes(file.bytes, path, selectionOf(subject));
  if (image.width !== width || image.height !== height) throw replaced(subject);
  return { image, file };
}

async function isUntouched({ path, fileBytes, modifiedMs }: KeptImage): Promise<boolean> {
  try {
    const file = await stat(path);
    return file.size === fileBytes && file.mtimeMs === modifiedMs;
  } catch (error) {
    throw asImageProblem(error, path);
  }
}

/** Lets messages in, a cancellation among them: they are heard between two rounds of the event loop. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}

function replaced({ name, path }: MapSubject): Problem {
  return new Problem(
    'image-replaced',
    `The image "${name}" was replaced by another since it was added; training leaves it out.`,
    'Put the original back, or add the new image and label it.',
    path,
  );
}

function outside({ name, width, height }: MapSubject, x: number, y: number): Problem {
  return new Problem(
    'pixel-outside',
    `The image "${name}" has ${width} x ${height} pixels, and none at ${x}, ${y}.`,
    'Point at the image.',
  );
}
