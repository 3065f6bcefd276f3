import { Problem } from '../problem';
import { outputChannels } from './channels';
import { type CountedImage, trainingPixelCounts } from './pixel-counts';
import type { ValidationChoice } from './run-config';
import type { SnapshotChannel } from './snapshot';
import { type SplitImage, trySplit } from './splits';

/** What has to be known of an image to say whether a run would train on it; the store's records fit. */
export interface TrainingSetImage extends SplitImage, CountedImage {
  channels: number;
  depth: 8 | 16 | 32;
}

export interface TrainingSetChoice {
  validation: ValidationChoice;
  seed: number;
}

/** What a run trains on: what its weight maps depend on beside the image itself. */
export interface TrainingSet<Image> {
  /** At least one, in the order given. */
  images: Image[];
  channels: SnapshotChannel[];
  /** Valid pixels per channel over the images; what `balance` reads. */
  counts: number[];
  /** Why the images are only a stand-in: nothing would be trained on. */
  missing: Problem | null;
}

/** A project's own split, and what a run's configuration has by default. */
export const projectSplit: TrainingSetChoice = { validation: { kind: 'project' }, seed: 0 };

export interface TrainingSetProject {
  classes: readonly SnapshotChannel[];
  unpainted: 'void' | 'background';
  inputChannels: number;
}

/**
 * The images that a run started now would train on, by the rules of `resolveSplit` and of a run's preparation, which
 * leaves out images whose files are not what they were, whose channels do not fit, and those of another depth than most.
 *
 * @param images all of the project: the split goes by those too that are left out
 * @param standIn taken alone where nothing would be trained on, so that a map can be shown all the same
 * @param leftOut images whose files are gone, replaced or broken
 */
export function trainingSet<Image extends TrainingSetImage>(
  images: readonly Image[],
  project: TrainingSetProject,
  standIn: Image,
  choice: TrainingSetChoice = projectSplit,
  leftOut: ReadonlySet<Image> = new Set(),
): TrainingSet<Image> {
  const channels = outputChannels(project.classes, project.unpainted);
  const trained = trainedImages(images, project.inputChannels, choice, leftOut);
  const chosen = trained instanceof Problem ? [standIn] : trained;
  return {
    images: chosen,
    channels,
    counts: trainingPixelCounts(chosen, channels),
    missing: trained instanceof Problem ? trained : null,
  };
}

/** The input range of training images, and which of them (by `sha256`) are gone, replaced or broken. */
export interface FoundRange {
  /** Null where none is left. */
  range: { lo: number[]; hi: number[] } | null;
  leftOut: string[];
}

/**
 * The training set with its input range, without the images whose files turn out not to be what they were.
 *
 * @param findRange looks at the files of a set's images
 * @returns `range` null where the only image is the stand-in and cannot be read
 */
export async function settledTrainingSet<Image extends TrainingSetImage & { sha256: string; file: string }>(
  images: readonly Image[],
  project: TrainingSetProject,
  standIn: Image,
  choice: TrainingSetChoice,
  findRange: (images: readonly Image[]) => Promise<FoundRange>,
): Promise<TrainingSet<Image> & Pick<FoundRange, 'range'>> {
  const gone = new Set(images.filter(({ file }) => file === 'missing'));
  for (;;) {
    const set = trainingSet(images, project, standIn, choice, gone);
    const { range, leftOut } = await findRange(set.images);
    if (leftOut.length === 0 || set.missing !== null) return { ...set, range };
    const hashes = new Set(leftOut);
    for (const image of set.images) if (hashes.has(image.sha256)) gone.add(image);
  }
}

function trainedImages<Image extends TrainingSetImage>(
  images: readonly Image[],
  inputChannels: number,
  { validation, seed }: TrainingSetChoice,
  leftOut: ReadonlySet<Image>,
): Image[] | Problem {
  const split = trySplit(images, validation, seed, []);
  if (split instanceof Problem) return split;
  const training = new Set(split.training);
  const validating = new Set(split.validation);
  const fit = images.filter((image) => !leftOut.has(image) && channelsFit(image.channels, inputChannels));
  const trains = fit.filter(({ id }) => training.has(id));
  const depth = commonDepth([...trains, ...fit.filter(({ id }) => validating.has(id))]);
  const kept = trains.filter((image) => image.depth === depth);
  if (kept.length > 0) return kept;
  return new Problem(
    'no-training-image',
    `None of the ${split.training.length} training images can be used: they are gone, or their channels or depths do not fit.`,
    'Put their files back, convert them, or change the number of channels in the project settings.',
  );
}

/** Whether a file's channels can be made those that networks read: the same, or grey on either side. */
export function channelsFit(channels: number, inputChannels: number): boolean {
  return channels === inputChannels || channels === 1 || inputChannels === 1;
}

/** Why training would leave an image out whatever is painted on it, so that it has no weight map; null where it would not. */
export function misfitOf(
  { name, path, channels, depth }: Pick<TrainingSetImage, 'name' | 'path' | 'channels' | 'depth'>,
  { images }: { images: readonly Pick<TrainingSetImage, 'depth'>[] },
  inputChannels: number,
): Problem | null {
  if (!channelsFit(channels, inputChannels)) {
    return new Problem(
      'image-channels-differ',
      `The image "${name}" has ${channels} channels, the project works with ${inputChannels}; training leaves it out.`,
      'Choose its channels on Images, or change the number of channels in the project settings.',
      path,
    );
  }
  if (depth === images[0].depth) return null;
  return new Problem(
    'image-depth-differs',
    `The image "${name}" has ${depth} bits a channel, the others ${images[0].depth}; training leaves it out.`,
    'Convert the image to the depth of the others.',
    path,
  );
}

/** The depth that most images have, of several the one met first; undefined without images. */
export function commonDepth<Depth>(images: readonly { depth: Depth }[]): Depth | undefined {
  const counts = new Map<Depth, number>();
  for (const { depth } of images) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
