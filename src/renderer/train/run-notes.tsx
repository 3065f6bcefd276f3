import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import type { ProblemData } from '../../shared/problem';
import { ProblemNote } from '../components/problem-note';
import { runWarnings } from './run-warnings';
import { runName } from './run-words';
import { useRuns } from './runs-state';

/** Why the run in hand ended early, what can be done about it, and what it warned about. */
export function RunNotes({ row }: { row: RunRow }): ReactNode {
  const entries = useRuns((state) => state.entries.get(row.id));
  const warnings = entries === undefined ? [] : runWarnings(entries);
  const problem = endProblem(row);
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      {warnings.length > 0 && (
        <details className="train-card run-warnings">
          <summary>{warnings.length === 1 ? '1 thing to know' : `${warnings.length} things to know`}</summary>
          <ul>
            {warnings.map(({ message, hint }) => (
              <li key={message} className="selectable">
                {message} <span className="run-quiet">{hint}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function endProblem(row: RunRow): ProblemData | null {
  const name = runName(row.id);
  if (row.status === 'failed') {
    const { problem } = row;
    return problem === null
      ? { code: 'run-failed', message: `${name} failed. ${row.reason ?? ''}`, hint: 'Resume it, or start a new run.' }
      : { ...problem, message: `${name} failed. ${problem.message}` };
  }
  if (row.status !== 'interrupted') return null;
  return {
    code: 'run-interrupted',
    message: `${name} was interrupted. ${row.reason ?? 'Its process ended.'}`,
    hint: row.isTrained
      ? 'Resume it: it goes on from its last checkpoint as if nothing had happened.'
      : 'It had no checkpoint yet, so resuming begins at its first step.',
  };
}
