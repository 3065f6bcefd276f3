import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import { Hint } from '../components/hint';
import { useNowMs } from '../components/now';
import { runDifferences } from './run-differences';
import { RunTableRow } from './run-row';
import { nextSort, type RunColumn, type RunSort, sortRuns } from './run-table';
import { isInProgress, runName } from './run-words';

interface RunsTableProps {
  rows: readonly RunRow[];
  selected: RunRow | null;
}

/** All runs of the project, what they came to, and in what they differ from the one in hand. */
export function RunsTable({ rows, selected }: RunsTableProps): ReactNode {
  const [sort, setSort] = useState<RunSort>({ column: 'run', isDescending: true });
  const queue = rows
    .filter(({ status }) => status === 'queued')
    .sort((a, b) => (a.queuePlace ?? 0) - (b.queuePlace ?? 0));
  const nowMs = useNowMs(rows.some(isInProgress) ? 1000 : null);
  const head = (column: RunColumn, words: string, className = ''): ReactNode => (
    <SortHead column={column} words={words} className={className} sort={sort} onSort={setSort} />
  );
  return (
    <section className="train-card runs-card" aria-label="Runs">
      <table className="runs-table">
        <thead>
          <tr>
            {head('star', '★', 'runs-star')}
            <th scope="col" className="runs-eye">
              <span className="visually-hidden">curves</span>
            </th>
            {head('run', 'run', 'runs-run')}
            {head('weighting', 'weighting')}
            {head('state', 'state', 'runs-state')}
            {head('network', 'network', 'run-minor runs-network')}
            {head('loss', 'loss', 'run-minor runs-loss')}
            {head('meanIou', 'mean IoU', 'run-number')}
            {head('boundaryIou', 'boundary IoU', 'run-number runs-wide')}
            {head('time', 'time', 'run-number runs-time')}
            <th scope="col" className="runs-differs">
              {selected === null || rows.length < 2 ? 'differs' : `differs from ${runName(selected.id).toLowerCase()}`}
            </th>
            {head('note', 'note')}
            <th scope="col" className="runs-acts">
              <span className="visually-hidden">acts</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sortRuns(rows, sort, nowMs).map((row) => (
            <RunTableRow
              key={row.id}
              row={row}
              isSelected={row.id === selected?.id}
              differences={
                selected === null || row.id === selected.id ? null : runDifferences(row.config, selected.config)
              }
              nowMs={nowMs}
              place={queue.indexOf(row)}
              waiting={queue.length}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const hints: Record<RunColumn, string> = {
  star: 'Sort starred runs first',
  run: 'Sort by number',
  weighting: 'Sort by weighting',
  state: 'Sort by state',
  network: 'Sort by network',
  loss: 'Sort by loss',
  note: 'Sort by note',
  meanIou: 'Mean over the classes of intersection over union, at the last validation',
  boundaryIou: 'The same near outlines only, at the last validation',
  time: 'From start to end; of a resumed run with the pauses',
};

interface SortHeadProps {
  column: RunColumn;
  words: string;
  className: string;
  sort: RunSort;
  onSort(sort: RunSort): void;
}

function SortHead({ column, words, className, sort, onSort }: SortHeadProps): ReactNode {
  const isSorted = sort.column === column;
  const Arrow = sort.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined}
    >
      <Hint text={hints[column]}>
        <button type="button" className="runs-sort" onClick={() => onSort(nextSort(sort, column))}>
          {words}
          {isSorted && <Arrow size={12} aria-hidden="true" />}
        </button>
      </Hint>
    </th>
  );
}
