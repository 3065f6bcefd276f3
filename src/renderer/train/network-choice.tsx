import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import { setRun } from '../app/workspace';
import { ChoiceRow } from '../components/choice-row';
import { Segmented } from '../components/segmented';
import { runChoiceWords } from './run-words';
import { useRuns } from './runs-state';
import { type Checkpoint, trainedRuns } from './trained-runs';

interface NetworkChoiceProps {
  run: RunRow;
  checkpoint: Checkpoint;
  onCheckpoint(checkpoint: Checkpoint): void;
}

/** Which trained network is in hand: a run of the project, and its best or its last checkpoint. */
export function NetworkChoice({ run, checkpoint, onCheckpoint }: NetworkChoiceProps): ReactNode {
  const rows = useRuns((state) => state.rows);
  return (
    <>
      <ChoiceRow<RunId>
        label="Run"
        hint="Its number, weighting and best mean IoU."
        value={run.id}
        choices={trainedRuns(rows).map((row) => ({ value: row.id, words: runChoiceWords(row) }))}
        onChange={setRun}
      />
      <div className="choice-row">
        <span className="row-label">Checkpoint</span>
        <Segmented
          label="Checkpoint"
          value={checkpoint}
          choices={[
            { value: 'best', words: 'Best', hint: 'The step with the highest mean IoU on the validation images.' },
            { value: 'last', words: 'Last', hint: 'The last step that was saved.' },
          ]}
          onChange={onCheckpoint}
        />
      </div>
    </>
  );
}
