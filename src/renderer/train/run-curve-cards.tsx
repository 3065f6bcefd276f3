import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { RunRow, StoredRunEvent } from '../../shared/contract/runs';
import { act } from '../app/client';
import { ChoiceField } from '../components/choice-field';
import { useClasses } from '../paint/classes-state';
import type { ChartMark } from './chart';
import {
  type ComparedRun,
  type Course,
  courseSeries,
  lossSeries,
  metricSeries,
  type OtherMetric,
  scoreSeries,
} from './chart-series';
import { CurveCard } from './curve-card';
import { CurveTable } from './curve-table';
import { type RunCurves, runCurves, strengthMark } from './curves';
import { isInProgress } from './run-words';
import { needEntries, useRuns } from './runs-state';

/** The curves of the run in hand, with those of other runs pale beside them. */
export function RunCurveCards({ row }: { row: RunRow }): ReactNode {
  const entries = useRuns((state) => state.entries);
  const comparedIds = useRuns((state) => state.compared);
  const others = useMemo(() => [...comparedIds].filter((id) => id !== row.id).sort(), [comparedIds, row.id]);
  useEffect(() => {
    for (const run of [row.id, ...others]) act(() => needEntries(run));
  }, [row.id, others]);
  const own = entries.get(row.id);
  const curves = curvesOf(own ?? none);
  const compared = useMemo(
    () => others.map((run): ComparedRun => ({ run, curves: curvesOf(entries.get(run) ?? none) })),
    [others, entries],
  );
  const classes = useClasses((state) => state.classes);
  // By name, as the run's curves are named.
  const colors = useMemo(() => new Map(classes.map(({ name, color }) => [name, color])), [classes]);
  const [smoothing, setSmoothing] = useState<Smoothing>('some');
  const [metric, setMetric] = useState<'iou' | OtherMetric>('iou');
  const [course, setCourse] = useState<Course>('rate');
  const losses = useMemo(() => lossSeries(curves, compared, shares[smoothing]), [curves, compared, smoothing]);
  const scores = useMemo(
    () => (metric === 'iou' ? scoreSeries(curves, compared, colors) : metricSeries(curves, compared, colors, metric)),
    [curves, compared, colors, metric],
  );
  const courseLines = useMemo(() => courseSeries(curves, compared, course), [curves, compared, course]);
  const marks = useMemo(() => marksOf(row, curves), [row, curves]);
  const endStep = row.totalSteps ?? curves.totalSteps;
  const isGoingOn = isInProgress(row);
  return (
    <div className="curve-cards">
      <CurveCard
        title="Loss"
        series={losses}
        control={
          <ChoiceField<Smoothing>
            className="curve-choice"
            label="Smoothing"
            value={smoothing}
            choices={smoothings}
            onChange={setSmoothing}
          />
        }
        marks={marks.loss}
        endStep={endStep}
        top={null}
        empty={isGoingOn ? 'The first steps are on their way.' : 'The run took no step.'}
      />
      <CurveCard
        title="Validation"
        series={scores}
        control={
          <ChoiceField<'iou' | OtherMetric>
            className="curve-choice"
            label="Score"
            value={metric}
            choices={metricChoices}
            onChange={setMetric}
          />
        }
        marks={marks.scores}
        endStep={endStep}
        top={1}
        empty={
          isGoingOn
            ? 'The network is scored on the validation images at the end of each epoch.'
            : 'It was never scored.'
        }
      />
      <CurveCard
        title="Course"
        series={courseLines}
        control={
          <ChoiceField<Course>
            className="curve-choice"
            label="What is drawn"
            value={course}
            choices={courseChoices}
            onChange={setCourse}
          />
        }
        marks={marks.loss}
        endStep={endStep}
        top={null}
        empty={isGoingOn ? 'The first steps are on their way.' : 'The run took no step.'}
      />
      <CurveTable curves={curves} />
    </div>
  );
}

/** Share of the run that a point of the smoothed loss looks back over. */
const shares = { none: 0, little: 1 / 100, some: 1 / 30, much: 1 / 8 };
type Smoothing = keyof typeof shares;
const smoothings: { value: Smoothing; words: string }[] = [
  { value: 'none', words: 'Not smoothed' },
  { value: 'little', words: 'Smoothed a little' },
  { value: 'some', words: 'Smoothed' },
  { value: 'much', words: 'Smoothed much' },
];
const metricChoices: { value: 'iou' | OtherMetric; words: string }[] = [
  { value: 'iou', words: 'IoU' },
  { value: 'dice', words: 'Dice' },
  { value: 'precision', words: 'Precision' },
  { value: 'recall', words: 'Recall' },
];
const courseChoices: { value: Course; words: string }[] = [
  { value: 'rate', words: 'Learning rate' },
  { value: 'strength', words: 'Strength' },
  { value: 'time', words: 'Time' },
  { value: 'memory', words: 'Memory' },
];

const none: readonly StoredRunEvent[] = [];
const drawn = new WeakMap<readonly StoredRunEvent[], RunCurves>();

/** Made once of the same events: those of a run that goes on leave the runs beside it as they are. */
function curvesOf(entries: readonly StoredRunEvent[]): RunCurves {
  const known = drawn.get(entries);
  if (known !== undefined) return known;
  const made = runCurves(entries);
  drawn.set(entries, made);
  return made;
}

function marksOf({ config }: RunRow, { bestStep, changes }: RunCurves): { loss: ChartMark[]; scores: ChartMark[] } {
  const strength = strengthMark(config);
  return {
    loss: [
      ...(strength === null ? [] : [{ ...strength, token: '--text-3', at: 'top' } as const]),
      ...changes.map((change) => ({ ...change, token: '--warn', at: 'top' }) as const),
    ],
    scores: bestStep === null ? [] : [{ step: bestStep, words: 'best', token: '--text-3', at: 'bottom' }],
  };
}
