import { encoderDepths } from '../../shared/training/run-config';

/** What a number field takes. */
export interface NumberRule {
  isWhole: boolean;
  min: number;
  max: number;
  /** It has to be a multiple of this. */
  multiple?: number;
}

export type ParsedField = { ok: true; value: number } | { ok: false; words: string };

/** Limits of the numbers of a run; the schema of a run's configuration has the same. */
export const numberRules = {
  width: whole(4, 128),
  depth: whole(1, 6),
  encoderDepth: whole(encoderDepths.least, encoderDepths.most),
  steps: whole(1, 10_000_000),
  epochs: whole(1, 100_000),
  patch: whole(16, 4096),
  batch: whole(1, 256),
  freezeEncoderEpochs: whole(0, 100_000),
  encoderRateFactor: { isWhole: false, min: 1e-6, max: 1 },
  clipNorm: { isWhole: false, min: 1e-6, max: 1e6 },
  averageDecay: { isWhole: false, min: 0, max: 0.999999 },
  learningRate: { isWhole: false, min: 1e-9, max: 10 },
  diceShare: { isWhole: false, min: 0, max: 1 },
  focalGamma: { isWhole: false, min: 0, max: 10 },
  labelSmoothing: { isWhole: false, min: 0, max: 0.9 },
  weightDecay: { isWhole: false, min: 0, max: 1 },
  momentum: { isWhole: false, min: 0, max: 0.999 },
  validationPercent: whole(1, 90),
  seed: whole(0, 0xffffffff),
  patience: whole(1, 10_000),
  boundaryDistancePx: whole(1, 64),
} satisfies Record<string, NumberRule>;

/** A typed number, or what is wrong with it, a sentence; a comma is read as a decimal point. */
export function parseNumber(text: string, rule: NumberRule): ParsedField {
  const trimmed = text.trim().replace(',', '.');
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  const { isWhole, min, max, multiple } = rule;
  const kind = isWhole ? 'A whole number' : 'A number';
  if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value)) || value < min || value > max) {
    return { ok: false, words: `${kind} from ${shown(min)} to ${shown(max)}.` };
  }
  if (multiple !== undefined && value % multiple !== 0) {
    const below = Math.floor(value / multiple) * multiple;
    const near = [below, below + multiple].filter((one) => one >= min && one <= max);
    return { ok: false, words: `A multiple of ${multiple}, e.g. ${near.join(' or ')}.` };
  }
  return { ok: true, value };
}

function whole(min: number, max: number): NumberRule {
  return { isWhole: true, min, max };
}

const numbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 10 });

function shown(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-4 ? String(value) : numbers.format(value);
}
