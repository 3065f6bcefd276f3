import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ExportProgress } from '../../shared/contract/exports';
import type { PixelImage } from '../../shared/images/pixels';
import { Problem } from '../../shared/problem';
import { buildInferenceModel } from '../graph/inference-model';
import { buildTrainingProgram } from '../graph/program';
import type { CheckpointKind } from '../training/checkpoint';
import { writeDurably, writeProblem } from '../training/durable-file';
import { openSnapshotImage } from '../training/open-image';
import { predictionSpec } from '../training/program-spec';
import { loadTrainedRun, readTrainedRun, type TrainedRun } from '../training/trained-run';
import { openExportFolder } from './export-folder';
import { modelCard } from './model-card';
import { modelCardText } from './model-card-text';
import { largestDifference } from './verify';

export interface ExportOptions {
  runFolder: string;
  which?: CheckpointKind;
  /** Folder to make; must be empty or missing. */
  out: string;
  signal?: AbortSignal;
  onProgress?(progress: ExportProgress): void;
}

export interface ExportResult {
  /** Absolute paths. */
  files: string[];
  /** Largest difference of a probability between the exported model and our own prediction on sample images. */
  maxDifference: number;
  /** The model card, Markdown. */
  card: string;
  notices: string[];
}

/** Of a model that is right only rounding differs; more than this means that it is not the same model. */
const allowedDifference = 1e-3;
const sampleImages = 3;

/**
 * Writes `saved_model/saved_model.pb`, `model-card.md` and `model-card.json`. The model is loaded from its files and
 * run on images of the run before it is called done; a difference above 1e-3 is refused. Whatever fails, and where the
 * signal is aborted, what was written is removed again.
 * @throws Problem `export-folder-not-empty`, `export-differs`, `export-no-sample`, what the disk or loading the run says
 */
export async function exportSavedModel(options: ExportOptions): Promise<ExportResult> {
  const { signal } = options;
  const out = resolve(options.out);
  const target = await openExportFolder(out);
  try {
    options.onProgress?.({ part: 'writing', done: 0, total: 1 });
    const run = await loadTrainedRun(options.runFolder, options.which);
    try {
      signal?.throwIfAborted();
      const { maxDifference, card } = await writeModel(run, target.unfinished, options);
      signal?.throwIfAborted();
      await target.finish(['saved_model', 'model-card.md', 'model-card.json']);
      const files = ['saved_model/saved_model.pb', 'model-card.md', 'model-card.json'];
      return { files: files.map((file) => join(out, file)), maxDifference, card, notices: run.notices };
    } finally {
      await run.dispose();
    }
  } catch (error) {
    await target.discard();
    throw error;
  }
}

/** The card as an export would write it, but for the verification. @throws Problem what reading the run says */
export async function draftCard(runFolder: string, which: CheckpointKind): Promise<string> {
  const { snapshot, prepared, checkpoint } = await readTrainedRun(runFolder, which);
  const run = { snapshot, prepared, state: checkpoint.state, checkpoint: checkpoint.kind };
  return modelCardText(modelCard(run, { ...networkFacts(run), verification: null }));
}

async function writeModel(
  run: TrainedRun,
  folder: string,
  { signal, onProgress }: ExportOptions,
): Promise<{ maxDifference: number; card: string }> {
  const { config, inputChannels, channels } = run.snapshot;
  const facts = networkFacts(run);
  const model = buildInferenceModel({
    network: config.network,
    inputChannels,
    classCount: channels.length,
    normalisation: run.prepared,
    lo: run.prepared.lo,
    hi: run.prepared.hi,
    values: run.values,
  });
  const modelFolder = join(folder, 'saved_model');
  await make(modelFolder);
  await writeDurably(join(modelFolder, 'saved_model.pb'), [model]);
  onProgress?.({ part: 'writing', done: 1, total: 1 });
  const samples = await openSamples(run);
  const total = samples.length;
  onProgress?.({ part: 'verifying', done: 0, total });
  const maxDifference = await largestDifference(modelFolder, run, samples, {
    ...(signal ? { signal } : {}),
    onTried: (done) => onProgress?.({ part: 'verifying', done, total }),
  });
  if (!(maxDifference <= allowedDifference)) throw differs(maxDifference);
  const data = modelCard(run, { ...facts, verification: { images: total, maxDifference } });
  const card = modelCardText(data);
  await writeDurably(join(folder, 'model-card.json'), [Buffer.from(`${JSON.stringify(data, null, 2)}\n`)]);
  await writeDurably(join(folder, 'model-card.md'), [Buffer.from(card)]);
  return { maxDifference, card };
}

function networkFacts({ snapshot, prepared }: Pick<TrainedRun, 'snapshot' | 'prepared'>) {
  const { config, inputChannels, channels } = snapshot;
  const spec = predictionSpec(config, inputChannels, channels.length, prepared);
  const { parameterCount, receptiveFieldPx } = buildTrainingProgram(spec);
  return { parameters: parameterCount, receptiveFieldPx };
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
