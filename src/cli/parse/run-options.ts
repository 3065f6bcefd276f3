import { readFile } from 'node:fs/promises';
import type { RunId } from '../../shared/ids';
import { Problem } from '../../shared/problem';
import {
  encoderDepths,
  type NetworkConfig,
  type NetworkKind,
  networkSchema,
  type RunConfig,
  runConfigSchema,
  type ValidationChoice,
} from '../../shared/training/run-config';
import type { RunRule } from '../../shared/training/run-rules';
import { type Weighting, weightingSchema } from '../../shared/weighting/schema';
import { parseWeighting } from '../../shared/weighting/spec';
import { wrongUse } from './options';

/** What `train` takes, as commander hands it over. */
export interface TrainOptions {
  network?: NetworkKind | undefined;
  width?: number | undefined;
  depth?: number | undefined;
  randomEncoder?: boolean | undefined;
  freezeEncoderEpochs?: number | undefined;
  encoderRateFactor?: number | undefined;
  deepSupervision?: boolean | undefined;
  clipNorm?: number | undefined;
  averageDecay?: number | undefined;
  loss?: RunConfig['loss']['kind'] | undefined;
  labelSmoothing?: number | undefined;
  weighting?: string | undefined;
  steps?: number | undefined;
  epochs?: number | undefined;
  patch?: number | undefined;
  batch?: number | undefined;
  lr?: number | undefined;
  optimizer?: RunConfig['optimizer']['kind'] | undefined;
  schedule?: RunConfig['schedule'] | undefined;
  precision?: RunConfig['precision'] | undefined;
  augment?: RunConfig['augmentation'] | undefined;
  validation?: string | undefined;
  seed?: number | undefined;
  patience?: number | undefined;
  rule?: RunRule[] | undefined;
}

/** The run's configuration: defaults where nothing was said. @throws Problem `usage-options` on what cannot go together */
export async function toRunConfig(
  options: TrainOptions,
  given: { startFrom?: RunId | undefined } = {},
): Promise<RunConfig> {
  if (options.steps !== undefined && options.epochs !== undefined) {
    throw wrongUse('Both --steps and --epochs are given.', 'Give one of them.');
  }
  const said = {
    network: networkOf(options),
    loss: { kind: options.loss, labelSmoothing: options.labelSmoothing },
    weighting: await readWeighting(options.weighting ?? 'none'),
    length:
      options.steps === undefined
        ? options.epochs === undefined
          ? undefined
          : { unit: 'epochs', count: options.epochs }
        : { unit: 'steps', count: options.steps },
    patch: options.patch,
    batch: options.batch,
    learningRate: options.lr,
    optimizer: { kind: options.optimizer ?? 'adam' },
    schedule: options.schedule,
    freezeEncoderEpochs: options.freezeEncoderEpochs,
    encoderRateFactor: options.encoderRateFactor,
    deepSupervision: options.deepSupervision,
    clipNorm: options.clipNorm,
    averageDecay: options.averageDecay,
    precision: options.precision,
    augmentation: options.augment,
    validation: options.validation === undefined ? undefined : parseValidation(options.validation),
    seed: options.seed,
    patience: options.patience,
    rules: options.rule,
    startFrom: given.startFrom,
  };
  const config = runConfigSchema.parse(said);
  const multiple = 2 ** config.network.depth;
  if (config.patch % multiple !== 0) {
    const near = Math.max(multiple, Math.round(config.patch / multiple) * multiple);
    throw wrongUse(
      `A patch of ${config.patch} pixels does not fit a network of depth ${config.network.depth}, which halves it ${config.network.depth} times.`,
      `Use a multiple of ${multiple}, for example --patch ${near}.`,
    );
  }
  return config;
}

function networkOf(options: TrainOptions): NetworkConfig {
  const { network: kind = 'unet', width, depth, randomEncoder } = options;
  if (kind === 'efficientnet-lite0') {
    const { least, most } = encoderDepths;
    if (depth !== undefined && (depth < least || depth > most)) {
      throw wrongUse(
        `--depth ${depth} does not fit efficientnet-lite0.`,
        `Its encoder is read to a depth of ${least} to ${most}.`,
      );
    }
    return networkSchema.parse({ kind, width, depth, pretrained: !randomEncoder });
  }
  const stray = encoderOptions.find(({ key }) => options[key] !== undefined);
  if (stray !== undefined) {
    throw wrongUse(
      `${stray.name} is given, but ${kind} has no pretrained encoder.`,
      'Add --network efficientnet-lite0, or leave it out.',
    );
  }
  return networkSchema.parse({ kind, width, depth });
}

const encoderOptions = [
  { key: 'randomEncoder', name: '--random-encoder' },
  { key: 'freezeEncoderEpochs', name: '--freeze-encoder-epochs' },
  { key: 'encoderRateFactor', name: '--encoder-rate-factor' },
] as const;

/** A short form may itself end in the path of an extractor: `feature:extractor=model.json`. */
const NAMES_EXTRACTOR = /\bfeature(\*[\d.]+)?:.*=/;

/** A weighting in its short form, or the path of a JSON file. */
export async function readWeighting(spec: string): Promise<Weighting> {
  if (!spec.endsWith('.json') || NAMES_EXTRACTOR.test(spec)) return parseWeighting(spec);
  let text: string;
  try {
    text = await readFile(spec, 'utf8');
  } catch {
    throw new Problem('weighting-file-missing', `The weighting file ${spec} cannot be read.`, 'Check its path.', spec);
  }
  try {
    return weightingSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Problem(
      'weighting-file-invalid',
      `${spec} does not hold a weighting: ${firstIssue(error)}.`,
      'Write it as the documentation of weightings shows, or use the short form.',
      spec,
    );
  }
}

function firstIssue(error: unknown): string {
  if (error instanceof SyntaxError) return 'it is not JSON';
  if (typeof error === 'object' && error !== null && 'issues' in error && Array.isArray(error.issues)) {
    const [issue] = error.issues;
    return `${issue?.path?.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
  }
  return 'it has another form';
}

/** A share such as 0.2, or image names separated by commas. */
function parseValidation(text: string): ValidationChoice {
  const share = Number(text);
  if (Number.isFinite(share)) {
    if (share > 0 && share < 1) return { kind: 'share', share };
    throw wrongUse(`--validation ${text} is not a share between 0 and 1.`, 'Use for example 0.2, or names of images.');
  }
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { kind: 'images', names };
}
