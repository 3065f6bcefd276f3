import { Problem } from '../problem';
import { outputChannels } from './channels';
import { type CountedImage, trainingPixelCounts } from './pixel-counts';
import type { SnapshotChannel } from './snapshot';
import { isLeftOut, type ResolvedSplit, type SplitImage, trySplit } from './splits';

export interface FactsImage extends SplitImage, CountedImage {}

export interface FactsProject {
  classes: readonly SnapshotChannel[];
  unpainted: 'void' | 'background';
  inputChannels: number;
  /** Of all its images, where those that are given lack some that no split goes by. Default: as many as are given. */
  imageCount?: number;
}

/** What there is to train on in a project; the record of `runs.facts` but for the device. */
export interface ProjectTrainingFacts {
  images: number;
  labelledImages: number;
  training: number;
  validation: number;
  largestSidePx: number | null;
  smallestSidePx: number | null;
  classes: { name: string; pixels: number }[];
  inputChannels: number;
  missing: Problem[];
}

/**
 * Counts what there is to train on by the project's own split, and says what keeps a run from starting.
 * Sides and pixels are over the labelled images: those with a painted pixel that is not void, unless they are left out.
 */
export function trainingFacts(images: readonly FactsImage[], project: FactsProject): ProjectTrainingFacts {
  const { classes, unpainted, inputChannels, imageCount = images.length } = project;
  const labelled = images.filter(isLabelled);
  const split = trySplit(images, { kind: 'project' }, 0, project.classes);
  const trained = new Set(split instanceof Problem ? [] : split.training);
  const counts = trainingPixelCounts(
    images.filter(({ id }) => trained.has(id)),
    outputChannels(classes, unpainted),
  );
  return {
    images: imageCount,
    labelledImages: labelled.length,
    training: split instanceof Problem ? 0 : split.training.length,
    validation: split instanceof Problem ? 0 : split.validation.length,
    largestSidePx: extreme(labelled, Math.max),
    smallestSidePx: extreme(labelled, Math.min),
    classes: classes.map(({ id, name }) => ({ name, pixels: paintedPixels(labelled, id) })),
    inputChannels,
    missing: missing(imageCount, project, split, counts),
  };
}

/** Whether it has a painted pixel that is not void, and is not left out of the work. */
export function isLabelled(image: FactsImage): boolean {
  return !isLeftOut(image) && image.painted.some(({ classId, pixels }) => classId !== 255 && pixels > 0);
}

/** A network has to tell at least two classes apart. */
export function oneClass(channels: readonly { name: string }[]): Problem {
  const names = channels.map(({ name }) => `"${name}"`).join(', ');
  return new Problem(
    'training-one-class',
    channels.length === 0
      ? 'The project has no class yet.'
      : `There is nothing to tell apart: the only class is ${names}.`,
    'Add a second class, or let unpainted pixels count as background in the project settings.',
  );
}

function missing(
  images: number,
  project: FactsProject,
  split: ResolvedSplit | Problem,
  counts: readonly number[],
): Problem[] {
  if (images === 0) {
    return [
      new Problem('training-no-image', 'The project has no image yet.', 'Add images, then paint in some of them.'),
    ];
  }
  const channels = outputChannels(project.classes, project.unpainted);
  const problems = channels.length < 2 ? [oneClass(channels)] : [];
  if (split instanceof Problem) return [...problems, split];
  const present = channels.filter((_, index) => counts[index] > 0);
  if (channels.length >= 2 && present.length === 1) {
    problems.push(
      oneClassPainted(
        present[0].name,
        channels.filter((channel) => channel !== present[0]),
      ),
    );
  }
  return problems;
}

function oneClassPainted(present: string, absent: readonly { id: number; name: string }[]): Problem {
  const other = absent.find(({ id }) => id !== 0);
  return new Problem(
    'training-one-class-painted',
    `Only "${present}" is painted in the training images, so the network would learn to answer it everywhere.`,
    other === undefined
      ? 'Leave some pixels of an image unpainted: they count as background.'
      : `Paint some of "${other.name}" in a training image.`,
  );
}

function extreme(images: readonly CountedImage[], of: (...sides: number[]) => number): number | null {
  if (images.length === 0) return null;
  return images.reduce((side, { width, height }) => of(side, width, height), of(images[0].width, images[0].height));
}

function paintedPixels(images: readonly CountedImage[], id: number): number {
  return images.reduce((sum, { painted }) => sum + (painted.find(({ classId }) => classId === id)?.pixels ?? 0), 0);
}
