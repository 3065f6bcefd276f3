import type { StoredRunEvent } from '../../shared/contract/runs';
import { changeWords } from '../../shared/training/rule-words';
import type { RunConfig } from '../../shared/training/run-config';

/** Points of one curve: steps ascending, a value each. */
export interface Curve {
  steps: number[];
  values: number[];
}

/** A score that validation tells of each class. */
export const metrics = ['iou', 'boundaryIou', 'dice', 'precision', 'recall'] as const;
export type Metric = (typeof metrics)[number];

interface ClassCurves extends Record<Metric, Curve> {
  name: string;
}

/** What a run's events draw. */
export interface RunCurves {
  trainingLoss: Curve;
  validationLoss: Curve;
  meanIou: Curve;
  meanBoundaryIou: Curve;
  classes: ClassCurves[];
  learningRate: Curve;
  strength: Curve;
  /** Milliseconds. */
  stepTime: Curve;
  /** Bytes. */
  memory: Curve;
  /** What was changed while it ran, and what stopped it. */
  changes: { step: number; words: string }[];
  /** Of the best validation so far. */
  bestStep: number | null;
  totalSteps: number | null;
}

/**
 * The curves of a run. A run that was resumed from step s takes the steps after s a second time: what the first time
 * drew beyond s is dropped. Scores of classes that are in neither labels nor prediction make no point.
 * @param entries in order
 */
export function runCurves(entries: readonly StoredRunEvent[]): RunCurves {
  const curves = emptyCurves();
  let bestSteps: number[] = [];
  for (const { event } of entries) {
    if (event.type === 'started') {
      cutAfter(curves, event.fromStep);
      bestSteps = bestSteps.filter((step) => step <= event.fromStep);
      curves.totalSteps = event.totalSteps;
    } else if (event.type === 'step') {
      addPoint(curves.trainingLoss, event.step, event.loss);
      addPoint(curves.learningRate, event.step, event.learningRate);
      addPoint(curves.strength, event.step, event.strength);
      addPoint(curves.stepTime, event.step, event.msPerStep);
      addPoint(curves.memory, event.step, event.memoryBytes ?? null);
    } else if (event.type === 'validated') {
      addPoint(curves.validationLoss, event.step, event.validationLoss);
      addPoint(curves.meanIou, event.step, event.scores.meanIou);
      addPoint(curves.meanBoundaryIou, event.step, event.scores.meanBoundaryIou);
      for (const score of event.scores.classes) {
        const drawn = classCurves(curves, score.name);
        for (const metric of metrics) addPoint(drawn[metric], event.step, score[metric]);
      }
      if (event.isBest) bestSteps.push(event.step);
    } else if (event.type === 'changed') {
      const change = { step: event.step, words: changeWords(event) };
      // What was changed after the checkpoint of a step is told again when the run goes on from it.
      const isAgain = curves.changes.some(({ step, words }) => step === change.step && words === change.words);
      if (!isAgain) curves.changes.push(change);
    }
  }
  return { ...curves, bestStep: bestSteps.at(-1) ?? null };
}

/**
 * A curve without its jitter: the mean of the points up to each step, weighted by exp(-(distance in steps) / span).
 * @param span in steps; 0 gives the curve itself
 */
export function smoothed({ steps, values }: Curve, span: number): Curve {
  if (span <= 0) return { steps, values };
  let sum = 0;
  let weight = 0;
  let before = steps[0] ?? 0;
  const means = values.map((value, index) => {
    const fading = Math.exp((before - steps[index]) / span);
    sum = sum * fading + value;
    weight = weight * fading + 1;
    before = steps[index];
    return sum / weight;
  });
  return { steps, values: means };
}

/** Curves over the steps of all of them; null where a curve has no point. The first row is the steps. */
export function alignedCurves(curves: readonly Curve[]): [number[], ...(number | null)[][]] {
  const steps: number[] = [];
  const rows = curves.map((): (number | null)[] => []);
  const at = curves.map(() => 0);
  // Merged, since each is sorted: this is done anew with every event of a run, which may have a hundred thousand.
  for (;;) {
    let next = Number.POSITIVE_INFINITY;
    curves.forEach((curve, index) => {
      if (at[index] < curve.steps.length) next = Math.min(next, curve.steps[at[index]]);
    });
    if (next === Number.POSITIVE_INFINITY) return [steps, ...rows];
    steps.push(next);
    curves.forEach((curve, index) => {
      const isPoint = curve.steps[at[index]] === next;
      rows[index].push(isPoint ? curve.values[at[index]] : null);
      if (isPoint) at[index]++;
    });
  }
}

/** The last value of a curve; null without a point. */
export function lastOf({ values }: Curve): number | null {
  return values.at(-1) ?? null;
}

/** The step from which a run trains at full strength, where it does not from the start. */
export function strengthMark({ weighting }: RunConfig): { step: number; words: string } | null {
  const { schedule, strength, terms } = weighting;
  if (terms.length === 0 || strength === 0 || schedule.kind === 'constant') return null;
  return {
    step: schedule.kind === 'ramp' ? schedule.steps : schedule.step,
    words: `strength ${Number(strength.toPrecision(3))} reached`,
  };
}

function emptyCurves(): RunCurves {
  return {
    trainingLoss: { steps: [], values: [] },
    validationLoss: { steps: [], values: [] },
    meanIou: { steps: [], values: [] },
    meanBoundaryIou: { steps: [], values: [] },
    classes: [],
    learningRate: { steps: [], values: [] },
    strength: { steps: [], values: [] },
    stepTime: { steps: [], values: [] },
    memory: { steps: [], values: [] },
    changes: [],
    bestStep: null,
    totalSteps: null,
  };
}

function classCurves(curves: RunCurves, name: string): ClassCurves {
  const present = curves.classes.find((one) => one.name === name);
  if (present !== undefined) return present;
  const none = (): Curve => ({ steps: [], values: [] });
  const added = { name, iou: none(), boundaryIou: none(), dice: none(), precision: none(), recall: none() };
  curves.classes.push(added);
  return added;
}

function addPoint(curve: Curve, step: number, value: number | null): void {
  if (value === null || !Number.isFinite(value)) return;
  if (curve.steps.at(-1) === step) {
    curve.values[curve.values.length - 1] = value;
    return;
  }
  curve.steps.push(step);
  curve.values.push(value);
}

function cutAfter(curves: RunCurves, step: number): void {
  const { trainingLoss, validationLoss, meanIou, meanBoundaryIou, classes } = curves;
  const { learningRate, strength, stepTime, memory } = curves;
  curves.changes = curves.changes.filter((change) => change.step <= step);
  const ofClasses = classes.flatMap((one) => metrics.map((metric) => one[metric]));
  const ofRun = [trainingLoss, validationLoss, meanIou, meanBoundaryIou, learningRate, strength, stepTime, memory];
  for (const curve of [...ofRun, ...ofClasses]) {
    const kept = curve.steps.filter((one) => one <= step).length;
    curve.steps.length = kept;
    curve.values.length = kept;
  }
}
