import { CircleStop, Microscope, PackageOpen, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import { weightingSummary } from '../../shared/weighting/words';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { count, timeLeft } from '../app/words';
import { Button } from '../components/button';
import { ProgressBar } from '../components/progress-bar';
import { exportRun, inspectRun, resumeBlocked, resumeRun, stopRun } from './run-acts';
import { StateChip } from './run-chip';
import { isInProgress, runName, score } from './run-words';
import { useActiveHere, useRuns } from './runs-state';

/** The run in hand: what it is, how far it has come, and what can be done with it. */
export function RunHead({ row }: { row: RunRow }): ReactNode {
  const here = useActiveHere();
  const active = here?.run === row.id ? here : null;
  const isGoingOn = isInProgress(row);
  const canResume = useRuns(() => resumeBlocked(row) === null);
  return (
    <header className="run-head">
      <h2 className="run-title">{runName(row.id)}</h2>
      <StateChip row={row} />
      <div className="run-line">
        <p className="truncate">{weightingSummary(row.config.weighting)}</p>
        <p className="run-progress">
          {isGoingOn && active?.phase ? active.phase : progressWords(row)}
          {isGoingOn && active?.secondsLeft !== null && active !== null && ` · ${timeLeft(active.secondsLeft)}`}
          {isGoingOn && row.totalSteps !== null && (
            <ProgressBar label="Steps done" value={active?.step ?? row.step} of={row.totalSteps} />
          )}
        </p>
      </div>
      <div className="run-buttons">
        {isGoingOn && (
          <Button
            icon={CircleStop}
            keys={keysOf('train.stop')}
            disabled={active?.isStopping ?? false}
            onClick={() => act(() => stopRun(row.id))}
          >
            {active?.isStopping ? 'Stopping…' : 'Stop'}
          </Button>
        )}
        {canResume && (
          <Button icon={Play} onClick={() => act(() => resumeRun(row.id))}>
            Resume
          </Button>
        )}
        {row.isTrained && (
          <>
            <Button icon={Microscope} onClick={() => inspectRun(row.id)}>
              Inspect
            </Button>
            <Button icon={PackageOpen} onClick={() => exportRun(row.id)}>
              Export
            </Button>
          </>
        )}
      </div>
    </header>
  );
}

function progressWords(row: RunRow): string {
  const { step, totalSteps, best } = row;
  const steps = totalSteps === null ? '' : `${count(step)} of ${count(totalSteps)} steps`;
  const bestWords = best === null ? '' : `best mean IoU ${score(best.meanIou)} at step ${count(best.step)}`;
  return [steps, bestWords].filter((words) => words !== '').join(' · ');
}
