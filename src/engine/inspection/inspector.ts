import { dirname, join } from 'node:path';
import { BoundedCache } from '../../shared/bounded-cache';
import type { engineInspectRequests, InspectSubject } from '../../shared/contract/engine-inspect';
import type { EngineOutput } from '../../shared/contract/engine-protocol';
import type { InspectedNetwork } from '../../shared/contract/engine-subjects';
import type { InspectedLayer, InspectLayer } from '../../shared/contract/inspect';
import { contentKey } from '../../shared/images/image-part';
import { VOID_CHANNEL } from '../../shared/training/channels';
import { disagreements } from '../../shared/training/numbers/disagreements';
import type { Snapshot } from '../../shared/training/snapshot';
import { readsLabels, readsPainted } from '../../shared/weighting/words';
import { readSnapshot, readSnapshotImportance } from '../training/run-folder';
import type { ExtractorProvider } from '../weighting/extractor';
import { MapCache } from '../weighting/map-cache';
import { openPredictors } from '../weighting/predictors';
import { activationLayer } from './activations';
import type { CurrentLabels } from './current-labels';
import { deepestLayer, imageFeatures, imageUncertainty } from './image-look';
import { type LayerReader, openLayerReader } from './layer-reader';
import { differenceLayer, predictedLayer, valuesAt, weightedLossLayer, weightLayer } from './layers';
import { type LoadedRun, LoadedRuns } from './loaded-runs';
import { openInspectedImage } from './open-image';
import { PredictedImages, predictedKey } from './predicted-images';
import { type RunWeights, runWeights } from './run-weights';
import { SharedWork } from './shared-work';

type Reply<Name extends keyof typeof engineInspectRequests> = EngineOutput<Name>;
/** A subject whose labels do not matter. */
type Place = Pick<InspectSubject, 'runFolder' | 'checkpoint' | 'image'>;

const MIB = 2 ** 20;
/** Regions given with an image's scores: more are not listed of a set either. */
const WORST_REGIONS = 50;

/**
 * Looks at images through trained runs. Runs, probabilities, labels, weights and layers of what was looked at last are kept,
 * within bounds, so that a further layer or pixel of the same image costs no prediction.
 */
export class Inspector {
  readonly #runs = new LoadedRuns();
  readonly #images = new PredictedImages();
  readonly #weights = new BoundedCache<RunWeights>(256 * MIB);
  readonly #weighing = new SharedWork<RunWeights>();
  readonly #layers = new BoundedCache<InspectedLayer>(256 * MIB);
  #maps: { cacheFolder: string; cache: MapCache } | null = null;
  /** Reads the features of the network that images were looked at with last. */
  #features: { stamp: string; reader: Promise<LayerReader> } | null = null;

  constructor(private readonly extractors: ExtractorProvider) {}

  run(network: InspectedNetwork): Promise<Reply<'inspectRun'>> {
    return this.#runs.with(network, async ({ run, stamp }) => ({
      channels: run.snapshot.channels,
      step: run.state.step,
      stamp,
      images: run.snapshot.images.map(({ id, name, split }) => ({ id, name, split })),
      notices: run.notices,
    }));
  }

  async use(runFolder: string): Promise<Reply<'inspectUse'>> {
    const { channels, images } = await readSnapshot(runFolder);
    return { classIds: channels.map(({ id }) => id), images: images.map(({ id, split }) => ({ id, split })) };
  }

  layer(subject: InspectSubject, layer: InspectLayer, signal: AbortSignal): Promise<Reply<'inspectLayer'>> {
    return this.#looking(subject, async (loaded, labels) =>
      this.#kept(subject, loaded, JSON.stringify(layer), () => this.#made(subject, loaded, labels, layer, signal)),
    );
  }

  difference(
    subject: InspectSubject,
    other: InspectedNetwork,
    signal: AbortSignal,
  ): Promise<Reply<'inspectDifference'>> {
    return this.#looking(subject, (loaded, labels) =>
      this.#runs.with(other, (second) =>
        this.#kept(subject, loaded, `difference|${second.stamp}`, async () => {
          const pixels = await this.#images.pixels(subject, loaded, labels, signal);
          const { prediction } = await this.#images.probabilities(subject, second, signal);
          const channels = channelsOf(second.run.snapshot, loaded.run.snapshot);
          const translated = prediction.map((channel) => channels[channel]);
          return { ...differenceLayer(pixels, translated), notices: [...labels.notices, ...second.run.notices] };
        }),
      ),
    );
  }

  layers(network: InspectedNetwork): Promise<Reply<'inspectLayers'>> {
    return this.#runs.with(network, async ({ run }) =>
      run.layers.map(({ name, kind, stride, outputChannels: channels }) => ({ name, kind, stride, channels })),
    );
  }

  activation(subject: Place, layer: string, signal: AbortSignal): Promise<Reply<'inspectActivation'>> {
    return this.#runs.with(subject, (loaded) =>
      this.#kept({ ...subject, labelRevision: null }, loaded, `activation|${layer}`, async () => {
        const pixels = await openInspectedImage(subject.image, loaded.run.network);
        signal.throwIfAborted();
        return { ...(await activationLayer(loaded.run, pixels, layer)), notices: loaded.run.notices };
      }),
    );
  }

  at(subject: InspectSubject, x: number, y: number, signal: AbortSignal): Promise<Reply<'inspectAt'>> {
    return this.#looking(subject, async (loaded, labels) => {
      const pixels = await this.#images.pixels(subject, loaded, labels, signal);
      return valuesAt(pixels, await this.#weightsOf(subject, loaded, labels, signal), x, y);
    });
  }

  /**
   * Compares prediction and labels. @param keepsProbabilities for an image that is looked at; a set passes through
   * without crowding out what is.
   */
  score(subject: InspectSubject, keepsProbabilities: boolean, signal: AbortSignal): Promise<Reply<'inspectScore'>> {
    return this.#looking(subject, async (loaded, labels) => {
      const compared = await this.#images.compared(subject, loaded, labels, keepsProbabilities, signal);
      const regions = disagreements(compared, null, WORST_REGIONS);
      return { numbers: compared.numbers, regions, notices: labels.notices };
    });
  }

  doubts(
    subject: InspectSubject,
    thresholds: readonly number[],
    most: number,
    signal: AbortSignal,
  ): Promise<Reply<'inspectDoubts'>> {
    return this.#looking(subject, async (loaded, labels) =>
      disagreements(await this.#images.compared(subject, loaded, labels, false, signal), thresholds, most),
    );
  }

  look(subject: Place, signal: AbortSignal): Promise<Reply<'inspectLook'>> {
    return this.#runs.with(subject, async (loaded) => {
      const { network } = loaded.run;
      const pixels = await openInspectedImage(subject.image, network);
      const reader = await this.#featureReader(loaded);
      const features = imageFeatures(reader, network, pixels);
      return { ...(await imageUncertainty(network, pixels, signal)), features };
    });
  }

  /** Frees the runs. */
  async dispose(): Promise<void> {
    await this.#dropFeatures();
    await this.#runs.dispose();
  }

  /** With the image's labels of now; they are asked for where they are not here. */
  #looking<Answer>(
    subject: InspectSubject,
    work: (loaded: LoadedRun, labels: CurrentLabels) => Promise<Answer>,
  ): Promise<Answer | 'labels-needed'> {
    return this.#runs.with(subject, async (loaded) => {
      const labels = this.#images.labels(subject, loaded);
      return labels === null ? 'labels-needed' : work(loaded, labels);
    });
  }

  async #made(
    subject: InspectSubject,
    loaded: LoadedRun,
    labels: CurrentLabels,
    layer: InspectLayer,
    signal: AbortSignal,
  ): Promise<InspectedLayer> {
    if (layer.kind === 'weight') {
      const weights = await this.#weightsOf(subject, loaded, labels, signal);
      return { ...weightLayer(subject.image, weights), notices: weights.notices };
    }
    const pixels = await this.#images.pixels(subject, loaded, labels, signal);
    if (layer.kind !== 'weighted-loss') {
      const notices = layer.kind === 'error' || layer.kind === 'loss' ? labels.notices : [];
      return { ...predictedLayer(pixels, layer), notices };
    }
    const weights = await this.#weightsOf(subject, loaded, labels, signal);
    return { ...weightedLossLayer(pixels, weights), notices: [...labels.notices, ...weights.notices] };
  }

  /** A layer as it was made before, so that going back to an image costs next to nothing. */
  async #kept(
    subject: Pick<InspectSubject, 'image'> & { labelRevision: number | null },
    loaded: LoadedRun,
    name: string,
    make: () => Promise<InspectedLayer>,
  ): Promise<InspectedLayer> {
    const key = `${predictedKey(subject, loaded)}|${subject.labelRevision}|${name}`;
    const kept = this.#layers.get(key);
    if (kept !== undefined) return kept;
    const made = await make();
    this.#layers.set(key, made, made.map.data.length);
    return made;
  }

  async #featureReader({ run, stamp }: LoadedRun): Promise<LayerReader> {
    if (this.#features?.stamp !== stamp) {
      await this.#dropFeatures();
      this.#features = { stamp, reader: openLayerReader(run, deepestLayer(run.layers)) };
    }
    return this.#features.reader;
  }

  async #dropFeatures(): Promise<void> {
    const before = this.#features;
    this.#features = null;
    const reader = await before?.reader.catch(() => null);
    reader?.dispose();
  }

  async #weightsOf(
    subject: InspectSubject,
    { run }: LoadedRun,
    labels: CurrentLabels,
    signal: AbortSignal,
  ): Promise<RunWeights> {
    const { image, runFolder, labelRevision, cacheFolder } = subject;
    const revision = readsLabels(run.snapshot.config.weighting) ? labelRevision : '';
    const key = `${runFolder}|${image.id}|${contentKey(image)}|${revision}`;
    return (
      this.#weights.get(key) ??
      this.#weighing.do(key, signal, async () => {
        const pixels = await openInspectedImage(image, run.network);
        const predictors = openPredictors(dirname(runFolder));
        const tools = { extractors: this.extractors, predictors, cache: this.#mapCache(cacheFolder) };
        const painted = await paintedOf(run.snapshot, runFolder, image.id);
        const looked = { pixels, sha256: contentKey(image) };
        const weights = await runWeights(run, looked, labels.channels, painted, tools).finally(predictors.dispose);
        this.#weights.set(key, weights, weights.data.byteLength);
        return weights;
      })
    );
  }

  /** One for all images, since a new one would first count what lies in its folder. */
  #mapCache(cacheFolder: string): MapCache {
    if (this.#maps?.cacheFolder !== cacheFolder) {
      this.#maps = { cacheFolder, cache: new MapCache({ folder: join(cacheFolder, 'maps') }) };
    }
    return this.#maps.cache;
  }
}

/** As it was when the run started; an image that was not part of the run has none. */
async function paintedOf(snapshot: Snapshot, runFolder: string, id: string): Promise<Uint8Array | undefined> {
  const image = snapshot.images.find((known) => known.id === id);
  if (image === undefined || !readsPainted(snapshot.config.weighting)) return undefined;
  return (await readSnapshotImportance(runFolder, image)).data;
}

/** For each channel of one run the channel of another that is the same class; 255 where it has none. */
function channelsOf(from: Snapshot, to: Snapshot): Uint8Array {
  return Uint8Array.from(from.channels, ({ id }) => {
    const channel = to.channels.findIndex((other) => other.id === id);
    return channel < 0 ? VOID_CHANNEL : channel;
  });
}
