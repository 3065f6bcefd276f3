import { type ReactNode, useEffect, useMemo } from 'react';
import type { RunRow, StoredRunEvent } from '../../shared/contract/runs';
import { act } from '../app/client';
import { useClasses } from '../paint/classes-state';
import type { ChartMark } from './chart';
import { type ComparedRun, lossSeries, scoreSeries } from './chart-series';
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
  const losses = useMemo(() => lossSeries(curves, compared), [curves, compared]);
  const scores = useMemo(() => scoreSeries(curves, compared, colors), [curves, compared, colors]);
  const marks = useMemo(() => marksOf(row, curves), [row, curves]);
  const endStep = row.totalSteps ?? curves.totalSteps;
  const isGoingOn = isInProgress(row);
  return (
    <div className="curve-cards">
      <CurveCard
        title="Loss"
        series={losses}
        marks={marks.loss}
        endStep={endStep}
        top={null}
        empty={isGoingOn ? 'The first steps are on their way.' : 'The run took no step.'}
      />
      <CurveCard
        title="Validation"
        series={scores}
        marks={marks.scores}
        endStep={endStep}
        top={1}
        empty={
          isGoingOn
            ? 'The network is scored on the validation images at the end of each epoch.'
            : 'It was never scored.'
        }
      />
      <CurveTable curves={curves} />
    </div>
  );
}

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

function marksOf({ config }: RunRow, { bestStep }: RunCurves): { loss: ChartMark[]; scores: ChartMark[] } {
  const strength = strengthMark(config);
  return {
    loss: strength === null ? [] : [{ ...strength, token: '--text-3', at: 'top' }],
    scores: bestStep === null ? [] : [{ step: bestStep, words: 'best', token: '--text-3', at: 'bottom' }],
  };
}
