import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { buildInferenceModel } from '../graph/inference-model';
import { buildTrainingProgram } from '../graph/program';
import type { CheckpointKind } from '../training/checkpoint';
import { writeDurably, writeProblem } from '../training/durable-file';
import { openSnapshotImage } from '../training/open-image';
import { predictionSpec } from '../training/program-spec';
import { loadTrainedRun, type TrainedRun } from '../training/trained-run';
import { modelCard } from './model-card';
import { modelCardText } from './model-card-text';
import { largestDifference } from './verify';

export interface ExportOptions {
  runFolder: string;
  which?: CheckpointKind;
  /** Folder to make; must be empty or missing. */
  out: string;
}

export interface ExportResult {
  /** Absolute paths. */
  files: string[];
  /** Largest difference of a probability between the exported model and our own prediction on sample images. */
  maxDifference: number;
  notices: string[];
}

/** Of a model that is right only rounding differs; more than this means that it is not the same model. */
const allowedDifference = 1e-3;
const sampleImages = 3;

/**
 * Writes `saved_model/saved_model.pb`, `model-card.md` and `model-card.json`. The model is loaded from its files and
 * run on images of the run before it is called done; a difference above 1e-3 is refused.
 * @throws Problem `export-folder-not-empty`, `export-differs`, `export-no-sample`, or what loading the run says
 */
export async function exportSavedModel(options: ExportOptions): Promise<ExportResult> {
  const out = resolve(options.out);
  await requireEmpty(out);
  const run = await loadTrainedRun(options.runFolder, options.which);
  try {
    const { config, inputChannels, channels } = run.snapshot;
    const spec = predictionSpec(config, inputChannels, channels.length, run.prepared);
    const { parameterCount, receptiveFieldPx } = buildTrainingProgram(spec);
    const model = buildInferenceModel({
      network: config.network,
      inputChannels,
      classCount: channels.length,
      normalisation: run.prepared,
      lo: run.prepared.lo,
      hi: run.prepared.hi,
      values: run.values,
    });
    const samples = await openSamples(run);
    const folder = join(out, 'saved_model');
    await make(folder);
    await writeDurably(join(folder, 'saved_model.pb'), [model]);
    const maxDifference = await largestDifference(folder, run, samples);
    if (!(maxDifference <= allowedDifference)) {
      await rm(folder, { recursive: true, force: true });
      throw differs(maxDifference);
    }
    const facts = { parameters: parameterCount, receptiveFieldPx, sampleImages: samples.length, maxDifference };
    const card = modelCard(run, facts);
    await writeDurably(join(out, 'model-card.json'), [Buffer.from(`${JSON.stringify(card, null, 2)}\n`)]);
    await writeDurably(join(out, 'model-card.md'), [Buffer.from(modelCardText(card))]);
    const files = ['saved_model/saved_model.pb', 'model-card.md', 'model-card.json'];
    return { files: files.map((file) => join(out, file)), maxDifference, notices: run.notices };
  } finally {
    await run.dispose();
  }
}

/** A few images of the run that are still there, validation images first. */
async function openSamples(run: TrainedRun): Promise<PixelImage[]> {
  const { images } = run.snapshot;
  const order = [
    ...images.filter(({ split }) => split === 'validation'),
    ...images.filter(({ split }) => split === 'training'),
  ];
  const samples: PixelImage[] = [];
  for (const image of order) {
    if (samples.length === sampleImages) break;
    try {
      samples.push(await openSnapshotImage(image));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  if (samples.length > 0) return samples;
  throw new Problem(
    'export-no-sample',
    `None of the images of the run ${run.snapshot.runId} is where it was, so the exported model cannot be tried.`,
    'Put the images back where they were and export again.',
  );
}

async function requireEmpty(out: string): Promise<void> {
  const found = await readdir(out).catch(() => []);
  if (found.length === 0) return;
  throw new Problem('export-folder-not-empty', `The folder ${out} is not empty.`, 'Name a new folder.', out);
}

async function make(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeProblem(error, folder);
  }
}

function differs(difference: number): Problem {
  return new Problem(
    'export-differs',
    `The exported model gave probabilities that differ from the program's by up to ${difference}, so it was removed again.`,
    'Report this together with the run.',
  );
}
