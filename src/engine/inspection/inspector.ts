import { dirname, join } from 'node:path';
import { BoundedCache } from '../../shared/bounded-cache';
import type { engineInspectRequests, InspectSubject } from '../../shared/contract/engine-inspect';
import type { EngineOutput } from '../../shared/contract/engine-protocol';
import type { InspectedNetwork } from '../../shared/contract/engine-subjects';
import type { InspectLayer } from '../../shared/contract/inspect';
import { contentKey } from '../../shared/images/image-part';
import { Problem } from '../../shared/problem';
import { addBoundaries, emptyBoundaryCounts } from '../../shared/training/boundary';
import { addToConfusion, emptyConfusion } from '../../shared/training/confusion';
import type { Snapshot } from '../../shared/training/snapshot';
import { readsLabels, readsPainted } from '../../shared/weighting/words';
import { fitsBuffer } from '../images/limits';
import { argmax, predictProbabilities } from '../inference/predict';
import { scoreImage } from '../inference/score-image';
import { readSnapshotImportance } from '../training/run-folder';
import { availableBytes } from '../training/trial';
import type { ExtractorProvider } from '../weighting/extractor';
import { MapCache } from '../weighting/map-cache';
import { openPredictors } from '../weighting/predictors';
import { activationLayer } from './activations';
import { type CurrentLabels, currentLabels } from './current-labels';
import { type InspectedPixels, predictedLayer, valuesAt, weightedLossLayer, weightLayer } from './layers';
import { type LoadedRun, LoadedRuns } from './loaded-runs';
import { openInspectedImage } from './open-image';
import { type RunWeights, runWeights } from './run-weights';
import { SharedWork } from './shared-work';

type Reply<Name extends keyof typeof engineInspectRequests> = EngineOutput<Name>;
type Predicted = Pick<InspectedPixels, 'probabilities' | 'prediction'>;

const MIB = 2 ** 20;

/**
 * Looks at images through trained runs. Runs, probabilities, labels and weights of what was looked at last are kept,
 * within bounds, so that a further layer or pixel of the same image costs no prediction.
 */
export class Inspector {
  readonly #runs = new LoadedRuns();
  readonly #predicted = new BoundedCache<Predicted>(768 * MIB);
  readonly #predicting = new SharedWork<Predicted>();
  readonly #labels = new BoundedCache<CurrentLabels>(256 * MIB);
  readonly #weights = new BoundedCache<RunWeights>(256 * MIB);
  readonly #weighing = new SharedWork<RunWeights>();
  #maps: { cacheFolder: string; cache: MapCache } | null = null;

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

  layer(subject: InspectSubject, layer: InspectLayer, signal: AbortSignal): Promise<Reply<'inspectLayer'>> {
    return this.#runs.with(subject, async (loaded) => {
      const labels = this.#labelsOf(subject, loaded);
      if (labels === null) return 'labels-needed';
      const { width, height } = subject.image;
      if (layer.kind === 'weight') {
        const weights = await this.#weightsOf(subject, loaded, labels, signal);
        return { ...weightLayer({ width, height }, weights), notices: weights.notices };
      }
      const pixels = await this.#pixelsOf(subject, loaded, labels, signal);
      if (layer.kind !== 'weighted-loss') {
        const notices = layer.kind === 'error' || layer.kind === 'loss' ? labels.notices : [];
        return { ...predictedLayer(pixels, layer), notices };
      }
      const weights = await this.#weightsOf(subject, loaded, labels, signal);
      return { ...weightedLossLayer(pixels, weights), notices: [...labels.notices, ...weights.notices] };
    });
  }

  layers(network: InspectedNetwork): Promise<Reply<'inspectLayers'>> {
    return this.#runs.with(network, async ({ run }) =>
      run.layers.map(({ name, kind, stride, outputChannels: channels }) => ({ name, kind, stride, channels })),
    );
  }

  activation(
    subject: Pick<InspectSubject, 'runFolder' | 'checkpoint' | 'image'>,
    layer: string,
    signal: AbortSignal,
  ): Promise<Reply<'inspectActivation'>> {
    return this.#runs.with(subject, async ({ run }) => {
      const pixels = await openInspectedImage(subject.image, run.network);
      signal.throwIfAborted();
      return { ...(await activationLayer(run, pixels, layer)), notices: run.notices };
    });
  }

  at(subject: InspectSubject, x: number, y: number, signal: AbortSignal): Promise<Reply<'inspectAt'>> {
    return this.#runs.with(subject, async (loaded) => {
      const labels = this.#labelsOf(subject, loaded);
      if (labels === null) return 'labels-needed';
      const pixels = await this.#pixelsOf(subject, loaded, labels, signal);
      return valuesAt(pixels, await this.#weightsOf(subject, loaded, labels, signal), x, y);
    });
  }

  /**
   * Compares prediction and labels. @param keepsProbabilities for an image that is looked at; a set passes through
   * without crowding out what is.
   */
  score(subject: InspectSubject, keepsProbabilities: boolean, signal: AbortSignal): Promise<Reply<'inspectScore'>> {
    return this.#runs.with(subject, async (loaded) => {
      const labels = this.#labelsOf(subject, loaded);
      if (labels === null) return 'labels-needed';
      const { width, height } = subject.image;
      const { channels, config } = loaded.run.snapshot;
      const kept = this.#predicted.get(predictedKey(subject, loaded));
      const prediction =
        kept?.prediction ??
        (keepsProbabilities
          ? (await this.#pixelsOf(subject, loaded, labels, signal)).prediction
          : await predictionOf(subject, loaded, labels, signal));
      const confusion = emptyConfusion(channels.length);
      const boundaries = emptyBoundaryCounts(channels.length);
      addToConfusion(confusion, labels.channels, prediction);
      addBoundaries(boundaries, labels.channels, prediction, width, height, config.boundaryDistancePx);
      return {
        confusion: Array.from(confusion.counts),
        boundaries: {
          labels: Array.from(boundaries.labels),
          predictions: Array.from(boundaries.predictions),
          both: Array.from(boundaries.both),
        },
        notices: labels.notices,
      };
    });
  }

  /** Frees the runs. */
  dispose(): Promise<void> {
    return this.#runs.dispose();
  }

  #labelsOf(subject: InspectSubject, { run }: LoadedRun): CurrentLabels | null {
    const { image, labelRevision, labels: tiles, runFolder } = subject;
    const key = `${runFolder}|${image.id}|${labelRevision}`;
    const kept = this.#labels.get(key);
    if (kept !== undefined) return kept;
    if (tiles === null) return null;
    const labels = currentLabels(image, labelRevision, tiles, run.snapshot);
    this.#labels.set(key, labels, labels.channels.length);
    return labels;
  }

  async #pixelsOf(
    subject: InspectSubject,
    loaded: LoadedRun,
    labels: CurrentLabels,
    signal: AbortSignal,
  ): Promise<InspectedPixels> {
    const { width, height } = subject.image;
    const { classCount } = loaded.run.network;
    const key = predictedKey(subject, loaded);
    const predicted =
      this.#predicted.get(key) ??
      (await this.#predicting.do(key, signal, async (shared) => {
        requireRoom(subject.image, classCount);
        const pixels = await openInspectedImage(subject.image, loaded.run.network);
        const { data } = await predictProbabilities(loaded.run.network, pixels, { signal: shared });
        const made = { probabilities: data, prediction: argmax(data, classCount) };
        this.#predicted.set(key, made, data.byteLength + made.prediction.length);
        return made;
      }));
    return { width, height, classCount, ...predicted, labels: labels.channels };
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

function predictedKey({ image }: InspectSubject, { stamp }: LoadedRun): string {
  return `${stamp}|${image.id}|${contentKey(image)}`;
}

/** Without keeping probabilities: in memory bounded by tiles, and by the very function that a run validates with. */
async function predictionOf(
  { image }: InspectSubject,
  { run }: LoadedRun,
  labels: CurrentLabels,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const pixels = await openInspectedImage(image, run.network);
  return (await scoreImage(run.network, pixels, labels.channels, signal)).channels;
}

/** @throws Problem `inspect-too-large` */
function requireRoom({ name, width, height, path }: InspectSubject['image'], classCount: number): void {
  const bytes = 4 * width * height * classCount;
  if (fitsBuffer(bytes) && bytes <= availableBytes()) return;
  throw new Problem(
    'inspect-too-large',
    `The probabilities of "${name}" at ${width} x ${height} pixels and ${classCount} classes take ${(bytes / 2 ** 30).toFixed(1)} GiB of memory, more than there is.`,
    'Close other programs, or cut the image into parts and inspect these.',
    path,
  );
}
