import { ChartLine, ScanSearch } from 'lucide-react';
import type { ReactNode } from 'react';
import { goTo } from '../app/app-state';
import { Button } from '../components/button';
import { EmptyState } from '../components/empty-state';
import { runName } from '../train/run-words';
import { useActiveHere } from '../train/runs-state';

/** Before any run has a checkpoint: what belongs here and how it gets here. */
export function NothingTrained(): ReactNode {
  const active = useActiveHere();
  return (
    <EmptyState
      icon={ScanSearch}
      title="Nothing to inspect yet"
      words={
        active === null
          ? 'What a trained run predicts is shown here beside its errors, for every image and class. Train a run first.'
          : `${runName(active.run)} is training. Its predictions are shown here after its first epoch.`
      }
    >
      <Button kind="primary" icon={ChartLine} onClick={() => goTo('train')}>
        {active === null ? 'Go to Train' : 'Show the run'}
      </Button>
    </EmptyState>
  );
}
