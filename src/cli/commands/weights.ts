import { join } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import type { ProjectStore } from '../../main/store/project-store';
import type { ImageRecord } from '../../main/store/records';
import { type WeightsResult, weightsResultSchema } from '../../shared/contract/results/models';
import { contentKey, selectionOf } from '../../shared/images/image-part';
import { Problem } from '../../shared/problem';
import { toChannelLabels } from '../../shared/training/channels';
import { misfitOf, projectSplit, settledTrainingSet } from '../../shared/training/training-set';
import { heatmapPixels } from '../../shared/weighting/heatmap';
import { mapWarnings } from '../../shared/weighting/map-warnings';
import type { Weighting } from '../../shared/weighting/schema';
import { formatWeighting } from '../../shared/weighting/spec';
import { attentionOf, importanceStatistics, weightStatistics } from '../../shared/weighting/statistics';
import type { CommandContext } from '../command-context';
import { withProject } from '../open';
import { readWeighting } from '../parse/run-options';

export function addWeights(program: Command, context: CommandContext): void {
  program
    .command('weights')
    .description('The weight map that training would use for an image.')
    .argument('<project>', "the project's folder")
    .requiredOption('--image <name>', 'path, file name or stem of an image of the project')
    .requiredOption('--weighting <spec>', 'e.g. edge*0.7+region*0.3:threshold=0.4, or a JSON file')
    .option('--out <file>', 'write the map as a picture (PNG, viridis from floor to floor + strength)')
    .option('--npy <file>', 'write the weights as float32 [height, width]')
    .action(async (folder, options) => {
      const weighting = await readWeighting(options.weighting);
      await withProject(folder, 'read', 'weights', async (store) => {
        const result = await computeWeights(store, options, weighting, context);
        context.reporter.result(weightsResultSchema, result, describe(result));
      });
    });
}

async function computeWeights(
  store: ProjectStore,
  options: { image: string; out?: string | undefined; npy?: string | undefined },
  weighting: Weighting,
  context: CommandContext,
): Promise<WeightsResult> {
  const { encodeNpy } = await import('../../engine/formats/npy');
  const { encodeRgbPng } = await import('../../engine/formats/png');
  const { decodeImage, inspectFile } = await import('../../engine/images/decode');
  const { writeDurably } = await import('../../engine/training/durable-file');
  const { openExtractors } = await import('../../engine/weighting/extractors');
  const { openPredictors } = await import('../../engine/weighting/predictors');
  const { previewWeights } = await import('../../engine/weighting/preview');
  const { inputChannels } = store.project.read();
  const image = store.images.byName(options.image);
  if ((await inspectFile(image.path)).sha256 !== image.sha256) throw replaced(image);
  const { channels, counts, range, ...set } = await trainedOn(store, image);
  const misfit = misfitOf(image, set, inputChannels);
  if (misfit !== null) throw misfit;
  const labels = toChannelLabels(store.labels.read(image.id), channels);
  const predictors = openPredictors(join(store.project.read().folder, 'runs'));
  const extractors = openExtractors(`${context.folders.vendor}/lite0.safetensors`);
  try {
    const { importance, facts, weights, ms } = await previewWeights(
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
      { extractors: extractors.provide, predictors },
    );
    const files: string[] = [];
    const { width, height, data } = weights;
    if (options.out !== undefined) {
      await writeDurably(options.out, [encodeRgbPng(width, height, heatmapPixels(importance, 0, 1))]);
      files.push(options.out);
    }
    if (options.npy !== undefined) {
      await writeDurably(options.npy, [encodeNpy(data, [height, width])]);
      files.push(options.npy);
    }
    const ofImportance = importanceStatistics(importance, labels);
    const statistics = weightStatistics(ofImportance, weighting, channels.length);
    const hasLabels = statistics.perClass.some(({ pixels }) => pixels > 0);
    const warnings = mapWarnings(weighting, {
      ...ofImportance,
      terms: facts,
      hasLabels,
      attention: attentionOf(ofImportance, channels.length),
    });
    return {
      image: image.name,
      weighting: formatWeighting(weighting),
      width,
      height,
      min: statistics.min,
      max: statistics.max,
      mean: statistics.mean,
      perClass: statistics.perClass.map(({ pixels, meanWeight, shareOfWeight }, channel) => ({
        name: channels[channel].name,
        color: channels[channel].color,
        pixels,
        mean: meanWeight,
        share: shareOfWeight,
      })),
      ms,
      files,
      warnings: warnings.map(({ sentence }) => sentence),
    };
  } finally {
    await extractors.dispose();
    await predictors.dispose();
  }
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
  for (const { name, pixels, mean, share } of result.perClass) {
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
