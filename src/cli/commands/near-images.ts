import { join } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import type { ProjectStore } from '../../main/store/project-store';
import type { FileFailure } from '../../shared/contract/results/common';
import { imagesNearSchema } from '../../shared/contract/results/images';
import { shownPartOf } from '../../shared/contract/shown-part';
import type { ImageId } from '../../shared/ids';
import { asProblem } from '../../shared/problem';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { fileFailure } from '../file-failure';
import { withProject } from '../open';
import { counted } from '../reporter';

/** Looks that are kept in one transaction: a stop or a kill keeps all but the last few. */
const BATCH = 50;

export function addNearImages(images: Command, context: CommandContext): void {
  images
    .command('near')
    .description('Group images that look alike, so that images split never parts them.')
    .argument('<project>', "the project's folder")
    .option('--part', 'keep together only the pages of one file again')
    .action((folder, { part }) =>
      withProject(folder, 'write', 'images near', async (store) => {
        const failed = part === true ? [] : await keepLooks(store, context);
        // Images that nobody looked at yet would be parted from those that they resemble.
        if (context.signal.aborted) return;
        const { groups, images: grouped } = store.splits.groupNear(part !== true);
        context.reporter.failures(failed);
        context.status = statusOf(store.images.count() - failed.length, failed);
        context.reporter.result(imagesNearSchema, { groups, images: grouped, failed }, words(groups, grouped, part));
      }),
    );
}

async function keepLooks(store: ProjectStore, { folders, reporter, signal }: CommandContext): Promise<FileFailure[]> {
  const { lookHash } = await import('../../engine/images/look-hash');
  const ids = store.images.unhashed();
  const failed: FileFailure[] = [];
  const progress = reporter.progress('Looking at images', ids.length);
  let looks: { id: ImageId; hash: string }[] = [];
  for (const [index, id] of ids.entries()) {
    if (signal.aborted) break;
    const image = store.images.get(id);
    try {
      const hash = await lookHash(image.path, image.sha256, join(folders.cache, 'renditions'), shownPartOf(image));
      looks.push({ id, hash });
    } catch (error) {
      failed.push(fileFailure(image.path, asProblem(error, image.path)));
    }
    progress.update(index + 1);
    if (looks.length < BATCH) continue;
    store.images.keepHashes(looks);
    looks = [];
  }
  progress.stop();
  if (looks.length > 0) store.images.keepHashes(looks);
  return failed;
}

function words(groups: number, images: number, isParted = false): string {
  if (isParted) return 'Only pages of one file stay together.';
  if (groups === 0) return 'No images look alike.';
  return `${images} images in ${counted(groups, 'group')} that look alike stay together.`;
}
