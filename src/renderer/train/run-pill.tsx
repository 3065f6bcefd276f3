import { Activity, CircleStop } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ActiveRun } from '../../shared/contract/runs';
import { goTo, openProject, useOpenProject } from '../app/app-state';
import { act } from '../app/client';
import { openFolder } from '../app/project-acts';
import { timeLeft } from '../app/words';
import { setRun } from '../app/workspace';
import { IconButton } from '../components/button';
import { Hint } from '../components/hint';
import { ProgressBar } from '../components/progress-bar';
import { stopActive } from './run-acts';
import { runName } from './run-words';
import { useRuns } from './runs-state';

/** The run in progress, of whatever project, in the top bar of every screen. */
export function RunPill(): ReactNode {
  const active = useRuns(({ active: all }) => all[0] ?? null);
  const folder = useOpenProject()?.folder;
  if (active === null) return null;
  const { step, totalSteps, secondsLeft, phase, isStopping } = active;
  const isHere = active.projectFolder === folder;
  const percent = totalSteps === null || phase !== null ? null : Math.floor((100 * step) / totalSteps);
  const state = isStopping ? 'stopping' : phase === null ? `${percent ?? 0} %` : lowerFirst(phase);
  return (
    <div className="top-progress run-pill">
      <Hint text={isHere ? 'See its curves on Train' : `See it in ${active.projectName}`}>
        <button type="button" className="run-pill-words" onClick={() => act(() => showActive(active))}>
          <Activity size={16} aria-hidden="true" />
          <span className="truncate">
            {isHere ? '' : `${active.projectName}: `}
            {active.name}, {state}
          </span>
        </button>
      </Hint>
      {percent !== null && <ProgressBar label={`Steps of ${runName(active.run)}`} value={step} of={totalSteps ?? 0} />}
      {secondsLeft !== null && !isStopping && <span className="run-pill-left">{timeLeft(secondsLeft)}</span>}
      <IconButton
        icon={CircleStop}
        size="small"
        label={`Stop ${runName(active.run).toLowerCase()}; it can be resumed`}
        disabled={isStopping}
        onClick={() => act(() => stopActive(active))}
      />
    </div>
  );
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Goes to the run on Train, in its project. */
async function showActive({ projectFolder, run }: ActiveRun): Promise<void> {
  if (openProject()?.folder !== projectFolder) await openFolder(projectFolder);
  setRun(run);
  goTo('train');
}
