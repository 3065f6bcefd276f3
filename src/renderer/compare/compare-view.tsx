import { Scale } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ComparisonRow } from '../../shared/contract/comparisons';
import type { ComparedScore } from '../../shared/training/compare/comparison-table';
import { callWord, differenceText, scoreName, scoreRange, scoreText } from '../../shared/training/compare/verdict';
import { timeLeft } from '../app/words';
import { EmptyState } from '../components/empty-state';
import { ProgressBar } from '../components/progress-bar';
import { activeHere } from './compare-acts';
import { ComparisonChart } from './comparison-chart';
import { comparisonInHand, type ShownScore, useComparisons } from './comparisons-state';

/** Whether one configuration does better than another: the verdict, its picture, its numbers. */
export function CompareView(): ReactNode {
  const rows = useComparisons((state) => state.rows);
  const row = useComparisons(comparisonInHand);
  const shown = useComparisons((state) => state.shown);
  if (rows === null) return null;
  if (row === null) {
    return (
      <EmptyState
        icon={Scale}
        title="No comparison yet"
        words="A comparison trains each weighting with several seeds, all else the same, and says whether the difference is more than chance. Choose weightings at the right, then start."
      />
    );
  }
  const score = shown ?? row.primary;
  return (
    <>
      <VerdictCard row={row} />
      {row.runs.done > 0 && (
        <>
          <ComparisonChart title={scoreName(score)} scores={scoresOf(row, score)} />
          <ScoreTable row={row} score={score} />
          <MethodCard row={row} />
        </>
      )}
    </>
  );
}

/** One score of all configurations. */
function scoresOf(row: ComparisonRow, { measure, className }: ShownScore): { name: string; score: ComparedScore }[] {
  return row.table.flatMap(({ name, metrics }) => {
    const score = metrics.find((metric) => metric.measure === measure && metric.className === className);
    return score === undefined ? [] : [{ name, score }];
  });
}

function VerdictCard({ row }: { row: ComparisonRow }): ReactNode {
  const active = useComparisons((state) => activeHere(state.active));
  const mine = active?.comparison === row.comparison ? active : null;
  const { done, planned } = row.runs;
  return (
    <section className="train-card compare-verdict" aria-label="Verdict">
      <h2>{done === 0 ? 'Nothing to say yet: no run is done.' : row.verdict}</h2>
      {done < planned && (
        <p className="run-progress">
          {`${done} of ${planned} runs done`}
          {mine !== null && ` · ${mine.configuration}, seed ${mine.seed}`}
          {mine !== null && (mine.secondsLeft === null ? '' : ` · ${timeLeft(mine.secondsLeft)}`)}
          {mine?.isStopping && ' · stopping after this step'}
          <ProgressBar label="Runs done" value={done} of={planned} />
        </p>
      )}
      {row.failed.map(({ configuration, seed, problem }) => (
        <p key={`${configuration} ${seed}`} className="compare-failed">
          {`${configuration}, seed ${seed}: ${problem.message} ${problem.hint}`}
        </p>
      ))}
    </section>
  );
}

function ScoreTable({ row, score }: { row: ComparisonRow; score: ShownScore }): ReactNode {
  const [baseline] = row.table;
  return (
    <section className="train-card runs-card compare-table" aria-label={`Table of ${scoreName(score)}`}>
      <table className="runs-table">
        <thead>
          <tr>
            <th scope="col">weighting</th>
            <th scope="col" className="compare-number">
              {scoreName(score)}
            </th>
            <th scope="col" className="compare-number">
              over seeds
            </th>
            <th scope="col" className="compare-wide">
              difference to {baseline.name} (interval)
            </th>
            <th scope="col" className="compare-call">
              verdict
            </th>
          </tr>
        </thead>
        <tbody>
          {scoresOf(row, score).map(({ name, score: one }) => (
            <tr key={name} data-selected={isCalled(one)}>
              <th scope="row" className="truncate">
                {name}
              </th>
              <td className="compare-number">{scoreText(one.mean)}</td>
              <td className="compare-number">{scoreRange(one)}</td>
              <td className="compare-wide">{one.difference === null ? '' : differenceText(one.difference)}</td>
              <td>
                <span className="run-chip" data-tone={isCalled(one) ? 'accent' : undefined}>
                  {callWord(one)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const isCalled = ({ call }: ComparedScore): boolean => call === 'better' || call === 'worse';

function MethodCard({ row }: { row: ComparisonRow }): ReactNode {
  return (
    <section className="train-card compare-method" aria-label="How this was measured">
      <h2>How this was measured</h2>
      {row.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <p>{`The verdict goes by ${row.primary.name}, chosen before the runs; other scores show where a difference lies.`}</p>
    </section>
  );
}
