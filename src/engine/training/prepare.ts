import { readFile } from 'node:fs/promises';
import type { ImageId } from '../../shared/ids';
import { contentKey } from '../../shared/images/image-part';
import { Problem } from '../../shared/problem';
import { middleSide } from '../../shared/training/object-size';
import type { Prepared, Snapshot, SnapshotImage } from '../../shared/training/snapshot';
import { oneClass } from '../../shared/training/training-facts';
import { commonDepth } from '../../shared/training/training-set';
import { isAllZero } from '../../shared/weighting/compose';
import { readsPainted } from '../../shared/weighting/words';
import { DECODE_VERSION } from '../images/decode';
import { type ImportanceTools, importanceMap } from '../weighting/importance';
import { toUnitImage } from '../weighting/unit-image';
import { findInputRange, MomentCollector } from './input-range';
import { readStoredImages, type StoredImage } from './read-images';
import { readPrepared, readSnapshotImportance, writePrepared } from './run-folder';
import type { PreparedImageRef } from './sampler/batch-types';
import { readPixels, type WorkFiles } from './work-files';

export interface PreparedRun {
  prepared: Prepared;
  training: PreparedImageRef[];
  validation: StoredImage[];
  /** Side of the square that a middle-sized labelled object fits into, pixels; null where none is seen whole. */
  objectPx: number | null;
}

export interface PrepareOptions {
  snapshot: Snapshot;
  runFolder: string;
  files: WorkFiles;
  importance: ImportanceTools;
  signal: AbortSignal;
  onProgress(part: string, done: number, total: number): void;
  onWarning(problem: Problem, images?: ImageId[]): void;
}

/**
 * Makes a run's images ready: decodes and checks them, finds the input range and statistics (or takes those that an
 * earlier start of the run froze in prepared.json), computes the importance maps and writes all of it as raw files.
 * Images that are gone, replaced or broken are left out with a warning each.
 * @throws Problem `no-training-image`, `nothing-painted`, `training-one-class`
 */
export async function prepareRun(options: PrepareOptions): Promise<PreparedRun> {
  const { snapshot, runFolder, onWarning } = options;
  if (snapshot.channels.length < 2) throw oneClass(snapshot.channels);
  const all = await readStoredImages(options);
  const images = withOneDepth(all, onWarning);
  const training = images.filter(({ image, validPixels }) => image.split === 'training' && validPixels > 0);
  const validation = images.filter(({ image, validPixels }) => image.split === 'validation' && validPixels > 0);
  if (!images.some(({ image }) => image.split === 'training')) throw noImage(snapshot);
  if (training.length === 0) throw nothingPainted(snapshot);

  const frozen = await readPrepared(runFolder);
  if (frozen && frozen.decodeVersion !== DECODE_VERSION) onWarning(decodedDifferently(snapshot));
  const range = frozen ?? (await findInputRange(training, readPixels, snapshot.inputChannels));
  const pixelCounts = frozen?.pixelCounts ?? countPixels(training, snapshot.channels.length);
  warnOfUnpainted(snapshot, pixelCounts, onWarning);
  const moments = new MomentCollector(snapshot.inputChannels);
  const refs = await computeMaps(options, training, range, pixelCounts, moments);
  const prepared: Prepared = frozen ?? {
    version: 1,
    decodeVersion: DECODE_VERSION,
    depth: training[0].depth,
    lo: range.lo,
    hi: range.hi,
    ...moments.moments(),
    pixelCounts,
  };
  if (!frozen) await writePrepared(runFolder, prepared);
  const objectPx = middleSide(training.flatMap(({ objectSides }) => objectSides));
  return { prepared, training: refs, validation, objectPx };
}

/** Importance maps of the training images; on the way their values are summed for the mean and deviation. */
async function computeMaps(
  options: PrepareOptions,
  training: readonly StoredImage[],
  range: { lo: number[]; hi: number[] },
  trainingCounts: number[],
  moments: MomentCollector,
): Promise<PreparedImageRef[]> {
  const { snapshot, runFolder, files, signal, onProgress } = options;
  const { weighting } = snapshot.config;
  const refs: PreparedImageRef[] = [];
  for (const [index, entry] of training.entries()) {
    signal.throwIfAborted();
    onProgress('weights', index, training.length);
    const unit = toUnitImage(await readPixels(entry), range.lo, range.hi, snapshot.inputChannels);
    moments.add(unit);
    const map = await importanceMap(
      {
        image: unit,
        channelLabels: new Uint8Array(await readFile(entry.labels.path)),
        channelNames: snapshot.channels.map(({ name }) => name),
        trainingCounts,
        painted: readsPainted(weighting) ? (await readSnapshotImportance(runFolder, entry.image)).data : undefined,
        pixels: () => readPixels(entry),
        identity: { sha256: contentKey(entry.image), decodeVersion: DECODE_VERSION, lo: range.lo, hi: range.hi },
      },
      weighting,
      options.importance,
    );
    const isWeighted = weighting.terms.length > 0;
    refs.push({
      id: entry.image.id,
      width: entry.width,
      height: entry.height,
      channels: entry.channels,
      depth: entry.depth,
      pixels: entry.pixels,
      labels: entry.labels,
      importance: isWeighted ? await files.write(`${entry.image.id}.importance`, map.data) : null,
      isImportanceZero: isAllZero(map),
      cellCounts: entry.cellCounts,
    });
  }
  onProgress('weights', training.length, training.length);
  return refs;
}

/** A run has one input range, so all its images have the depth that most of them have. */
function withOneDepth(images: StoredImage[], onWarning: PrepareOptions['onWarning']): StoredImage[] {
  const depth = commonDepth(images);
  for (const other of images.filter((entry) => entry.depth !== depth)) {
    onWarning(
      new Problem(
        'image-depth-differs',
        `The image "${other.image.name}" has ${other.depth} bits a channel, the others ${depth}; the run goes on without it.`,
        'Convert the image to the depth of the others.',
        other.image.path,
      ),
      [other.image.id],
    );
  }
  return images.filter((entry) => entry.depth === depth);
}

function countPixels(training: readonly StoredImage[], classCount: number): number[] {
  return Array.from({ length: classCount }, (_, channel) =>
    training.reduce((sum, { channelPixels }) => sum + channelPixels[channel], 0),
  );
}

function warnOfUnpainted(snapshot: Snapshot, counts: readonly number[], onWarning: PrepareOptions['onWarning']): void {
  snapshot.channels.forEach(({ name }, channel) => {
    if (counts[channel] > 0) return;
    onWarning(
      new Problem(
        'class-without-pixels',
        `The class "${name}" has no painted pixel in the training images, so the network cannot learn it.`,
        'Paint some of it in a training image, or delete the class.',
      ),
    );
  });
}

function decodedDifferently(snapshot: Snapshot): Problem {
  return new Problem(
    'decode-version-differs',
    `The run ${snapshot.runId} began with another version of the image decoder; its pixels may differ slightly.`,
    'Start a new run where it has to be repeatable.',
  );
}

function noImage(snapshot: Snapshot): Problem {
  const names = snapshot.images.filter(({ split }: SnapshotImage) => split === 'training').map(({ name }) => name);
  return new Problem(
    'no-training-image',
    names.length === 0
      ? 'No image is left for training.'
      : `None of the ${names.length} training images can be used, ${names[0]} among them.`,
    'See the warnings for what is wrong with each, or choose another split.',
  );
}

function nothingPainted(snapshot: Snapshot): Problem {
  return new Problem(
    'nothing-painted',
    `No pixel of the training images of "${snapshot.projectName}" is painted.`,
    'Paint some pixels of each class, or import masks.',
  );
}
