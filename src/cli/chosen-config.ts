import type { ProjectStore } from '../main/store/project-store';
import { measuredImages } from '../shared/training/object-size';
import type { RunConfig } from '../shared/training/run-config';
import { type PresetName, runPreset } from '../shared/training/run-presets';
import { isLabelled, trainingFacts } from '../shared/training/training-facts';
import type { CommandContext } from './command-context';
import { type TrainOptions, toRunConfig } from './parse/run-options';

export interface ChosenOptions extends TrainOptions {
  preset?: PresetName | undefined;
  startFrom?: string | undefined;
}

/**
 * The configuration that options give: what is not said by a preset where one was chosen, else by default. A run that
 * goes on from another has its network.
 */
export async function chosenConfig(
  store: ProjectStore,
  options: ChosenOptions,
  { reporter }: CommandContext,
): Promise<RunConfig> {
  const from = options.startFrom === undefined ? null : store.runs.get(options.startFrom);
  const network = from === null || options.network !== undefined ? {} : networkOptions(from.config);
  if (options.preset === undefined) return toRunConfig({ ...network, ...options }, { startFrom: from?.id });
  const said = await toRunConfig({ weighting: options.weighting });
  const { config, sentence } = runPreset(options.preset, await presetFacts(store), said.weighting);
  reporter.note(sentence);
  const length = options.epochs === undefined ? { steps: config.length.count } : {};
  return toRunConfig({ ...presetOptions(config), ...length, ...network, ...options }, { startFrom: from?.id });
}

async function presetFacts(store: ProjectStore) {
  const { machineBytes } = await import('../engine/training/trial');
  const { hasBfloat16 } = await import('../engine/device');
  const { unpainted, inputChannels } = store.project.read();
  const images = store.images.list();
  const { missing, ...facts } = trainingFacts(images, { classes: store.classes.list(), unpainted, inputChannels });
  const measured = measuredImages(images.filter(isLabelled)).map(({ id }) => id);
  return {
    ...facts,
    missing: missing.map((problem) => problem.toJSON()),
    objectPx: null,
    objects: store.images.finestObjects(measured),
    memoryBytes: machineBytes(),
    hasBfloat16: hasBfloat16() === true,
  };
}

/** What a preset decides, as the options that say the same. */
function presetOptions(config: RunConfig): TrainOptions {
  return {
    ...networkOptions(config),
    patch: config.patch,
    batch: config.batch,
    lr: config.learningRate,
    optimizer: config.optimizer.kind,
    schedule: config.schedule,
    averageDecay: config.averageDecay ?? undefined,
    precision: config.precision,
  };
}

function networkOptions({ network }: RunConfig): TrainOptions {
  const { kind, width, depth } = network;
  const random = kind === 'efficientnet-lite0' && !network.pretrained ? { randomEncoder: true } : {};
  return { network: kind, width, depth, ...random };
}
