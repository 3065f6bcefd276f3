import type { Command } from '@commander-js/extra-typings';
import type { ProjectStore } from '../../main/store/project-store';
import {
  imagesAssignedSchema,
  imagesLockedSchema,
  imagesSplitSchema,
  imagesStatusSchema,
} from '../../shared/contract/results/images';
import type { ImageId } from '../../shared/ids';
import { splitSchema } from '../../shared/images/facets';
import { imageStatuses, statusWords } from '../../shared/images/status';
import type { CommandContext } from '../command-context';
import { withProject } from '../open';
import { parseImageFilter } from '../parse/image-filter';
import { numberBetween, oneOf, wholeNumberBetween, wrongUse } from '../parse/options';
import { counted } from '../reporter';

const whichImages = 'images by path, file name or stem; or --filter';
const filterHelp = 'take the images of a filter as in images list';

/** What is said of images: how far they are, and which teach and which judge. */
export function addImageActs(images: Command, context: CommandContext): void {
  images
    .command('status')
    .description('Say how far images are. Images that are left out neither train nor validate.')
    .argument('<project>', "the project's folder")
    .argument('<status>', imageStatuses.join(', '), oneOf(...imageStatuses))
    .argument('[image...]', whichImages)
    .option('--filter <filter>', filterHelp)
    .action((folder, status, names, { filter }) =>
      withProject(folder, 'write', 'images status', (store) => {
        const before = store.images.setStatus(idsOf(store, names, filter), status);
        const changed = before.reduce((sum, group) => sum + group.ids.length, 0);
        context.reporter.result(
          imagesStatusSchema,
          { status, changed },
          `${counted(changed, 'image')} now ${statusWords(status)}.`,
        );
      }),
    );

  images
    .command('split')
    .description('Put all images that are not left out into splits at random. Locked ones stay where they are.')
    .argument('<project>', "the project's folder")
    .option('--validation <share>', 'share that validates', numberBetween(0, 0.9), 0.2)
    .option('--test <share>', 'share kept for a last test', numberBetween(0, 0.9), 0)
    .option('--seed <number>', 'another number, another split', wholeNumberBetween(0, 0xffffffff), 0)
    .option('--together <what>', 'what is never parted: file or folder', oneOf('file', 'folder'), 'file')
    .option('--any-class', 'do not share out rare classes evenly')
    .action((folder, { validation, test, seed, together, anyClass }) =>
      withProject(folder, 'write', 'images split', (store) => {
        const plan = { validation, test, seed, together, byClass: anyClass !== true };
        const { counts, before } = store.splits.assign(plan);
        const changed = before.reduce((sum, group) => sum + group.ids.length, 0);
        context.reporter.result(
          imagesSplitSchema,
          { ...counts, changed },
          `${counts.training} to train on, ${counts.validation} to validate, ${counts.test} to test; ${changed} changed.`,
        );
      }),
    );

  images
    .command('assign')
    .description('Put images into a split by hand.')
    .argument('<project>', "the project's folder")
    .argument('<split>', 'training, validation, test or none', oneOf(...splitSchema.options, 'none'))
    .argument('[image...]', whichImages)
    .option('--filter <filter>', filterHelp)
    .action((folder, name, names, { filter }) =>
      withProject(folder, 'write', 'images assign', (store) => {
        const split = name === 'none' ? null : name;
        const { changed, refused } = store.splits.set(idsOf(store, names, filter), split);
        const locked = refused.length === 0 ? '' : `; ${counted(refused.length, 'locked image')} left as they are`;
        context.reporter.result(
          imagesAssignedSchema,
          { split, changed, refused },
          `${counted(changed, 'image')} put into ${split ?? 'no split'}${locked}.`,
        );
      }),
    );

  for (const [verb, isLocked] of [
    ['lock', true],
    ['unlock', false],
  ] as const) {
    images
      .command(verb)
      .description(
        isLocked ? 'Keep validation and test images from ever being trained on.' : 'Let locked images be moved again.',
      )
      .argument('<project>', "the project's folder")
      .argument('[image...]', whichImages)
      .option('--filter <filter>', filterHelp)
      .action((folder, names, { filter }) =>
        withProject(folder, 'write', `images ${verb}`, (store) => {
          const { changed, refused } = store.splits.lock(idsOf(store, names, filter), isLocked);
          const others = refused.length === 0 ? '' : `; ${refused.length} neither validate nor test`;
          context.reporter.result(
            imagesLockedSchema,
            { changed: changed.length, refused },
            `${counted(changed.length, 'image')} ${verb}ed${others}.`,
          );
        }),
      );
  }
}

/** @throws Problem usage-options, name-unknown, name-ambiguous */
function idsOf(store: ProjectStore, names: readonly string[], filter: string | undefined): ImageId[] {
  if (filter !== undefined && names.length > 0) {
    throw wrongUse('Images are named, and a filter is given as well.', 'Give one of the two.');
  }
  if (filter !== undefined) return store.images.ids(parseImageFilter(filter, store.classes.list()));
  if (names.length > 0) return names.map((name) => store.images.byName(name).id);
  throw wrongUse('No image is named.', 'Name images, or give --filter.');
}
