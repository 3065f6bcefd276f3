import type { RunRow } from '../../shared/contract/runs';
import { useWorkspace } from '../app/workspace';
import { useRuns } from '../train/runs-state';
import { inspectableRun } from './inspect-words';

/** The run that is looked at; null where none has a checkpoint. */
export function inspectedRun(): RunRow | null {
  return inspectableRun(useRuns.getState().rows ?? [], useWorkspace.getState().run);
}

/** The same for a component. */
export function useInspectedRun(): RunRow | null {
  const inHand = useWorkspace((state) => state.run);
  const rows = useRuns((state) => state.rows);
  return inspectableRun(rows ?? [], inHand);
}
