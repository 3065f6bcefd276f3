import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import type { ProjectStore } from '../../main/store/project-store';
import type { FileFailure } from '../../shared/contract/results/common';
import { type WeightsResult, weightsResultSchema, weightsSavedSchema } from '../../shared/contract/results/models';
import { type WeightFormat, weightFormatSchema } from '../../shared/contract/weights';
import { asProblem } from '../../shared/problem';
import { mapFileName } from '../../shared/weighting/map-files';
import type { Weighting } from '../../shared/weighting/schema';
import { formatWeighting } from '../../shared/weighting/spec';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { fileFailure } from '../file-failure';
import { withProject } from '../open';
import { wrongUse } from '../parse/options';
import { readWeighting } from '../parse/run-options';
import { counted } from '../reporter';
import { openTools, type WrittenTo, weightsOf } from '../weights/weights-of';

export function addWeights(program: Command, context: CommandContext): void {
  program
    .command('weights')
    .description('The weight map that training would use for an image.')
    .argument('<project>', "the project's folder")
    .option('--image <name>', 'path, file name or stem of an image of the project')
    .requiredOption('--weighting <spec>', 'e.g. edge*0.7+region*0.3:threshold=0.4, or a JSON file')
    .option('--out <file>', 'write the map as a picture (PNG, viridis from floor to floor + strength)')
    .option('--npy <file>', 'write the weights as float32 [height, width]')
    .option('--tiff <file>', 'write the weights as a 32-bit TIFF')
    .option('--all <folder>', 'write the maps of all images into a folder')
    .addOption(
      new Option('--format <format>', 'of the files of --all').choices(weightFormatSchema.options).default('png'),
    )
    .action(async (folder, options) => {
      const weighting = await readWeighting(options.weighting);
      if ((options.image === undefined) === (options.all === undefined)) {
        throw wrongUse('Say which image, or which folder for all.', 'Give either --image NAME or --all FOLDER.');
      }
      await withProject(folder, 'read', 'weights', async (store) => {
        if (options.all !== undefined) {
          const format = weightFormatSchema.parse(options.format);
          await saveAll(store, weighting, format, options.all, context);
          return;
        }
        const result = await computeWeights(store, options, weighting, context);
        context.reporter.result(weightsResultSchema, result, describe(result));
      });
    });
}

async function computeWeights(
  store: ProjectStore,
  options: WrittenTo & { image?: string | undefined },
  weighting: Weighting,
  context: CommandContext,
): Promise<WeightsResult> {
  const tools = await openTools(store, context);
  try {
    return await weightsOf(store, store.images.byName(options.image ?? ''), options, weighting, tools);
  } finally {
    await tools.dispose();
  }
}

/** Maps of all images, one after another; those that cannot be made are told, and the others go on. */
async function saveAll(
  store: ProjectStore,
  weighting: Weighting,
  format: WeightFormat,
  folder: string,
  context: CommandContext,
): Promise<void> {
  const key = ({ png: 'out', npy: 'npy', tiff: 'tiff' } as const)[format];
  const images = store.images.list();
  const tools = await openTools(store, context);
  const progress = context.reporter.progress('Weighing', images.length);
  const files: string[] = [];
  const failed: FileFailure[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [done, image] of images.entries()) {
      context.signal.throwIfAborted();
      progress.update(done, image.name);
      try {
        const to = { [key]: join(folder, mapFileName(image, images, format)) };
        files.push(...(await weightsOf(store, image, to, weighting, tools)).files);
      } catch (error) {
        failed.push(fileFailure(image.name, asProblem(error, image.path)));
      }
    }
  } finally {
    progress.stop();
    await tools.dispose();
  }
  context.reporter.failures(failed);
  context.status = statusOf(files.length, failed);
  context.reporter.result(
    weightsSavedSchema,
    { weighting: formatWeighting(weighting), files, failed },
    `Wrote ${counted(files.length, 'map')} into ${folder}; ${failed.length} failed.`,
  );
}

function describe(result: WeightsResult): string {
  const table = new Table({ head: ['class', 'pixels', 'mean weight', 'share'], style: { head: [], border: [] } });
  const others = [
    { name: 'class borders', ...result.borders },
    { name: 'not labelled (of all)', ...result.unlabelled },
  ];
  for (const { name, pixels, mean, share } of [...result.perClass, ...others]) {
    table.push([
      name,
      pixels,
      mean === null ? '–' : mean.toFixed(3),
      share === null ? '–' : `${(100 * share).toFixed(1)} %`,
    ]);
  }
  return [
    `${result.image}, ${result.weighting}: weights ${result.min.toFixed(3)} to ${result.max.toFixed(3)}, mean ${result.mean.toFixed(3)}, in ${result.ms.toFixed(1)} ms`,
    ...(result.perClass.some(({ pixels }) => pixels > 0) ? [table.toString()] : []),
    ...result.warnings,
    ...result.files.map((file) => `Wrote ${file}.`),
  ].join('\n');
}
