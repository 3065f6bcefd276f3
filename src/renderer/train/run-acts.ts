import { create } from 'zustand';
import type { ActiveRun, RunRow } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import type { RunAct } from '../../shared/training/run-rules';
import { goTo, openProject, readOnlyReason, useApp } from '../app/app-state';
import { ask } from '../app/client';
import { setRun } from '../app/workspace';
import { currentNextRun, useRunForm } from './run-form-state';
import { isInProgress, isResumable, runName } from './run-words';
import { useRuns } from './runs-state';

/** The run that is asked about before it is deleted for good. */
export const useRemoval = create<{ run: RunRow | null }>()(() => ({ run: null }));

/** Why the next run cannot be started just now, a sentence; null where it can. */
export const startBlocked = (): string | null => blockedBy(false);

/** Why it cannot be put into the queue, where other runs are in nobody's way. */
export const queueBlocked = (): string | null => blockedBy(true);

function blockedBy(isQueued: boolean): string | null {
  const { facts, estimate, estimateProblem } = useRuns.getState();
  const fault = Object.entries(useRunForm.getState().faults)[0];
  if (facts === null) return 'It is being looked up what there is to train on.';
  return (
    readOnlyReason() ??
    facts.missing[0]?.message ??
    (fault === undefined ? null : `${fault[0]}: ${fault[1]}`) ??
    (isQueued ? null : otherInProgress()) ??
    estimateProblem?.message ??
    (estimate?.canStart === false ? (estimate.problems[0]?.message ?? null) : null)
  );
}

/** The same for a component, which is drawn again only where the sentence is another. */
export function useStartBlocked(): string | null {
  useApp(startBlocked);
  useRunForm(startBlocked);
  return useRuns(startBlocked);
}

export function useQueueBlocked(): string | null {
  useApp(queueBlocked);
  useRunForm(queueBlocked);
  return useRuns(queueBlocked);
}

function otherInProgress(): string | null {
  const [active] = useRuns.getState().active;
  if (active === undefined) return null;
  const where = active.projectFolder === openProject()?.folder ? '' : ` of ${active.projectName}`;
  return `${runName(active.run)}${where} is training. Stop it, or wait for its end.`;
}

let isStarting = false;

/** A second click before the first is answered is no second run. */
export async function startRun(): Promise<void> {
  const next = currentNextRun();
  if (next === null || isStarting || startBlocked() !== null) return;
  isStarting = true;
  try {
    const { run } = await ask('runs.start', { config: next.config });
    setRun(run);
  } finally {
    isStarting = false;
  }
}

export async function queueRun(): Promise<void> {
  const next = currentNextRun();
  if (next === null || isStarting || queueBlocked() !== null) return;
  isStarting = true;
  try {
    await ask('runs.enqueue', { config: next.config });
  } finally {
    isStarting = false;
  }
}

/** Why a run cannot be repeated; null where it can. */
export function repeatBlocked(row: RunRow | null): string | null {
  if (row === null) return 'No run is chosen.';
  if (row.status === 'queued' || isInProgress(row)) return `${runName(row.id)} has not ended yet.`;
  return readOnlyReason();
}

/** Trains what a run began with anew, and does again what was done to it. */
export async function repeatRun(run: RunId): Promise<void> {
  await ask('runs.repeat', { run });
}

export async function moveInQueue(run: RunId, place: number): Promise<void> {
  await ask('runs.moveInQueue', { run, place });
}

export async function starRun(run: RunId, isStarred: boolean): Promise<void> {
  await ask('runs.star', { run, isStarred });
}

export async function steerRun(run: RunId, what: RunAct): Promise<void> {
  await ask('runs.steer', { run, act: what });
}

export async function stopActive({ project, run }: ActiveRun): Promise<void> {
  await ask('runs.stopActive', { project, run });
}

export async function stopRun(run: RunId): Promise<void> {
  await ask('runs.stop', { run });
}

/** Why a run cannot be resumed; null where it can. */
export function resumeBlocked(row: RunRow | null): string | null {
  if (row === null) return 'No run is chosen.';
  if (isInProgress(row)) return `${runName(row.id)} is in progress.`;
  if (!isResumable(row)) return `${runName(row.id)} has taken all its steps.`;
  return readOnlyReason() ?? otherInProgress();
}

export async function resumeRun(run: RunId): Promise<void> {
  await ask('runs.resume', { run });
  setRun(run);
}

/** Why a run's network cannot be looked at or exported; null where it can. */
export function untrained(row: RunRow | null): string | null {
  if (row === null) return 'No run is chosen.';
  return row.isTrained ? null : `${runName(row.id)} has no checkpoint yet.`;
}

export function inspectRun(run: RunId): void {
  setRun(run);
  goTo('inspect');
}

export function exportRun(run: RunId): void {
  setRun(run);
  goTo('export');
}

export function removeBlocked(row: RunRow | null): string | null {
  if (row === null) return 'No run is chosen.';
  if (isInProgress(row)) return `${runName(row.id)} is in progress: stop it first.`;
  return readOnlyReason();
}

export function askToRemove(row: RunRow | null): void {
  if (removeBlocked(row) === null) useRemoval.setState({ run: row });
}

export async function removeRun(run: RunId): Promise<void> {
  useRemoval.setState({ run: null });
  await ask('runs.remove', { run });
}

export async function keepNote(run: RunId, notes: string): Promise<void> {
  await ask('runs.note', { run, notes });
}
