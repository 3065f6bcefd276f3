import type { RunRow } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import { useWorkspace } from '../app/workspace';
import { selectedRun, useRuns } from './runs-state';

/** Which of a run's two kept states of its network. */
export type Checkpoint = 'best' | 'last';

/** Runs with a checkpoint: those that can be inspected and exported, newest first. */
export function trainedRuns(rows: readonly RunRow[] | null): readonly RunRow[] {
  return rows?.filter(({ isTrained }) => isTrained) ?? [];
}

/** The run in hand where it is trained, else the newest that is; null where none is. */
export function trainedRun(rows: readonly RunRow[] | null, chosen: RunId | null): RunRow | null {
  return selectedRun(trainedRuns(rows), chosen);
}

export function currentTrainedRun(): RunRow | null {
  return trainedRun(useRuns.getState().rows, useWorkspace.getState().run);
}

export function useTrainedRun(): RunRow | null {
  const chosen = useWorkspace((state) => state.run);
  const rows = useRuns((state) => state.rows);
  return trainedRun(rows, chosen);
}
