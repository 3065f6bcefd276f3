import type { RunConfig, ValidationChoice } from '../../shared/training/run-config';
import { resolveSplit } from '../../shared/training/splits';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord, RunImages } from '../store/records';

/**
 * The images that a split goes by, without those of a large project that cannot matter: all where it names some, for
 * names have to be told apart; else the painted ones, and one of either split, whose being there decides whether the
 * project has a split at all.
 */
export async function splitImages(
  images: Pick<Remote<ProjectStore>['images'], 'list'>,
  validation: ValidationChoice,
): Promise<ImageRecord[]> {
  if (validation.kind === 'images') return images.list();
  const parts = await Promise.all([
    images.list({ isPainted: true }),
    images.list({ isPainted: false, split: 'training', limit: 1 }),
    images.list({ isPainted: false, split: 'validation', limit: 1 }),
  ]);
  return parts.flat();
}

/** Which images train and validate. @throws Problem of the split */
export async function runImages(
  { images, classes }: Pick<Remote<ProjectStore>, 'images' | 'classes'>,
  { validation: choice, seed }: RunConfig,
): Promise<RunImages> {
  const [all, known] = await Promise.all([splitImages(images, choice), classes.list()]);
  const { training, validation } = resolveSplit(all, choice, seed, known);
  return { training, validation };
}
