import type { Command } from '@commander-js/extra-typings';
import type { ReplacedFile } from '../../main/store/image-changes';
import type { ProjectStore } from '../../main/store/project-store';
import type { FileFailure } from '../../shared/contract/results/common';
import { imagesRelinkedSchema } from '../../shared/contract/results/images';
import { oncePerFile, pageFacts } from '../../shared/images/file-images';
import { asProblem } from '../../shared/problem';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { fileFailure } from '../file-failure';
import { withProject } from '../open';
import { counted } from '../reporter';

export function addRelink(images: Command, context: CommandContext): void {
  images
    .command('relink')
    .description('Find missing images again in a folder, by what they hold. Labels stay with them.')
    .argument('<project>', "the project's folder")
    .argument('<folder>', 'where the images are now')
    .option('--changed', 'take over files of the same name with other content as well')
    .action((project, folder, { changed }) =>
      withProject(project, 'write', 'images relink', async (store) => {
        const { findMoved } = await import('../../engine/relink/find-moved');
        const missing = store.images.verify().missing.map((id) => store.images.get(id));
        const progress = context.reporter.progress('Reading files', 1);
        const moved = await findMoved(folder, missing, context.signal, (done, total) =>
          progress.update(done, '', total),
        );
        progress.stop();
        const { files, failed } =
          changed === true ? await inspectAll(store, moved.replaced) : { files: [], failed: [] };
        const { refused } = store.images.relink(moved.found, files);
        const replaced = files.length - refused.length;
        const stillMissing = missing.length - moved.found.length - replaced;
        context.reporter.failures(failed);
        if (changed !== true && moved.replaced.length > 0) {
          context.reporter.note(
            `${counted(moved.replaced.length, 'file')} of the same name with other content; add --changed to take them over.`,
          );
        }
        context.status = statusOf(moved.found.length + replaced, failed);
        context.reporter.result(
          imagesRelinkedSchema,
          { found: moved.found.length, replaced, stillMissing, failed },
          missing.length === 0
            ? 'No image is missing.'
            : `Found ${moved.found.length} of ${counted(missing.length, 'missing image')} again${replaced > 0 ? `, took over ${replaced} changed` : ''}; ${stillMissing} still missing.`,
        );
      }),
    );
}

async function inspectAll(
  store: ProjectStore,
  replaced: readonly { id: ReplacedFile['id']; path: string }[],
): Promise<{ files: ReplacedFile[]; failed: FileFailure[] }> {
  const { inspectFile } = await import('../../engine/images/decode');
  const files: ReplacedFile[] = [];
  const failed: FileFailure[] = [];
  const inspect = oncePerFile(inspectFile);
  for (const { id, path } of replaced) {
    try {
      const { header, ...file } = await inspect(path);
      files.push({ id, facts: pageFacts({ ...header, ...file }, path, store.images.get(id).page) });
    } catch (error) {
      failed.push(fileFailure(path, asProblem(error, path)));
    }
  }
  return { files, failed };
}
