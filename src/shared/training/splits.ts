import type { ImageId } from '../ids';
import type { Split } from '../images/facets';
import type { ImageStatus } from '../images/status';
import { Problem } from '../problem';
import { type NamedImage, nameIndex } from './names';
import { hashText } from './random';
import type { ValidationChoice } from './run-config';

/** What a split has to know of an image; the store's records fit. */
export interface SplitImage extends NamedImage {
  id: ImageId;
  /** The project's split; null: in none. */
  split: Split | null;
  /** Used for validation once and kept from training since. */
  isSplitLocked: boolean;
  /** One that is `left-out` is on no side, whatever is painted on it. Default: it is not. */
  status?: ImageStatus;
  /** Painted pixels per class id, 255 for void; classes without a pixel may be left out. */
  painted: readonly { classId: number; pixels: number }[];
  /** Images of one group stay on one side (slices of a file, near duplicates). Default: a group of its own. */
  group?: string;
}

export interface SplitClass {
  id: number;
  name: string;
}

export interface ResolvedSplit {
  training: ImageId[];
  validation: ImageId[];
  /** What the person should know; the run can start. */
  warnings: Problem[];
}

/** Of the labelled images, where the project has no split and the run names none. */
const defaultShare = 0.2;

/**
 * Which images of a project train and which validate in one run (definitions: Splits). An image counts as labelled with
 * at least one painted pixel that is not void. Test images and images left out are on neither side, ever.
 * - `images`: the named ones validate, all other labelled images train, except locked ones.
 * - `share`: that share of the labelled images, by a hash of seed and id, group by group; locked ones are always in it.
 * - `project`: the project's split; images in none train. Where no image is put to training or validation, a share of
 *   0.2.
 * A run without a validation image is allowed and warned about: the last step is then its best.
 * @returns ids in the order of `images`
 * @throws Problem `nothing-painted`, `all-left-out`, `no-training-image`, `name-unknown`, `name-ambiguous`,
 * `validation-is-test`, `validation-left-out`, `validation-unlabelled`
 */
export function resolveSplit(
  images: readonly SplitImage[],
  choice: ValidationChoice,
  seed: number,
  classes: readonly SplitClass[],
): ResolvedSplit {
  const labelled = images.filter((image) => isLabelled(image));
  if (labelled.length === 0) {
    throw new Problem(
      'nothing-painted',
      'No image of the project has a painted pixel, so there is nothing to learn from.',
      'Paint some pixels of each class, or import masks.',
    );
  }
  const present = labelled.filter((image) => !isLeftOut(image));
  if (present.length === 0) throw allLeftOut(labelled.length);
  const usable = present.filter(({ split }) => split !== 'test');
  const validating = validationIds(images, usable, choice, seed);
  const training = usable.filter((image) => !validating.has(image.id) && mayTrain(image, choice));
  if (training.length === 0) throw noTrainingImage(usable.length, validating.size);
  const validation = usable.filter(({ id }) => validating.has(id));
  return {
    training: training.map(({ id }) => id),
    validation: validation.map(({ id }) => id),
    warnings: [...emptyValidationWarning(validation.length), ...emptyClassWarnings(training, classes)],
  };
}

/** The same with what speaks against it as a value. */
export function trySplit(...asked: Parameters<typeof resolveSplit>): ResolvedSplit | Problem {
  try {
    return resolveSplit(...asked);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** Labelled test images that are not left out; in the order of `images`. */
export function labelledTestImages(images: readonly SplitImage[]): ImageId[] {
  return images.filter((image) => image.split === 'test' && isLabelled(image) && !isLeftOut(image)).map(({ id }) => id);
}

/** Whether pixels of a class can be learnt from: painted, and not void. */
export function isTeaching({ classId, pixels }: SplitImage['painted'][number]): boolean {
  return classId !== 0 && classId !== 255 && pixels > 0;
}

export function isLeftOut({ status }: Pick<SplitImage, 'status'>): boolean {
  return status === 'left-out';
}

function isLabelled(image: Pick<SplitImage, 'painted'>): boolean {
  return image.painted.some(isTeaching);
}

function mayTrain(image: SplitImage, choice: ValidationChoice): boolean {
  if (image.isSplitLocked) return false;
  return choice.kind !== 'project' || image.split !== 'validation';
}

function validationIds(
  images: readonly SplitImage[],
  usable: readonly SplitImage[],
  choice: ValidationChoice,
  seed: number,
): Set<ImageId> {
  switch (choice.kind) {
    case 'images':
      return namedIds(images, choice.names);
    case 'share':
      return sharedIds(usable, choice.share, seed);
    case 'project': {
      const isSplit = images.some(({ split }) => split === 'training' || split === 'validation');
      if (!isSplit) return sharedIds(usable, defaultShare, seed);
      return new Set(usable.filter(({ split }) => split === 'validation').map(({ id }) => id));
    }
  }
}

function namedIds(images: readonly SplitImage[], names: readonly string[]): Set<ImageId> {
  const index = nameIndex(images);
  const ids = new Set<ImageId>();
  for (const name of names) {
    const image = index.require(name);
    if (image.split === 'test') {
      throw new Problem(
        'validation-is-test',
        `${image.name} is a test image, and test images are never used to choose anything.`,
        'Name another image, or move it out of the test split.',
      );
    }
    if (isLeftOut(image)) {
      throw new Problem(
        'validation-left-out',
        `${image.name} is left out of the work, so nothing is scored on it.`,
        'Name another image, or give it another status.',
      );
    }
    if (!isLabelled(image)) {
      throw new Problem(
        'validation-unlabelled',
        `${image.name} has no painted pixel, so nothing can be scored on it.`,
        'Paint it, import its mask, or name another image.',
      );
    }
    ids.add(image.id);
  }
  return ids;
}

/** Whole groups in the order of their hash until the share is reached; at least one, and at least one is left. */
function sharedIds(usable: readonly SplitImage[], share: number, seed: number): Set<ImageId> {
  const groups = new Map<string, SplitImage[]>();
  for (const image of usable) {
    const key = image.group ?? image.id;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [image]);
    else members.push(image);
  }
  const isLocked = (members: readonly SplitImage[]): boolean => members.some(({ isSplitLocked }) => isSplitLocked);
  const order = [...groups].sort(([a], [b]) => hashText(a, seed) - hashText(b, seed) || (a < b ? -1 : 1));
  const ids = new Set<ImageId>();
  for (const [, members] of order) if (isLocked(members)) for (const { id } of members) ids.add(id);
  const free = order.filter(([, members]) => !isLocked(members));
  const wanted = Math.max(1, Math.round(share * usable.length));
  for (const [, members] of free.slice(0, -1)) {
    if (ids.size >= wanted) break;
    for (const { id } of members) ids.add(id);
  }
  return ids;
}

function allLeftOut(labelled: number): Problem {
  return new Problem(
    'all-left-out',
    labelled === 1 ? 'The only labelled image is left out.' : `All ${labelled} labelled images are left out.`,
    'Give some of them another status, or label others.',
  );
}

function noTrainingImage(usable: number, validating: number): Problem {
  return new Problem(
    'no-training-image',
    usable === 0
      ? 'All labelled images are test images, so none is left to train on.'
      : `None of the ${usable} labelled images is left to train on: ${validating} validate, and locked images may not train.`,
    'Label more images, or leave fewer to validation and test.',
  );
}

function emptyValidationWarning(validationImages: number): Problem[] {
  if (validationImages > 0) return [];
  return [
    new Problem(
      'no-validation-image',
      'No labelled image is left to validate on, so nothing tells when the network gets worse on images it has not seen.',
      'Label at least one more image; until then the last step counts as the best.',
    ),
  ];
}

function emptyClassWarnings(training: readonly SplitImage[], classes: readonly SplitClass[]): Problem[] {
  const painted = new Set<number>();
  for (const image of training) for (const { classId, pixels } of image.painted) if (pixels > 0) painted.add(classId);
  return classes
    .filter(({ id }) => id !== 0 && !painted.has(id))
    .map(
      ({ name }) =>
        new Problem(
          'class-without-pixels',
          `The class "${name}" has no painted pixel in the training images, so the network cannot learn it.`,
          'Paint some of it in a training image, or delete the class.',
        ),
    );
}
