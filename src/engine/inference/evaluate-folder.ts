import { basename } from 'node:path';
import type { LabelMap, PixelImage } from '../../shared/images/pixels';
import { labelsOfMask, maskValueTable } from '../../shared/labels/mask-values';
import { asProblem, Problem, type ProblemData } from '../../shared/problem';
import { toChannelLabels } from '../../shared/training/channels';
import { nameIndex } from '../../shared/training/names';
import type { ClassScore, Scores } from '../../shared/training/run-events';
import { startEvaluation } from '../evaluation/evaluation';
import { readMask } from '../formats/mask';
import { listImages } from '../images/folders';
import type { CheckpointKind } from '../training/checkpoint';
import { loadTrainedRun, type TrainedRun } from '../training/trained-run';
import { openForNetwork } from './open-image';
import { scoreImage } from './score-image';

export interface EvaluateFolderOptions {
  runFolder: string;
  which?: CheckpointKind;
  /** Image files or folders (recursive). */
  images: string[];
  /** Folder of masks; matched by relative path, then file name, then stem. */
  masks: string;
  /** Mask value to class name, or to `void` (not scored); without it values are class ids, 255 void. */
  map?: Readonly<Record<number, string>>;
  signal?: AbortSignal;
  onProgress?(progress: { done: number; total: number; file: string }): void;
}

export interface EvaluatedImage {
  image: string;
  mask: string;
  classes: ClassScore[];
  meanIou: number | null;
  meanBoundaryIou: number | null;
  /** Unweighted cross-entropy per valid pixel; null where no pixel is valid. */
  loss: number | null;
}

/** Pooled scores over all images, and each image's own. */
export interface EvaluateFolderResult extends Scores {
  loss: number | null;
  images: EvaluatedImage[];
  failed: (ProblemData & { file: string })[];
  notices: string[];
}

/**
 * Scores a run on images outside the project. Images without a mask, masks of another size or with values that mean
 * nothing are reported, and the others are scored.
 * @throws Problem `mask-map-class` where the map names no class of the run, or what is wrong with the folder of masks
 */
export async function evaluateFolder(options: EvaluateFolderOptions): Promise<EvaluateFolderResult> {
  const { signal, onProgress } = options;
  const run = await loadTrainedRun(options.runFolder, options.which);
  try {
    const { channels, unpainted, config } = run.snapshot;
    const classes = channels.filter(({ id }) => id !== 0);
    const table = maskValueTable(classes, unpainted, options.map);
    const listed = await listImages(options.images);
    const maskOf = await findMasks(options.masks);
    const evaluation = startEvaluation(
      channels.map(({ name }) => name),
      config.boundaryDistancePx,
    );
    const images: EvaluatedImage[] = [];
    const failed = listed.problems.map((problem) => ({ ...problem.toJSON(), file: problem.file ?? '' }));
    let lossSum = 0;
    for (const [index, file] of listed.files.entries()) {
      if (signal?.aborted) break;
      onProgress?.({ done: index, total: listed.files.length, file });
      try {
        const mask = maskOf(listed.names.get(file) ?? basename(file), file);
        const labels = labelsOfMask(await readMask(mask), table, mask);
        const scored = await scoreFile(run, file, mask, labels, signal);
        const own = evaluation.add({ ...labels, labels: scored.truth, predictions: scored.channels });
        lossSum += scored.lossSum;
        const { classes: perClass, meanIou, meanBoundaryIou, validPixels } = own;
        const loss = validPixels > 0 ? scored.lossSum / validPixels : null;
        images.push({ image: file, mask, classes: perClass, meanIou, meanBoundaryIou, loss });
      } catch (error) {
        if (signal?.aborted) break;
        failed.push({ ...asProblem(error).toJSON(), file });
      }
    }
    onProgress?.({ done: listed.files.length, total: listed.files.length, file: '' });
    const pooled = evaluation.pooled();
    const loss = pooled.validPixels > 0 ? lossSum / pooled.validPixels : null;
    return { ...pooled, loss, images, failed, notices: run.notices };
  } finally {
    await run.dispose();
  }
}

async function scoreFile(run: TrainedRun, file: string, mask: string, labels: LabelMap, signal?: AbortSignal) {
  const image = await openForNetwork(file, run.network);
  requireSize(image, labels, file, mask);
  const truth = toChannelLabels(labels, run.snapshot.channels);
  return { truth, ...(await scoreImage(run.network, image, truth, signal)) };
}

async function findMasks(folder: string): Promise<(imageName: string, file: string) => string> {
  const { files, names, problems } = await listImages([folder]);
  if (files.length === 0 && problems.length > 0) throw problems[0];
  const index = nameIndex(files.map((path) => ({ name: names.get(path) ?? basename(path), path })));
  return (imageName, file) => {
    const match = index.match(imageName);
    if (match.kind === 'found') return match.image.path;
    throw new Problem(
      match.kind === 'ambiguous' ? 'mask-ambiguous' : 'mask-missing',
      match.kind === 'ambiguous'
        ? `Several masks in ${folder} fit the image ${imageName}: ${match.candidates.map(({ name }) => name).join(', ')}.`
        : `There is no mask in ${folder} for the image ${imageName}.`,
      'Give the mask the name of its image, in the same subfolder, as PNG.',
      file,
    );
  };
}

function requireSize(image: PixelImage, labels: LabelMap, file: string, mask: string): void {
  if (image.width === labels.width && image.height === labels.height) return;
  throw new Problem(
    'mask-size',
    `The mask ${mask} is ${labels.width} x ${labels.height} pixels, its image ${file} is ${image.width} x ${image.height}.`,
    'Export the mask at the size of its image.',
    mask,
  );
}
