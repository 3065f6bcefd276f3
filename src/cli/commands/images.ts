import type { Command } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import type { ProjectStore } from '../../main/store/project-store';
import type { ImageFilter, ImageRecord, NewImage } from '../../main/store/records';
import type { FileFailure } from '../../shared/contract/results/common';
import { imagesAddedSchema, imagesListedSchema } from '../../shared/contract/results/projects';
import { choiceWords } from '../../shared/images/channel-choice';
import { imagesOfFile, type PageChoice } from '../../shared/images/file-images';
import { statusWords } from '../../shared/images/status';
import { asProblem } from '../../shared/problem';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { fileFailure } from '../file-failure';
import { withProject } from '../open';
import { parseImageFilter } from '../parse/image-filter';
import { oneOf } from '../parse/options';
import { counted } from '../reporter';
import { addImageActs } from './image-acts';
import { addImageChannels } from './image-channels';
import { addImageStatistics } from './image-statistics';
import { addNearImages } from './near-images';
import { addRelink } from './relink';

const pageChoice = oneOf('all', 'first');

/** So many images are written in one transaction: a stop or a kill keeps all but the last few. */
const BATCH = 50;

export function addImages(program: Command, context: CommandContext): void {
  const images = program
    .command('images')
    .description('Add images to a project, list them, say how far each is and what it is for.');

  images
    .command('add')
    .description('Add files and folders (with all below them). The images stay where they are.')
    .argument('<project>', "the project's folder")
    .argument('<path...>', 'image files and folders')
    .option(
      '--pages <pages>',
      'of a file of several pages: all (an image of each) or first',
      pageChoice,
      'all' as const,
    )
    .action((folder, paths, { pages }) =>
      withProject(folder, 'write', 'images add', async (store) => {
        const outcome = await addPaths(store, paths, pages, context);
        context.reporter.failures(outcome.skipped, 'skipped');
        context.reporter.failures(outcome.failed);
        noteChannels(store, context);
        context.status = statusOf(outcome.added + outcome.skipped.length, outcome.failed);
        context.reporter.result(
          imagesAddedSchema,
          outcome,
          `Added ${counted(outcome.added, 'image')}; ${outcome.skipped.length} skipped, ${outcome.failed.length} failed.`,
        );
      }),
    );

  images
    .command('list')
    .description("The project's images.")
    .argument('<project>', "the project's folder")
    .option(
      '--filter <filter>',
      'painted, unpainted, missing, changed, status=to-do|in-progress|done|left-out, split=training|validation|test|none, class=NAME, or part of a name',
    )
    .action((folder, { filter }) =>
      withProject(folder, 'read', 'images list', (store) => {
        const listed = findImages(store, parseImageFilter(filter, store.classes.list())).map((image) => ({
          id: image.id,
          name: image.name,
          path: image.path,
          width: image.width,
          height: image.height,
          channels: image.channels,
          depth: image.depth,
          status: image.status,
          split: image.split,
          isSplitLocked: image.isSplitLocked,
          strokes: image.strokes,
          activeMinutes: Math.round(image.activeMs / 60_000),
          labelledPixels: image.painted.reduce((sum, entry) => sum + entry.pixels, 0),
        }));
        const table = new Table({
          head: ['image', 'size', 'status', 'split', 'labelled'],
          style: { head: [], border: [] },
        });
        for (const image of listed) {
          const share = (100 * image.labelledPixels) / (image.width * image.height);
          table.push([
            image.name,
            `${image.width} x ${image.height}`,
            statusWords(image.status),
            `${image.split ?? ''}${image.isSplitLocked ? ', locked' : ''}`,
            `${share.toFixed(1)} %`,
          ]);
        }
        context.reporter.result(
          imagesListedSchema,
          { images: listed },
          listed.length === 0 ? 'No images.' : table.toString(),
        );
      }),
    );

  addImageActs(images, context);
  addImageChannels(images, context);
  addNearImages(images, context);
  addRelink(images, context);
  addImageStatistics(images, context);
}

/** What is not read of images that have more channels than networks read. */
function noteChannels(store: ProjectStore, { reporter }: CommandContext): void {
  const { inputChannels } = store.project.read();
  for (const { channels, images, choice } of store.images.channelGroups()) {
    if (choice === null || choice.length >= channels) continue;
    const read = choiceWords(choice, channels, inputChannels);
    reporter.note(
      `${counted(images, 'image')} of ${channels} channels: networks read ${read}; choose others by images channels.`,
    );
  }
}

/** What became of a file is looked up now: what the database knows of it is from the last time it was open. */
function findImages(store: ProjectStore, filter: ImageFilter): ImageRecord[] {
  if (filter.file === undefined) return store.images.list(filter);
  const { missing, changed } = store.images.verify();
  const wanted = new Set(filter.file === 'missing' ? missing : changed);
  return store.images.list().filter(({ id, file }) => {
    return wanted.has(id) || (filter.file !== 'missing' && file === 'resized');
  });
}

async function addPaths(
  store: ProjectStore,
  paths: readonly string[],
  pages: PageChoice,
  context: CommandContext,
): Promise<{ added: number; skipped: FileFailure[]; failed: FileFailure[] }> {
  const { inspectFile } = await import('../../engine/images/decode');
  const { listImages } = await import('../../engine/images/folders');
  const listed = await listImages(paths);
  const failed = listed.problems.map((problem) => fileFailure(problem.file ?? '', problem));
  const skipped: FileFailure[] = [];
  const progress = context.reporter.progress('Reading images', listed.files.length);
  let added = 0;
  let batch: NewImage[] = [];
  const flush = (): void => {
    const outcome = store.images.add(batch);
    added += outcome.added.length;
    skipped.push(...outcome.skipped.map((entry) => fileFailure(entry.path, entry.problem)));
    batch = [];
  };
  for (const [index, path] of listed.files.entries()) {
    if (context.signal.aborted) break;
    try {
      const { header, notices, ...file } = await inspectFile(path);
      for (const notice of notices) context.reporter.note(`${path}: ${notice}`);
      const name = listed.names.get(path) ?? path;
      if (pages === 'first' && file.pages.length > 1) {
        context.reporter.note(`${path}: It holds ${file.pages.length} pages, of which the first is used.`);
      }
      batch.push(...imagesOfFile({ ...header, ...file }, path, name, pages));
      if (batch.length >= BATCH) flush();
    } catch (error) {
      failed.push(fileFailure(path, asProblem(error, path)));
    }
    progress.update(index + 1);
  }
  progress.stop();
  flush();
  return { added, skipped, failed };
}
