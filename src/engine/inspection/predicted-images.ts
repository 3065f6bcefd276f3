import { BoundedCache } from '../../shared/bounded-cache';
import type { InspectSubject } from '../../shared/contract/engine-inspect';
import { contentKey } from '../../shared/images/image-part';
import { Problem } from '../../shared/problem';
import { fitsBuffer } from '../images/limits';
import { argmax, predictBands, predictProbabilities } from '../inference/predict';
import { availableBytes } from '../training/trial';
import { type ComparedImage, compareImage } from './compared-image';
import { type CurrentLabels, currentLabels } from './current-labels';
import type { InspectedPixels } from './layers';
import type { LoadedRun } from './loaded-runs';
import { openInspectedImage } from './open-image';
import { SharedWork } from './shared-work';

type Predicted = Pick<InspectedPixels, 'probabilities' | 'prediction'>;
type Place = Pick<InspectSubject, 'image'>;

const MIB = 2 ** 20;

/**
 * What was predicted and compared last, kept within bounds. A set passes through as three bytes a pixel, so that it does not
 * crowd out the probabilities of what is looked at.
 */
export class PredictedImages {
  readonly #predicted = new BoundedCache<Predicted>(768 * MIB);
  readonly #predicting = new SharedWork<Predicted>();
  readonly #compared = new BoundedCache<ComparedImage>(512 * MIB);
  readonly #labels = new BoundedCache<CurrentLabels>(256 * MIB);

  /** The image's labels of now; null where they have to be sent first. */
  labels(subject: InspectSubject, { run }: LoadedRun): CurrentLabels | null {
    const { image, labelRevision, labels: tiles, runFolder } = subject;
    const key = `${runFolder}|${image.id}|${labelRevision}`;
    const kept = this.#labels.get(key);
    if (kept !== undefined) return kept;
    if (tiles === null) return null;
    const labels = currentLabels(image, labelRevision, tiles, run.snapshot);
    this.#labels.set(key, labels, labels.channels.length);
    return labels;
  }

  /** @throws Problem `inspect-too-large`, or what opening the image says */
  async probabilities(subject: Place, loaded: LoadedRun, signal: AbortSignal): Promise<Predicted> {
    const { classCount } = loaded.run.network;
    const key = predictedKey(subject, loaded);
    return (
      this.#predicted.get(key) ??
      this.#predicting.do(key, signal, async (shared) => {
        requireRoom(subject.image, classCount);
        const pixels = await openInspectedImage(subject.image, loaded.run.network);
        const { data } = await predictProbabilities(loaded.run.network, pixels, { signal: shared });
        const made = { probabilities: data, prediction: argmax(data, classCount) };
        this.#predicted.set(key, made, data.byteLength + made.prediction.length);
        return made;
      })
    );
  }

  /** Probabilities and labels together. */
  async pixels(
    subject: Place,
    loaded: LoadedRun,
    labels: CurrentLabels,
    signal: AbortSignal,
  ): Promise<InspectedPixels> {
    const { width, height } = subject.image;
    const predicted = await this.probabilities(subject, loaded, signal);
    return { width, height, classCount: loaded.run.network.classCount, ...predicted, labels: labels.channels };
  }

  /** @param keepsProbabilities for an image that is looked at */
  async compared(
    subject: InspectSubject,
    loaded: LoadedRun,
    labels: CurrentLabels,
    keepsProbabilities: boolean,
    signal: AbortSignal,
  ): Promise<ComparedImage> {
    const { image, labelRevision } = subject;
    const { network, snapshot } = loaded.run;
    const key = `${predictedKey(subject, loaded)}|${labelRevision}`;
    const kept = this.#compared.get(key);
    if (kept !== undefined) return kept;
    if (keepsProbabilities) await this.probabilities(subject, loaded, signal);
    const known = this.#predicted.get(predictedKey(subject, loaded));
    const compared = await compareImage(
      image,
      network.classCount,
      labels.channels,
      snapshot.config.boundaryDistancePx,
      async (sink) => {
        if (known !== undefined) return sink({ y: 0, data: known.probabilities });
        await predictBands(network, await openInspectedImage(image, network), { signal }, sink);
      },
    );
    this.#compared.set(key, compared, 3 * image.width * image.height);
    return compared;
  }
}

/** Another one where the network or the picture is another. */
export function predictedKey({ image }: Place, { stamp }: LoadedRun): string {
  return `${stamp}|${image.id}|${contentKey(image)}`;
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
