import type { ActiveComparison, ComparisonRow } from '../../shared/contract/comparisons';
import { openProject, readOnlyReason } from '../app/app-state';
import { ask } from '../app/client';
import { useWorkspace } from '../app/workspace';
import { startBlocked } from '../train/run-acts';
import { currentNextRun } from '../train/run-form-state';
import { useRuns } from '../train/runs-state';
import { offeredWeightings, planOf, useCompareForm } from './compare-form';
import { comparisonInHand, useComparisons } from './comparisons-state';

/** Why a comparison cannot be started just now, a sentence; null where it can. */
export function compareBlocked(): string | null {
  if (useComparisons.getState().active !== null) return 'A comparison is in progress.';
  const chosen = offeredWeightings(useWorkspace.getState().weighting, useCompareForm.getState()).filter(
    ({ isOn }) => isOn,
  );
  return startBlocked() ?? (chosen.length < 2 ? 'Choose at least two weightings to compare.' : null);
}

let isStarting = false;

export async function startComparison(): Promise<void> {
  const next = currentNextRun();
  if (next === null || isStarting || compareBlocked() !== null) return;
  isStarting = true;
  try {
    const form = useCompareForm.getState();
    const entries = offeredWeightings(useWorkspace.getState().weighting, form);
    const { comparison } = await ask('comparisons.start', planOf(entries, next.config, form));
    useComparisons.setState({ chosen: comparison, shown: null });
  } finally {
    isStarting = false;
  }
}

export function isOpen({ runs, isRunning }: ComparisonRow): boolean {
  return !isRunning && runs.done < runs.planned;
}

/** Why the comparison in hand cannot be gone on with; null where it can. */
export function resumeComparisonBlocked(): string | null {
  const row = comparisonInHand(useComparisons.getState());
  if (row === null) return 'There is no comparison yet.';
  if (row.isRunning) return 'The comparison is in progress.';
  if (!isOpen(row)) return 'All its runs are done.';
  if (useRuns.getState().active.length > 0) return 'A run is in progress. Stop it, or wait for its end.';
  return readOnlyReason();
}

export async function resumeComparison(): Promise<void> {
  const row = comparisonInHand(useComparisons.getState());
  if (row !== null) await ask('comparisons.resume', { comparison: row.comparison });
}

export async function stopComparison(): Promise<void> {
  await ask('comparisons.stop', null);
}

export function reportBlocked(): string | null {
  const row = comparisonInHand(useComparisons.getState());
  if (row === null) return 'There is no comparison yet.';
  if (row.runs.done === 0) return 'No run of it is done yet.';
  return readOnlyReason();
}

export async function openReport(): Promise<void> {
  const row = comparisonInHand(useComparisons.getState());
  if (row !== null) await ask('comparisons.openReport', { comparison: row.comparison });
}

export function removeComparisonBlocked(): string | null {
  const row = comparisonInHand(useComparisons.getState());
  if (row === null) return 'There is no comparison yet.';
  return row.isRunning ? 'The comparison is in progress: stop it first.' : readOnlyReason();
}

export function askToRemoveComparison(): void {
  useComparisons.setState((state) => ({ removal: comparisonInHand(state) }));
}

export async function removeComparison({ comparison }: ComparisonRow): Promise<void> {
  useComparisons.setState({ removal: null });
  await ask('comparisons.remove', { comparison });
}

/** The comparison in progress where it is of the window's project. */
export function activeHere(active: ActiveComparison | null): ActiveComparison | null {
  return active?.projectFolder === openProject()?.folder ? active : null;
}
