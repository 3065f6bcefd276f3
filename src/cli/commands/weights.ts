import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import type { ImportanceTools } from '../../engine/weighting/importance';
import type { ProjectStore } from '../../main/store/project-store';
import type { ImageRecord } from '../../main/store/records';
import type { FileFailure } from '../../shared/contract/results/common';
import { type WeightsResult, weightsResultSchema, weightsSavedSchema } from '../../shared/contract/results/models';
import { type WeightFormat, weightFormatSchema } from '../../shared/contract/weights';
import { contentKey, selectionOf } from '../../shared/images/image-part';
import { asProblem, Problem } from '../../shared/problem';
import { toChannelLabels } from '../../shared/training/channels';
import { misfitOf, projectSplit, settledTrainingSet } from '../../shared/training/training-set';
import { mapFileName } from '../../shared/weighting/map-files';
import { mapWarnings } from '../../shared/weighting/map-warnings';
import type { Weighting } from '../../shared/weighting/schema';
import { formatWeighting } from '../../shared/weighting/spec';
import { attentionOf, importanceStatistics, weightStatistics } from '../../shared/weighting/statistics';
import type { CommandContext } from '../command-context';
import { statusOf } from '../exit-status';
import { fileFailure } from '../file-failure';
import { withProject } from '../open';
import { wrongUse } from '../parse/options';
import { readWeighting } from '../parse/run-options';
import { counted } from '../reporter';

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

interface WrittenTo {
  out?: string | undefined;
  npy?: string | undefined;
  tiff?: string | undefined;
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

interface Tools extends ImportanceTools {
  /** As found for the first image, where something is labelled: then it is the same for all. */
  set: Awaited<ReturnType<typeof trainedOn>> | null;
  dispose(): Promise<void>;
}

async function openTools(store: ProjectStore, context: CommandContext): Promise<Tools> {
  const { openExtractors } = await import('../../engine/weighting/extractors');
  const { openPredictors } = await import('../../engine/weighting/predictors');
  const extractors = openExtractors(`${context.folders.vendor}/lite0.safetensors`);
  const predictors = openPredictors(join(store.project.read().folder, 'runs'));
  return {
    extractors: extractors.provide,
    predictors,
    set: null,
    dispose: async () => {
      await extractors.dispose();
      await predictors.dispose();
    },
  };
}

async function weightsOf(
  store: ProjectStore,
  image: ImageRecord,
  to: WrittenTo,
  weighting: Weighting,
  tools: Tools,
): Promise<WeightsResult> {
  const { decodeImage, inspectFile } = await import('../../engine/images/decode');
  const { writeDurably } = await import('../../engine/training/durable-file');
  const { encodeWeights } = await import('../../engine/weighting/map-writer');
  const { previewWeights } = await import('../../engine/weighting/preview');
  const { inputChannels } = store.project.read();
  if ((await inspectFile(image.path)).sha256 !== image.sha256) throw replaced(image);
  const found = tools.set ?? (await trainedOn(store, image));
  if (found.counts.some((count) => count > 0)) tools.set = found;
  const { channels, counts, range, ...set } = found;
  const misfit = misfitOf(image, set, inputChannels);
  if (misfit !== null) throw misfit;
  const labels = toChannelLabels(store.labels.read(image.id), channels);
  const { importance, facts, ms } = await previewWeights(
    {
      image: (await decodeImage(image.path, selectionOf(image))).image,
      sha256: contentKey(image),
      range,
      inputChannels,
      channelLabels: labels,
      channelNames: channels.map(({ name }) => name),
      painted: store.importance.read(image.id).data,
      trainingCounts: counts,
    },
    weighting,
    tools,
  );
  const files: string[] = [];
  for (const [path, format] of [
    [to.out, 'png'],
    [to.npy, 'npy'],
    [to.tiff, 'tiff'],
  ] as const) {
    if (path === undefined) continue;
    await writeDurably(path, encodeWeights(importance, weighting, format));
    files.push(path);
  }
  const ofImportance = importanceStatistics(importance, labels);
  const { perClass, borders, unlabelled, ...figures } = weightStatistics(ofImportance, weighting, channels.length);
  const hasLabels = perClass.some(({ pixels }) => pixels > 0);
  const warnings = mapWarnings(weighting, {
    ...ofImportance,
    terms: facts,
    hasLabels,
    attention: attentionOf(ofImportance, channels.length),
  });
  return {
    image: image.name,
    weighting: formatWeighting(weighting),
    width: importance.width,
    height: importance.height,
    ...figures,
    perClass: perClass.map((own, channel) => ({
      name: channels[channel].name,
      color: channels[channel].color,
      ...resultOf(own),
    })),
    borders: resultOf(borders),
    unlabelled: resultOf(unlabelled),
    ms,
    files,
    warnings: warnings.map(({ sentence }) => sentence),
  };
}

function resultOf(own: { pixels: number; meanWeight: number | null; shareOfWeight: number | null }) {
  return { pixels: own.pixels, mean: own.meanWeight, share: own.shareOfWeight };
}

/** The images that a run of this project would train on by default; the image itself where nothing is labelled yet. */
async function trainedOn(store: ProjectStore, image: ImageRecord) {
  const { trainingRange } = await import('../../engine/weighting/training-range');
  const { unpainted, inputChannels } = store.project.read();
  const verified = store.images.verify();
  const [missing, changed] = [new Set(verified.missing), new Set(verified.changed)];
  const images = store.images
    .list()
    .map((record) => (missing.has(record.id) ? { ...record, file: 'missing' } : record));
  const project = { classes: store.classes.list(), unpainted, inputChannels };
  const set = await settledTrainingSet(images, project, image, projectSplit, (trained) =>
    trainingRange(
      trained.map((record) => ({ ...record, isSuspect: record.file === 'resized' || changed.has(record.id) })),
      inputChannels,
    ),
  );
  // The stand-in is the image whose file was just read.
  return { ...set, range: set.range ?? { lo: [0], hi: [255] } };
}

function replaced(image: ImageRecord): Problem {
  return new Problem(
    'image-replaced',
    `The image "${image.name}" was replaced by another since it was added; training leaves it out.`,
    'Put the original back, or add the new image and label it.',
    image.path,
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
