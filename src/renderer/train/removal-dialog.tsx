import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import { act } from '../app/client';
import { counted } from '../app/words';
import { AppDialog } from '../components/app-dialog';
import { Button } from '../components/button';
import { removeRun, useRemoval } from './run-acts';
import { runName, score } from './run-words';

/** Deleting a run cannot be undone, so it asks and names what will be lost. */
export function RemovalDialog(): ReactNode {
  const run = useRemoval((state) => state.run);
  const close = (): void => useRemoval.setState({ run: null });
  return (
    <AppDialog
      title={run === null ? '' : `Delete ${runName(run.id).toLowerCase()}?`}
      isOpen={run !== null}
      onClose={close}
    >
      {run !== null && (
        <div className="removal">
          <p>{lossSentence(run)}</p>
          <p className="run-quiet">This cannot be undone. Labels and exported models stay as they are.</p>
          <div className="removal-acts">
            <Button onClick={close}>Keep it</Button>
            <Button kind="primary" onClick={() => act(() => removeRun(run.id))}>
              Delete {runName(run.id).toLowerCase()}
            </Button>
          </div>
        </div>
      )}
    </AppDialog>
  );
}

function lossSentence({ step, best, isTrained, notes }: RunRow): string {
  const parts = [
    ...(isTrained
      ? [
          best?.meanIou === undefined || best.meanIou === null
            ? 'its trained network'
            : `its trained network (mean IoU ${score(best.meanIou)} at step ${best.step})`,
        ]
      : []),
    `the curves of ${counted(step, 'step')}`,
    ...(notes === '' ? [] : [`the note "${notes}"`]),
  ];
  const listed = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `Lost for good: ${listed}.`;
}
