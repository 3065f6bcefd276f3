import type { RunId } from '../../shared/ids';
import { type Curve, lastOf, type RunCurves, smoothed } from './curves';
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
}

/** A run whose curves are drawn pale beside those in hand. */
export interface ComparedRun {
  run: RunId;
  curves: RunCurves;
}

/** Points of the training loss are averaged over this share of the run. */
const SMOOTHED_SHARE = 1 / 30;

export function lossSeries(curves: RunCurves, compared: readonly ComparedRun[]): ChartSeries[] {
  const span = Math.max(4, (curves.totalSteps ?? 0) * SMOOTHED_SHARE);
  return [
    ...compared.map(({ run, curves: { validationLoss } }) => pale(`validation, run ${runNumber(run)}`, validationLoss)),
    { ...shown('each step', curves.trainingLoss, '--accent'), look: 'faint' },
    shown('training', smoothed(curves.trainingLoss, span), '--accent'),
    { ...shown('validation', curves.validationLoss, '--warn'), look: 'dashed' },
  ];
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
      const color = colors.get(name);
      const ink: Ink = color === undefined ? { token: '--text-2' } : { color };
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
      return value === null ? [] : [`${one.name} ${value.toFixed(3)}`];
    })
    .join(' · ');
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
