import { create } from 'zustand';
import type { ActiveComparison, ComparisonRow } from '../../shared/contract/comparisons';
import type { ComparisonId } from '../../shared/ids';
import type { CompareMeasure } from '../../shared/training/compare/image-counts';
import { onOtherProject, openProject } from '../app/app-state';
import { act, ask } from '../app/client';

/** A score that can be shown: of a class, or the mean over the classes. */
export interface ShownScore {
  measure: CompareMeasure;
  className: string | null;
}

interface ComparisonsState {
  /** What the Train screen shows. */
  view: 'runs' | 'compare';
  /** Of the window's project, newest first; null until they are there. */
  rows: readonly ComparisonRow[] | null;
  /** In progress in any project. */
  active: ActiveComparison | null;
  /** The comparison in hand; null: the newest. */
  chosen: ComparisonId | null;
  /** The score in the chart and the table; null: the one that the verdict goes by. */
  shown: ShownScore | null;
  /** Asked about before it is deleted for good. */
  removal: ComparisonRow | null;
}

const initial: Omit<ComparisonsState, 'active' | 'view'> = { rows: null, chosen: null, shown: null, removal: null };

export const useComparisons = create<ComparisonsState>()(() => ({ ...initial, active: null, view: 'runs' }));

let generation = 0;

/** Hears of every change from main, whatever screen is shown. */
export function followComparisons(): void {
  const { on } = window.maskwright;
  on('comparisons.changed', putRow);
  on('comparisons.removed', ({ comparison }) =>
    useComparisons.setState(({ rows, chosen }) => ({
      rows: rows?.filter((row) => row.comparison !== comparison) ?? null,
      chosen: chosen === comparison ? null : chosen,
    })),
  );
  on('comparisons.activeChanged', (active) => useComparisons.setState({ active }));
  act(async () => useComparisons.setState({ active: await ask('comparisons.active', null) }));
  onOtherProject((folder) => {
    generation++;
    useComparisons.setState(initial);
    if (folder !== null) act(loadComparisons);
  });
  if (openProject() !== null) act(loadComparisons);
}

export async function loadComparisons(): Promise<void> {
  const mine = generation;
  const rows = await ask('comparisons.list', null);
  if (mine === generation) useComparisons.setState({ rows });
}

function putRow(row: ComparisonRow): void {
  useComparisons.setState(({ rows }) => {
    if (rows === null) return {};
    const isKnown = rows.some(({ comparison }) => comparison === row.comparison);
    return {
      rows: isKnown ? rows.map((one) => (one.comparison === row.comparison ? row : one)) : [row, ...rows],
    };
  });
}

/** The comparison in hand; null where there is none. */
export function comparisonInHand({ rows, chosen }: Pick<ComparisonsState, 'rows' | 'chosen'>): ComparisonRow | null {
  return rows?.find(({ comparison }) => comparison === chosen) ?? rows?.[0] ?? null;
}

export function showTrainView(view: ComparisonsState['view']): void {
  useComparisons.setState({ view });
}
