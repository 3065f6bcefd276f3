import { networkNames } from '../../shared/training/network-words';
import { ruleWords } from '../../shared/training/rule-words';
import type { RunConfig } from '../../shared/training/run-config';
import { weightingSchema } from '../../shared/weighting/schema';
import { formatWeighting } from '../../shared/weighting/spec';
import { lossWords, optimizerWords, runName, scheduleWords, validationWords } from './run-words';

/** One setting in which two runs differ, in words. */
export interface RunDifference {
  name: string;
  here: string;
  there: string;
}

/** Settings in which a run differs from another, in the order of the form; those without effect are left out. */
export function runDifferences(config: RunConfig, other: RunConfig): RunDifference[] {
  return settings.flatMap(({ name, words }) => {
    const [here, there] = [words(config), words(other)];
    return here === null || there === null || here === there ? [] : [{ name, here, there }];
  });
}

/** `seed 1 instead of 0, strength 4 instead of 2` */
export function differenceWords(differences: readonly RunDifference[]): string {
  return differences.map(({ name, here, there }) => `${name} ${here} instead of ${there}`).join(', ');
}

interface Setting {
  name: string;
  /** Null where it has no effect. */
  words(config: RunConfig): string | null;
}

const settings: readonly Setting[] = [
  { name: 'weighting', words: ({ weighting }) => formatWeighting(weightingSchema.parse({ terms: weighting.terms })) },
  { name: 'strength', words: ({ weighting }) => (isWeighted(weighting) ? String(weighting.strength) : null) },
  { name: 'floor', words: ({ weighting }) => String(weighting.floor) },
  {
    name: 'strength schedule',
    words: ({ weighting }) => (isWeighted(weighting) ? strengthScheduleWords(weighting.schedule) : null),
  },
  { name: 'network', words: ({ network }) => networkNames[network.kind] },
  {
    name: 'encoder',
    words: ({ network }) =>
      network.kind === 'efficientnet-lite0' ? (network.pretrained ? 'pretrained' : 'random') : null,
  },
  { name: 'width', words: ({ network }) => String(network.width) },
  { name: 'depth', words: ({ network }) => String(network.depth) },
  { name: 'start', words: ({ startFrom }) => (startFrom === null ? 'from scratch' : `from ${runName(startFrom)}`) },
  { name: 'loss', words: ({ loss }) => lossWords(loss) },
  { name: 'label smoothing', words: ({ loss }) => String(loss.labelSmoothing) },
  { name: 'optimiser', words: ({ optimizer }) => optimizerWords(optimizer) },
  { name: 'learning rate', words: ({ learningRate }) => String(learningRate) },
  { name: 'schedule', words: ({ schedule }) => scheduleWords[schedule] },
  {
    name: 'frozen encoder',
    words: (config) => (hasPretrainedEncoder(config) ? `${config.freezeEncoderEpochs} epochs` : null),
  },
  {
    name: 'encoder rate',
    words: (config) => (hasPretrainedEncoder(config) ? `${config.encoderRateFactor} of the others` : null),
  },
  { name: 'deep supervision', words: ({ deepSupervision }) => (deepSupervision ? 'on' : 'off') },
  { name: 'gradient limit', words: ({ clipNorm }) => (clipNorm === null ? 'none' : String(clipNorm)) },
  { name: 'moving average', words: ({ averageDecay }) => (averageDecay === null ? 'none' : String(averageDecay)) },
  { name: 'length', words: ({ length }) => `${length.count} ${length.unit}` },
  { name: 'patch', words: ({ patch }) => `${patch} px` },
  { name: 'batch', words: ({ batch }) => String(batch) },
  { name: 'augmentation', words: ({ augmentation }) => augmentation },
  { name: 'precision', words: ({ precision }) => precision },
  { name: 'validation', words: ({ validation }) => validationWords(validation) },
  { name: 'seed', words: ({ seed }) => String(seed) },
  { name: 'patience', words: ({ patience }) => (patience === null ? 'none' : String(patience)) },
  { name: 'rules', words: ({ rules }) => (rules.length === 0 ? 'none' : rules.map(ruleWords).join('; ')) },
  { name: 'boundary distance', words: ({ boundaryDistancePx }) => `${boundaryDistancePx} px` },
];

/** Only then is there something to freeze, and to train at a rate of its own. */
function hasPretrainedEncoder({ network }: RunConfig): boolean {
  return network.kind === 'efficientnet-lite0' && network.pretrained;
}

/** Without terms the weight of each pixel is the floor, whatever the strength. */
function isWeighted({ terms }: RunConfig['weighting']): boolean {
  return terms.length > 0;
}

function strengthScheduleWords(schedule: RunConfig['weighting']['schedule']): string {
  switch (schedule.kind) {
    case 'constant':
      return 'from the start';
    case 'ramp':
      return `over ${schedule.steps} steps`;
    case 'after':
      return `from step ${schedule.step}`;
  }
}
