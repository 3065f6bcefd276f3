import type { ComparedScore } from './comparison-table';

/** A configuration as a chart of differences draws it, in the units of the score. */
export interface ChartRow {
  name: string;
  /** Null for the baseline, which stands at 0. */
  mean: number | null;
  interval: readonly [number, number] | null;
  isCalled: boolean;
}

/** What a configuration's score is drawn as: without a difference it is the baseline. */
export function chartRow({ name, score: { difference, call } }: { name: string; score: ComparedScore }): ChartRow {
  return {
    name,
    mean: difference?.mean ?? null,
    interval: difference?.interval ?? null,
    isCalled: call === 'better' || call === 'worse',
  };
}

/** Where a chart's scale begins and ends, and its marks: round steps, 0 among them. */
export interface ChartScale {
  low: number;
  high: number;
  ticks: number[];
}

/** A scale that holds 0, all means and all intervals. */
export function chartScale(rows: readonly ChartRow[]): ChartScale {
  const values = rows.flatMap(({ mean, interval }) => [mean ?? 0, ...(interval ?? [])]);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = roundStep((high - low || 0.02) / 5);
  const first = Math.floor(low / step - 0.25);
  const last = Math.ceil(high / step + 0.25);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { low: first * step, high: last * step, ticks };
}

/** As many digits as tell the marks of a scale apart. */
export function tickText(value: number, { ticks }: ChartScale): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(ticks[1] - ticks[0]) - 1e-9));
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return '0';
  return value > 0 ? `+${text}` : `\u2212${text}`;
}

/** 1, 2 or 5 times a power of ten, at least `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}
