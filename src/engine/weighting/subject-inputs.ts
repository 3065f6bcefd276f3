import { stat } from 'node:fs/promises';
import { BoundedCache } from '../../shared/bounded-cache';
import type { MapSubject } from '../../shared/contract/engine-weights';
import { selectionOf } from '../../shared/images/image-part';
import type { UnitImage } from '../../shared/images/pixels';
import { tileMapOf, toLabelMap } from '../../shared/labels/tile-map';
import { Problem } from '../../shared/problem';
import { toChannelLabels } from '../../shared/training/channels';
import { decodeBytes, readImageFile, sha256Of } from '../images/decode';
import { asImageProblem } from '../images/problems';
import { imageKey } from './memory-keys';
import { toUnitImage } from './unit-image';

interface KeptImage {
  unit: UnitImage;
  path: string;
  fileBytes: number;
  modifiedMs: number;
}

/** What maps are made from, kept in memory: images as training reads them, labels and painted importance. */
export class SubjectInputs {
  readonly #images: BoundedCache<KeptImage>;
  readonly #labels: BoundedCache<Uint8Array>;

  /** @param budgets bytes for images and for labels */
  constructor(budgets: { images: number; labels: number }) {
    this.#images = new BoundedCache(budgets.images);
    this.#labels = new BoundedCache(budgets.labels);
  }

  /** The image as training reads it, after making sure that its file is still the one that the project knows. */
  async image(subject: MapSubject): Promise<UnitImage> {
    const { path, range, inputChannels } = subject;
    const key = imageKey(subject);
    const kept = this.#images.get(key);
    if (kept !== undefined && kept.path === path && (await isUntouched(kept))) return kept.unit;
    const { image, file } = await readSubject(subject);
    const unit = toUnitImage(image, range.lo, range.hi, inputChannels);
    const fileBytes = file.bytes.length;
    this.#images.set(key, { unit, path, fileBytes, modifiedMs: file.modifiedMs }, unit.data.byteLength);
    return unit;
  }

  /** Channel index per pixel, 255 where not labelled; null where the tiles have to be sent first. */
  channelLabels({ labels, width, height }: MapSubject): Uint8Array | null {
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

  /** What was painted of importance, a byte a pixel; null where the tiles have to be sent first. */
  painted({ painted, width, height }: MapSubject): Uint8Array | undefined | null {
    if (painted === null) return undefined;
    const kept = this.#labels.get(painted.key);
    if (kept !== undefined) return kept;
    if (painted.tiles === null) return null;
    const { data } = toLabelMap(tileMapOf(width, height, painted.tiles));
    this.#labels.set(painted.key, data, data.byteLength);
    return data;
  }
}

/** The image of a subject, decoded. @throws Problem `image-replaced`, and what reading and decoding say */
export async function readSubject(subject: MapSubject) {
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

function replaced({ name, path }: MapSubject): Problem {
  return new Problem(
    'image-replaced',
    `The image "${name}" was replaced by another since it was added; training leaves it out.`,
    'Put the original back, or add the new image and label it.',
    path,
  );
}
