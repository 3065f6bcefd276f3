import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { PixelImage } from '../../shared/images/pixels';
import { asProblem, Problem, type ProblemData } from '../../shared/problem';
import { encodeNpy } from '../formats/npy';
import { encodeIndexedPng, encodeRgbPng } from '../formats/png';
import { listImages } from '../images/folders';
import type { CheckpointKind } from '../training/checkpoint';
import { writeDurably, writeProblem } from '../training/durable-file';
import { loadTrainedRun, type TrainedRun } from '../training/trained-run';
import { openForNetwork } from './open-image';
import { outputStems } from './output-names';
import { classPalette, overlayPixels, toClassIds } from './palette';
import { argmax, predictChannels, predictProbabilities } from './predict';

export interface PredictFolderOptions {
  runFolder: string;
  which?: CheckpointKind;
  /** Image files and folders (recursive). */
  paths: string[];
  /** Folder for the results; made where missing. */
  out: string;
  /** Also <stem>.npy, float32 [H,W,K]. */
  probabilities?: boolean;
  /** Also <stem>-overlay.png, the image with the classes' colours over it. */
  overlay?: boolean;
  /** Aborting ends after the tile in hand; what was written stays and is reported. */
  signal?: AbortSignal;
  onProgress?(progress: { done: number; total: number; file: string }): void;
}

export interface PredictedImage {
  /** The image that was read. */
  image: string;
  /** Files written for it, label map first. */
  files: string[];
  width: number;
  height: number;
}

export interface PredictFolderResult {
  written: PredictedImage[];
  failed: (ProblemData & { file: string })[];
  notices: string[];
}

/**
 * Predicts every image found and writes indexed PNGs whose values are class ids (0 background or unpainted), in the
 * classes' colours. An image that fails is reported and the others go on.
 * @throws Problem `prediction-over-image` where a result would take the place of an image that is read
 */
export async function predictFolder(options: PredictFolderOptions): Promise<PredictFolderResult> {
  const { signal, onProgress } = options;
  const run = await loadTrainedRun(options.runFolder, options.which);
  try {
    const { files, problems } = await listImages(options.paths);
    const result: PredictFolderResult = {
      written: [],
      failed: problems.map((problem) => ({ ...problem.toJSON(), file: problem.file ?? '' })),
      notices: run.notices,
    };
    await makeFolder(options.out);
    const stems = outputStems(files);
    await requireOtherFolder(options.out, files, stems);
    for (const [index, file] of files.entries()) {
      if (signal?.aborted) break;
      onProgress?.({ done: index, total: files.length, file });
      try {
        result.written.push(await predictFile(run, file, stems[index], options));
      } catch (error) {
        if (signal?.aborted) break;
        result.failed.push({ ...asProblem(error).toJSON(), file });
      }
    }
    onProgress?.({ done: result.written.length + result.failed.length, total: files.length, file: '' });
    return result;
  } finally {
    await run.dispose();
  }
}

async function predictFile(
  run: TrainedRun,
  file: string,
  stem: string,
  options: PredictFolderOptions,
): Promise<PredictedImage> {
  const { channels } = run.snapshot;
  const image = await openForNetwork(file, run.network);
  const { width, height } = image;
  const { channelMap, probabilities } = await predictBoth(run, image, options);
  const classIds = toClassIds(channelMap, channels);
  const files: string[] = [];
  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    const path = resolve(options.out, name);
    await writeDurably(path, [bytes]);
    files.push(path);
  };
  await put(`${stem}.png`, encodeIndexedPng({ width, height, data: classIds }, classPalette(channels)));
  if (probabilities) await put(`${stem}.npy`, encodeNpy(probabilities, [height, width, channels.length]));
  if (options.overlay) {
    await put(
      `${stem}-overlay.png`,
      encodeRgbPng(width, height, overlayPixels(image, classIds, channels, run.prepared)),
    );
  }
  return { image: file, files, width, height };
}

/** Most probable channels, and the probabilities only where they are wanted: they are the larger by far. */
async function predictBoth(
  run: TrainedRun,
  image: PixelImage,
  options: PredictFolderOptions,
): Promise<{ channelMap: Uint8Array; probabilities: Float32Array | null }> {
  const { network } = run;
  const how = options.signal ? { signal: options.signal } : {};
  if (!options.probabilities) {
    return { channelMap: (await predictChannels(network, image, how)).data, probabilities: null };
  }
  const { data } = await predictProbabilities(network, image, how);
  return { channelMap: argmax(data, network.classCount), probabilities: data };
}

/** Names are compared without case, as some systems do. */
async function requireOtherFolder(out: string, files: readonly string[], stems: readonly string[]): Promise<void> {
  const folder = await realpath(out);
  const results = new Set(stems.flatMap((stem) => [`${stem}.png`, `${stem}-overlay.png`].map((n) => n.toLowerCase())));
  for (const file of files) {
    const name = basename(file);
    if (!results.has(name.toLowerCase()) || (await realpath(dirname(file))) !== folder) continue;
    throw new Problem(
      'prediction-over-image',
      `A label map written to ${join(out, name)} would take the place of an image that is to be predicted.`,
      'Choose another folder for the results.',
      file,
    );
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeProblem(error, folder);
  }
}
