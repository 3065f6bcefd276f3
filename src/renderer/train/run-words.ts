import type { RunRow, StoredRunEvent } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import { networkNames } from '../../shared/training/network-words';
import type {
  Augmentation,
  LossConfig,
  NetworkConfig,
  NetworkKind,
  OptimizerConfig,
  Precision,
  RateSchedule,
  ValidationChoice,
} from '../../shared/training/run-config';
import { weightingName } from '../../shared/weighting/words';

/** `7` of `run-007` */
export function runNumber(run: RunId): number {
  return Number(run.slice('run-'.length));
}

/** `Run 7` */
export function runName(run: RunId): string {
  return `Run ${runNumber(run)}`;
}

/** A run in a list to choose from: `7 · edge + region, 0.812`; an unweighted one says so. */
export function runChoiceWords({ id, config, best }: Pick<RunRow, 'id' | 'config' | 'best'>): string {
  const name = weightingName(config.weighting);
  const reached = best === null || best.meanIou === null ? '' : `, ${score(best.meanIou)}`;
  return `${runNumber(id)} · ${name === 'none' ? 'unweighted' : name}${reached}`;
}

export function isInProgress({ status }: Pick<RunRow, 'status'>): boolean {
  return status === 'preparing' || status === 'running';
}

/** Ended before its last step, and able to go on from its last checkpoint. */
export function isResumable({ status }: Pick<RunRow, 'status'>): boolean {
  return status === 'stopped' || status === 'interrupted' || status === 'failed';
}

/** `U-Net 16`, `Lite0 U-Net 16`; with the depth where it is not the usual one, and an encoder that began with random weights. */
export function networkWords(network: NetworkConfig): string {
  const { kind, width, depth } = network;
  const random = kind === 'efficientnet-lite0' && !network.pretrained ? ', random encoder' : '';
  return `${shortNames[kind]} ${width}${depth === usualDepths[kind] ? '' : `, depth ${depth}`}${random}`;
}

const shortNames: Record<NetworkKind, string> = { ...networkNames, 'efficientnet-lite0': 'Lite0 U-Net' };
const usualDepths: Record<NetworkKind, number> = { unet: 4, 'attention-unet': 4, 'efficientnet-lite0': 5 };

export const lossNames: Record<LossConfig['kind'], string> = {
  ce: 'Cross-entropy',
  dice: 'Dice',
  'ce+dice': 'Cross-entropy and Dice',
  focal: 'Focal',
};

/** With the parameters that have an effect: `ce+dice, Dice 0.3`. */
export function lossWords({ kind, diceShare, focalGamma }: LossConfig): string {
  if (kind === 'ce+dice' && diceShare !== 0.5) return `${kind}, Dice ${diceShare}`;
  if (kind === 'focal' && focalGamma !== 2) return `${kind}, gamma ${focalGamma}`;
  return kind;
}

export const optimizerNames: Record<OptimizerConfig['kind'], string> = { adam: 'Adam', adamw: 'AdamW', sgd: 'SGD' };

export function optimizerWords(optimizer: OptimizerConfig): string {
  const name = optimizerNames[optimizer.kind];
  if (optimizer.kind === 'sgd') return `${name}, momentum ${optimizer.momentum}`;
  const { beta1, beta2, epsilon } = optimizer;
  const moments = `beta ${beta1}, ${beta2}, epsilon ${epsilon}`;
  return optimizer.kind === 'adamw' ? `${name}, ${moments}, decay ${optimizer.weightDecay}` : `${name}, ${moments}`;
}

export const scheduleWords: Record<RateSchedule, string> = {
  constant: 'Constant',
  cosine: 'Cosine',
  onecycle: 'One cycle',
};

export const augmentationWords: Record<Augmentation, string> = {
  none: 'None',
  light: 'Light',
  standard: 'Standard',
  strong: 'Strong',
};

export const precisionWords: Record<Precision, string> = { float32: 'float32', bfloat16: 'bfloat16' };

export function validationWords(choice: ValidationChoice): string {
  switch (choice.kind) {
    case 'project':
      return "the project's split";
    case 'share':
      return `${Number((100 * choice.share).toPrecision(3))} %`;
    case 'images':
      return choice.names.join(', ');
  }
}

/** A score to three digits; a dash where there is none. */
export function score(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3);
}

/** `4:12`, `1:04:09` */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** From start to end, or to now; null before the start. */
export function secondsOf({ startedAt, endedAt }: RunRow, nowMs: number): number | null {
  if (startedAt === null) return null;
  return Math.max(0, ((endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt)) / 1000);
}

/** `about 6 min 50 s`: a span as a person would say it. */
export function spanWords(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) {
    const rest = Math.round((seconds % 60) / 10) * 10;
    if (rest === 60) return `${minutes + 1} min`;
    return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  }
  if (seconds < 3600 * 1.5) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${(seconds / 3600).toFixed(1)} h` : `${Math.round(seconds / 86_400)} days`;
}

/** `1.9 M`, `482 k` */
export function parameterWords(count: number): string {
  if (count < 1000) return String(count);
  const [scaled, unit] = count < 1e6 ? [count / 1e3, 'k'] : [count / 1e6, 'M'];
  return `${scaled < 10 ? scaled.toFixed(1) : Math.round(scaled)} ${unit}`;
}

/** What is said once when a run has ended. */
export function endedSentence({ id, status, scores, reason, problem }: RunRow): string {
  const name = runName(id);
  switch (status) {
    case 'finished':
      return scores === null || scores.meanIou === null
        ? `${name} finished.`
        : `${name} finished: mean IoU ${score(scores.meanIou)} on validation.`;
    case 'failed':
      return `${name} failed: ${problem?.message ?? reason ?? 'it did not say why.'}`;
    case 'interrupted':
      return `${name} was interrupted: ${reason ?? 'its process ended.'}`;
    case 'stopped':
      return `${name} stopped. It can be resumed.`;
    case 'queued':
      return `${name} waits for its turn.`;
    case 'preparing':
    case 'running':
      return `${name} goes on.`;
  }
}

/** `step 186 of 300 · 0.41 s a step`, of the last step that was heard of; empty before the first. */
export function lastStepWords(entries: readonly StoredRunEvent[]): string {
  const event = entries.findLast((entry) => entry.event.type === 'step')?.event;
  if (event?.type !== 'step') return '';
  const waiting = event.waitMsPerStep / event.msPerStep;
  const waits = waiting >= 0.05 ? ` · waiting for data ${Math.round(100 * waiting)} %` : '';
  return `step ${event.step} of ${event.totalSteps} · ${secondsAStep(event.msPerStep)} a step${waits}`;
}

function secondsAStep(ms: number): string {
  return ms < 100 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
