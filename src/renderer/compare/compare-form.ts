import { create } from 'zustand';
import type { CompareMeasure } from '../../shared/training/compare/image-counts';
import type { ComparisonPlan } from '../../shared/training/compare/plan';
import type { RunConfig } from '../../shared/training/run-config';
import { presets } from '../../shared/weighting/presets';
import type { Weighting } from '../../shared/weighting/schema';
import { formatWeighting } from '../../shared/weighting/spec';
import { onOtherProject } from '../app/app-state';

/** A weighting that can be compared. */
export interface WeightingEntry {
  /** In its short form. */
  name: string;
  weighting: Weighting;
  isOn: boolean;
}

interface CompareForm {
  /** Written by hand. */
  added: readonly WeightingEntry[];
  /** Whether one that is offered is compared, by name; where nothing is said, the first two are. */
  isOn: Readonly<Record<string, boolean>>;
  seeds: number;
  measure: CompareMeasure;
  /** Null: the mean over the classes. */
  className: string | null;
}

const initial: CompareForm = { added: [], isOn: {}, seeds: 5, measure: 'iou', className: null };

export const useCompareForm = create<CompareForm>()(() => initial);

/** What was set up belongs to the project. */
export function followCompareForm(): void {
  onOtherProject(() => useCompareForm.setState(initial, true));
}

/**
 * The weightings that can be compared: none, which the others are compared with, the one from Weights, the presets and
 * those written by hand; each once.
 */
export function offeredWeightings(
  inHand: Weighting,
  { added, isOn }: Pick<CompareForm, 'added' | 'isOn'>,
): WeightingEntry[] {
  const offered = [presets.none.weighting, inHand, ...Object.values(presets).map(({ weighting }) => weighting)];
  const entries = new Map<string, WeightingEntry>();
  for (const weighting of offered) {
    const name = formatWeighting(weighting);
    if (!entries.has(name)) entries.set(name, { name, weighting, isOn: entries.size < 2 });
  }
  for (const entry of added) if (!entries.has(entry.name)) entries.set(entry.name, entry);
  return [...entries.values()].map((entry) => ({ ...entry, isOn: isOn[entry.name] ?? entry.isOn }));
}

/** The plan of the form; all but the weighting is the next run's. Runs go to their last step, whatever the patience. */
export function planOf(
  entries: readonly WeightingEntry[],
  config: RunConfig,
  { seeds, measure, className }: Pick<CompareForm, 'seeds' | 'measure' | 'className'>,
): ComparisonPlan {
  return {
    version: 1,
    configurations: entries
      .filter(({ isOn }) => isOn)
      .map(({ name, weighting }) => ({ name: name.slice(0, 80), config: { ...config, weighting, patience: null } })),
    seeds: Array.from({ length: seeds }, (_, index) => config.seed + index),
    primary: { measure, className },
  };
}
