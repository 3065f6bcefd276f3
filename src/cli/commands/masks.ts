import { basename } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import type { ProjectStore } from '../../main/store/project-store';
import type { FileFailure } from '../../shared/contract/results/common';
import { masksImportedSchema } from '../../shared/contract/results/projects';
import type { LabelMap } from '../../shared/images/pixels';
import { labelsOfMask, maskValueTable, UNPAINTED, VOID } from '../../shared/labels/mask-values';
import { fillUnpainted, replaceAll } from '../../shared/labels/replace';
import { tileMapOf } from '../../shared/labels/tile-map';
import { asProblem, Problem } from '../../shared/problem';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { fileFailure } from '../file-failure';
import { withProject } from '../open';
import { oneOf } from '../parse/options';
import { parseValueMap } from '../parse/project-options';
import { counted } from '../reporter';

type Existing = 'refuse' | 'fill' | 'replace';

export function addMasks(program: Command, context: CommandContext): void {
  const masks = program.command('masks').description('Bring label maps into a project.');

  masks
    .command('import')
    .description('Read label maps and give each to the image of the same name, as one undoable edit an image.')
    .argument('<project>', "the project's folder")
    .requiredOption('--from <path>', 'a mask or a folder of masks: PNG, 8-bit grey or indexed')
    .option('--format <format>', 'auto or png', oneOf('auto', 'png'), 'auto')
    .option('--map <values>', 'what the values mean, e.g. 0=membrane,255=void', parseValueMap)
    .option(
      '--existing <rule>',
      'images that have labels: refuse, fill (only unpainted pixels) or replace',
      oneOf('refuse', 'fill', 'replace'),
      'refuse',
    )
    .action((folder, options) =>
      withProject(folder, 'write', 'masks import', async (store) => {
        const outcome = await importMasks(store, options, context);
        context.reporter.failures(outcome.failed);
        context.status = statusOf(outcome.imported, outcome.failed);
        context.reporter.result(
          masksImportedSchema,
          outcome,
          `Imported ${counted(outcome.imported, 'label map')}; ${outcome.failed.length} failed.`,
        );
      }),
    );
}

async function importMasks(
  store: ProjectStore,
  options: { from: string; map?: Record<number, string> | undefined; existing: Existing },
  context: CommandContext,
): Promise<{ imported: number; failed: FileFailure[] }> {
  const { listImages } = await import('../../engine/images/folders');
  const { readMask } = await import('../../engine/formats/mask');
  const table = maskValueTable(store.classes.list(), store.project.read().unpainted, options.map);
  const { files, names, problems } = await listImages([options.from]);
  const failed = problems.map((problem) => fileFailure(problem.file ?? options.from, problem));
  const progress = context.reporter.progress('Importing', files.length);
  let imported = 0;
  let hasClass = false;
  for (const [index, file] of files.entries()) {
    if (context.signal.aborted) break;
    try {
      const mask = await readMask(file);
      const labels = labelsOfMask(mask, table, file);
      importOne(store, names.get(file) ?? basename(file), labels, options.existing, file);
      hasClass ||= labels.data.some((label) => label !== UNPAINTED && label !== VOID);
      imported++;
    } catch (error) {
      failed.push(fileFailure(file, asProblem(error, file)));
    }
    progress.update(index + 1);
  }
  progress.stop();
  if (imported > 0 && !hasClass && options.map === undefined) context.reporter.note(noClassWarning(store));
  return { imported, failed };
}

/** Masks of 0 and 255 are common, and mean nothing here until they are named. */
function noClassWarning(store: ProjectStore): string {
  const ids = store.classes.list().map(({ id, name }) => `${id} is ${name}`);
  return `warning: No mask has a pixel of a class: 0 is unpainted, 255 is void, ${ids.join(', ')}. Import them again with --map and --existing replace where their values mean something else.`;
}

function importOne(store: ProjectStore, name: string, labels: LabelMap, existing: Existing, file: string): void {
  const image = store.images.byName(name);
  if (image.width !== labels.width || image.height !== labels.height) {
    throw new Problem(
      'mask-size',
      `The mask is ${labels.width} x ${labels.height} pixels, its image ${image.name} is ${image.width} x ${image.height}.`,
      'Export the mask at the size of its image.',
      file,
    );
  }
  if (existing === 'refuse' && image.painted.length > 0) {
    throw new Problem(
      'mask-image-labelled',
      `The image ${image.name} has labels already.`,
      'Use --existing fill to paint only what is unpainted, or --existing replace.',
      file,
    );
  }
  const before = tileMapOf(image.width, image.height, store.labels.tiles(image.id));
  const edit = existing === 'fill' ? fillUnpainted(before, labels) : replaceAll(before, labels);
  if (edit.length > 0) store.labels.commit(image.id, edit, 'import', `Import ${basename(file)}`);
}
