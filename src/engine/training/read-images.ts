import type { PixelImage } from '../../shared/images/pixels';
import { asProblem, Problem } from '../../shared/problem';
import { toChannelLabels, VOID_CHANNEL } from '../../shared/training/channels';
import { countCells } from '../../shared/training/label-index';
import { measuredImages, measuredWindow, objectSidesWithin } from '../../shared/training/object-size';
import type { SnapshotImage } from '../../shared/training/snapshot';
import { openSnapshotImage } from './open-image';
import type { PrepareOptions } from './prepare';
import { readSnapshotLabels } from './run-folder';
import type { FileRegion } from './sampler/batch-types';
import type { StoredPixels } from './work-files';

/** An image of the run, decoded and written as raw files. */
export interface StoredImage extends StoredPixels {
  image: SnapshotImage;
  /** One byte a pixel: output channel, 255 void. */
  labels: FileRegion;
  /** Valid pixels per 64-pixel cell and channel. */
  cellCounts: Uint16Array;
  /** Valid pixels per channel, and of all channels. */
  channelPixels: number[];
  validPixels: number;
  /** Of some of the training images; empty of the others. See `objectSides`. */
  objectSides: number[];
}

/** Decodes the images of the run and writes them out; those that cannot be used are left out with a warning each. */
export async function readStoredImages(options: PrepareOptions): Promise<StoredImage[]> {
  const { snapshot, signal, onProgress, onWarning } = options;
  const stored: StoredImage[] = [];
  const measured = new Set(measuredImages(snapshot.images.filter(({ split }) => split === 'training')));
  for (const [index, image] of snapshot.images.entries()) {
    signal.throwIfAborted();
    onProgress('images', index, snapshot.images.length);
    let pixels: PixelImage;
    try {
      pixels = await openSnapshotImage(image);
      requireChannels(image, pixels, snapshot.inputChannels);
    } catch (error) {
      onWarning(asProblem(error, image.path), [image.id]);
      continue;
    }
    stored.push(await store(options, image, pixels, measured.has(image)));
  }
  onProgress('images', snapshot.images.length, snapshot.images.length);
  return stored;
}

async function store(
  options: PrepareOptions,
  image: SnapshotImage,
  pixels: PixelImage,
  isMeasured: boolean,
): Promise<StoredImage> {
  const { snapshot, runFolder, files } = options;
  const classCount = snapshot.channels.length;
  const labels = toChannelLabels(await readSnapshotLabels(runFolder, image), snapshot.channels);
  const channelPixels = Array.from({ length: classCount }, () => 0);
  for (const channel of labels) if (channel !== VOID_CHANNEL) channelPixels[channel]++;
  return {
    image,
    width: pixels.width,
    height: pixels.height,
    channels: pixels.channels,
    depth: pixels.depth,
    pixels: await files.write(`${image.id}.pixels`, pixels.data),
    labels: await files.write(`${image.id}.labels`, labels),
    cellCounts: countCells(labels, pixels.width, pixels.height, classCount),
    channelPixels,
    validPixels: channelPixels.reduce((sum, count) => sum + count, 0),
    objectSides: isMeasured
      ? objectSidesWithin(labels, pixels.width, measuredWindow(image.tiles, pixels.width, pixels.height))
      : [],
  };
}

/** @throws Problem image-channels-differ */
export function requireChannels(image: Pick<SnapshotImage, 'name' | 'path'>, pixels: PixelImage, wanted: number): void {
  if (pixels.channels === wanted || pixels.channels === 1 || wanted === 1) return;
  throw new Problem(
    'image-channels-differ',
    `The image "${image.name}" has ${pixels.channels} channels, the project works with ${wanted}; the run goes on without it.`,
    'Choose its channels on Images, or change the number of channels in the project settings.',
    image.path,
  );
}
