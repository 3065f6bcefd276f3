import { useMemo } from 'react';
import { create } from 'zustand';
import type { RunConfig } from '../../shared/training/run-config';
import { unweighted, type Weighting } from '../../shared/weighting/schema';
import { openProject, useOpenProject } from '../app/app-state';
import { setRunForm, useWorkspace } from '../app/workspace';
import { type NextRun, nextRun, type Preset, presetOf } from './run-form';
import { useRuns } from './runs-state';

interface RunFormState {
  /** Folder of the project whose next run is unweighted, for comparison, whatever the weighting in hand. */
  baselineOf: string | null;
  /** What is wrong with a field, by its label. */
  faults: Readonly<Record<string, string>>;
}

export const useRunForm = create<RunFormState>()(() => ({ baselineOf: null, faults: {} }));

export function useIsBaseline(): boolean {
  const folder = useOpenProject()?.folder;
  return useRunForm((state) => state.baselineOf === folder);
}

export function setBaseline(isBaseline: boolean): void {
  useRunForm.setState({ baselineOf: isBaseline ? (openProject()?.folder ?? null) : null });
}

/** The next run as the form shows it; null until it is known what there is to train on. */
export function useNextRun(): NextRun | null {
  const facts = useRuns((state) => state.facts);
  const kept = useWorkspace((state) => state.runForm);
  const weighting = useWorkspace((state) => state.weighting);
  const isBaseline = useIsBaseline();
  return useMemo(
    () => (facts === null ? null : nextRun(kept, facts, chosen(weighting, isBaseline))),
    [facts, kept, weighting, isBaseline],
  );
}

export function currentNextRun(): NextRun | null {
  const { facts } = useRuns.getState();
  const { runForm, weighting } = useWorkspace.getState();
  return facts === null
    ? null
    : nextRun(runForm, facts, chosen(weighting, useRunForm.getState().baselineOf === openProject()?.folder));
}

function chosen(weighting: Weighting, isBaseline: boolean): Weighting {
  return isBaseline ? unweighted : weighting;
}

/** A preset, or what is in the form to be set by hand. */
export function choosePreset(preset: Preset): void {
  const next = currentNextRun();
  if (next === null) return;
  useRunForm.setState({ faults: {} });
  setRunForm({ preset, config: next.config });
}

export function changeConfig(change: (config: RunConfig) => RunConfig): void {
  const next = currentNextRun();
  const { facts } = useRuns.getState();
  if (next === null || facts === null) return;
  const config = change(next.config);
  setRunForm({ preset: presetOf(config, facts), config });
}

export function setFault(label: string, words: string | null): void {
  useRunForm.setState(({ faults }) => {
    const { [label]: _, ...others } = faults;
    return { faults: words === null ? others : { ...others, [label]: words } };
  });
}
