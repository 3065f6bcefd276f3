import type { EventPayload } from '../../shared/contract/index';
import { openProject } from '../app/app-state';
import { useNotices } from '../app/notices';
import { endedSentence, runName } from './run-words';

/** A run that ended says so once, wherever the person is; a notice that still offers an undo is not pushed away. */
export function announceEnded({ projectName, projectFolder, run }: EventPayload<'runs.ended'>): void {
  const isHere = openProject()?.folder === projectFolder;
  const where = isHere ? '' : `${projectName}: `;
  whenFree(() => {
    const { showDone, showProblem } = useNotices.getState();
    if (run.status === 'failed' && run.problem !== null) {
      const { code, message, hint } = run.problem;
      showProblem({ code, message: `${where}${runName(run.id)} failed. ${message}`, hint });
    } else {
      showDone(`${where}${endedSentence(run)}`);
    }
  });
}

function whenFree(show: () => void): void {
  if (useNotices.getState().notice === null) {
    show();
    return;
  }
  const stop = useNotices.subscribe(() => {
    // Another that waited may have shown its own by now.
    if (useNotices.getState().notice !== null) return;
    stop();
    show();
  });
}
