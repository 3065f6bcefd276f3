import { join } from 'node:path';
import type { ImportanceTools } from '../../engine/weighting/importance';
import type { ProjectStore } from '../../main/store/project-store';
import type { ImageRecord } from '../../main/store/records';
import type { WeightsResult } from '../../shared/contract/results/models';
import { contentKey, selectionOf } from '../../shared/images/image-part';
import { Problem } from '../../shared/problem';
import { toChannelLabels } from '../../shared/training/channels';
import { misfitOf, projectSplit, settledTrainingSet } from '../../shared/training/training-set';
import { mapWarnings } from '../../shared/weighting/map-warnings';
import type { Weighting } from '../../shared/weighting/schema';
import { formatWeighting } from '../../shared/weighting/spec';
import { attentionOf, importanceStatistics, weightStatistics } from '../../shared/weighting/statistics';
import type { CommandContext } from '../command-context';

/** Files that a map is written to, by format: picture, `.npy`, 32-bit TIFF. */
export interface WrittenTo {
  out?: string | undefined;
  npy?: string | undefined;
  tiff?: string | undefined;
}

/** What maps are made with, one after another. */
export interface WeightTools extends ImportanceTools {
  /** As found for the first image, where something is labelled: then it is the same for all. */
  set: Awaited<ReturnType<typeof trainedOn>> | null;
  dispose(): Promise<void>;
}

export async function openTools(store: ProjectStore, context: CommandContext): Promise<WeightTools> {
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

/** The weight map of an image with its figures, written to the files that are named. @throws Problem `image-replaced` */
export async function weightsOf(
  store: ProjectStore,
  image: ImageRecord,
  to: WrittenTo,
  weighting: Weighting,
  tools: WeightTools,
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
