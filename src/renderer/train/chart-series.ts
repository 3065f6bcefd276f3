import type { RunId } from '../../shared/ids';
import { alignedCurves, type Curve, lastOf, type Metric, type RunCurves, smoothed } from './curves';
import { runNumber } from './run-words';

/** What a line is drawn with: a token of the theme, or a class's own colour. */
export type Ink = { token: string } | { color: string };

interface LegendEntry {
  key: string;
  words: string;
}

export interface ChartSeries {
  /** Stays the same while a run goes on. */
  key: string;
  name: string;
  /** The entry of the legend that switches it. */
  entry: LegendEntry;
  curve: Curve;
  ink: Ink;
  look: 'line' | 'dashed' | 'faint';
  /** Drawn only where it is switched on. */
  startsHidden: boolean;
  /** Of another run, for comparison. */
  isPale: boolean;
  /** A value as it is read out; to three digits where absent. */
  words?: (value: number) => string;
}

/** A run whose curves are drawn pale beside those in hand. */
export interface ComparedRun {
  run: RunId;
  curves: RunCurves;
}

/** @param smoothing share of the run over which points of the training loss are averaged; 0: each as it is */
export function lossSeries(curves: RunCurves, compared: readonly ComparedRun[], smoothing: number): ChartSeries[] {
  const spanOf = ({ totalSteps }: RunCurves): number =>
    smoothing === 0 ? 0 : Math.max(4, (totalSteps ?? 0) * smoothing);
  const span = spanOf(curves);
  return [
    ...compared.map(({ run, curves: { validationLoss } }) => pale(`validation, run ${runNumber(run)}`, validationLoss)),
    ...compared.map(({ run, curves: other }): ChartSeries => {
      const training = smoothed(other.trainingLoss, spanOf(other));
      return { ...pale(`training, run ${runNumber(run)}`, training), startsHidden: true };
    }),
    { ...shown('each step', curves.trainingLoss, '--accent'), look: 'faint' },
    shown('training', smoothed(curves.trainingLoss, span), '--accent'),
    { ...shown('validation', curves.validationLoss, '--warn'), look: 'dashed' },
  ];
}

/** Scores that validation can be read by, besides IoU with the IoU of borders. */
export type OtherMetric = Exclude<Metric, 'iou' | 'boundaryIou'>;
export const metricNames: Record<OtherMetric, string> = { dice: 'Dice', precision: 'precision', recall: 'recall' };

/** One score of every class, and their mean. @param colors of the classes by name, `#rrggbb` */
export function metricSeries(
  curves: RunCurves,
  compared: readonly ComparedRun[],
  colors: ReadonlyMap<string, string>,
  metric: OtherMetric,
): ChartSeries[] {
  const mean = `mean ${metricNames[metric]}`;
  return [
    ...compared.map(({ run, curves: other }) => pale(`${mean}, run ${runNumber(run)}`, meanOf(other, metric))),
    shown(mean, meanOf(curves, metric), '--accent'),
    ...curves.classes.map(
      (one): ChartSeries => ({
        ...shown(one.name, one[metric], '--text-2'),
        key: `${metric} of ${one.name}`,
        ink: inkOf(colors.get(one.name)),
      }),
    ),
  ];
}

/** Over the classes that have a score at a step. */
function meanOf({ classes }: RunCurves, metric: OtherMetric): Curve {
  const [steps, ...rows] = alignedCurves(classes.map((one) => one[metric]));
  const values = steps.map((_, at) => {
    const there = rows.flatMap((row) => row[at] ?? []);
    return there.reduce((sum, value) => sum + value, 0) / there.length;
  });
  return { steps, values };
}

/** How a run goes, apart from what it learns. */
export const courses = ['rate', 'strength', 'time', 'memory'] as const;
export type Course = (typeof courses)[number];

export function courseSeries(curves: RunCurves, compared: readonly ComparedRun[], course: Course): ChartSeries[] {
  const { name, curve, words } = courseParts[course];
  return [
    ...compared.map(({ run, curves: other }) => ({ ...pale(`${name}, run ${runNumber(run)}`, curve(other)), words })),
    { ...shown(name, curve(curves), '--accent'), words },
  ];
}

const courseParts: Record<Course, { name: string; curve(curves: RunCurves): Curve; words(value: number): string }> = {
  rate: { name: 'learning rate', curve: ({ learningRate }) => learningRate, words: (rate) => rate.toPrecision(2) },
  strength: { name: 'strength', curve: ({ strength }) => strength, words: (one) => String(Number(one.toPrecision(3))) },
  time: {
    name: 'seconds a step',
    curve: ({ stepTime }) => scaled(stepTime, 1 / 1000),
    words: (seconds) => `${seconds.toPrecision(2)} s`,
  },
  memory: {
    name: 'memory in GB',
    curve: ({ memory }) => scaled(memory, 1 / 2 ** 30),
    words: (gigabytes) => `${gigabytes.toFixed(2)} GB`,
  },
};

function scaled({ steps, values }: Curve, factor: number): Curve {
  return { steps, values: values.map((value) => value * factor) };
}

/** @param colors of the classes by name, `#rrggbb` */
export function scoreSeries(
  curves: RunCurves,
  compared: readonly ComparedRun[],
  colors: ReadonlyMap<string, string>,
): ChartSeries[] {
  return [
    ...compared.map(({ run, curves: { meanIou } }) => pale(`mean IoU, run ${runNumber(run)}`, meanIou)),
    shown('mean IoU', curves.meanIou, '--accent'),
    { ...shown('boundary IoU', curves.meanBoundaryIou, '--accent'), look: 'dashed' },
    ...curves.classes.flatMap(({ name, iou, boundaryIou }): ChartSeries[] => {
      const ink = inkOf(colors.get(name));
      const own = { entry: { key: `class ${name}`, words: name }, ink, startsHidden: true, isPale: false };
      return [
        { ...own, key: `iou of ${name}`, name: `${name} IoU`, curve: iou, look: 'line' },
        { ...own, key: `boundary of ${name}`, name: `${name} boundary IoU`, curve: boundaryIou, look: 'dashed' },
      ];
    }),
  ];
}

/** What the legend switches: an entry may be several lines, such as a class's two scores; its first stands for it. */
export function legendEntries(series: readonly ChartSeries[]): ChartSeries[] {
  const drawn = series.filter(({ curve }) => curve.steps.length > 0);
  return drawn.filter(({ entry }, index) => drawn.findIndex((one) => one.entry.key === entry.key) === index);
}

/** The last values in words: `training 0.312 · validation 0.338`; empty before there are any. */
export function lastWords(series: readonly ChartSeries[], isHidden: (one: ChartSeries) => boolean): string {
  return valueWords(series, isHidden, ({ curve }) => lastOf(curve));
}

/** The values at a step, or at the last one before it that has a point. */
export function wordsAt(series: readonly ChartSeries[], isHidden: (one: ChartSeries) => boolean, step: number): string {
  const words = valueWords(series, isHidden, ({ curve }) => {
    const index = curve.steps.findLastIndex((one) => one <= step);
    return index < 0 ? null : curve.values[index];
  });
  return words === '' ? `step ${step}` : `step ${step} · ${words}`;
}

function valueWords(
  series: readonly ChartSeries[],
  isHidden: (one: ChartSeries) => boolean,
  pick: (one: ChartSeries) => number | null,
): string {
  const ownFirst = [...series.filter(({ isPale }) => !isPale), ...series.filter(({ isPale }) => isPale)];
  return ownFirst
    .filter((one) => one.look !== 'faint' && !isHidden(one))
    .flatMap((one) => {
      const value = pick(one);
      return value === null ? [] : [`${one.name} ${one.words?.(value) ?? value.toFixed(3)}`];
    })
    .join(' · ');
}

function inkOf(color: string | undefined): Ink {
  return color === undefined ? { token: '--text-2' } : { color };
}

function shown(name: string, curve: Curve, token: string): ChartSeries {
  return {
    key: name,
    name,
    entry: { key: name, words: name },
    curve,
    ink: { token },
    look: 'line',
    startsHidden: false,
    isPale: false,
  };
}

function pale(name: string, curve: Curve): ChartSeries {
  return { ...shown(name, curve, '--text-3'), isPale: true };
}
