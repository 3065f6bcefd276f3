import { ChartLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { goTo, useOpenProject } from '../app/app-state';
import { Button } from '../components/button';
import { runName } from '../train/run-words';
import { useRuns } from '../train/runs-state';

/** Before any run has a checkpoint: what belongs here and how it gets here. */
export function NothingTrained(): ReactNode {
  const folder = useOpenProject()?.folder;
  const active = useRuns((state) => state.active.find(({ projectFolder }) => projectFolder === folder));
  return (
    <div className="empty inspect-empty">
      <p className="drop-title">Nothing to inspect yet</p>
      <p>
        {active === undefined
          ? 'What a trained run predicts is shown here beside its errors, for every image and class. Train a run first.'
          : `${runName(active.run)} is training. Its predictions are shown here after its first epoch.`}
      </p>
      <div className="empty-acts">
        <Button kind="primary" icon={ChartLine} onClick={() => goTo('train')}>
          {active === undefined ? 'Train a run' : 'Show the run'}
        </Button>
      </div>
    </div>
  );
}
