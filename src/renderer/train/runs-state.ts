import { create } from 'zustand';
import type { ActiveRun, RunEstimateReply, RunRow, StoredRunEvent, TrainingFacts } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import type { ProblemData } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';
import { onOtherProject, openProject, useOpenProject } from '../app/app-state';
import { act, ask } from '../app/client';
import { latestWins } from '../app/latest-wins';
import { useNotices } from '../app/notices';
import { setRun, useWorkspace } from '../app/workspace';
import { announceEnded } from './run-notices';
import { runNumber } from './run-words';

interface RunsState {
  /** Of the window's project, newest first; null until they are there. */
  rows: readonly RunRow[] | null;
  /** Events of the runs whose curves are shown. */
  entries: ReadonlyMap<RunId, readonly StoredRunEvent[]>;
  /** Runs in progress in all projects. */
  active: readonly ActiveRun[];
  facts: TrainingFacts | null;
  estimate: RunEstimateReply | null;
  /** Why there is no estimate. */
  estimateProblem: ProblemData | null;
  /** Shown pale beside the run in hand. */
  compared: ReadonlySet<RunId>;
}

const initial: Omit<RunsState, 'active'> = {
  rows: null,
  entries: new Map(),
  facts: null,
  estimate: null,
  estimateProblem: null,
  compared: new Set(),
};

export const useRuns = create<RunsState>()(() => ({ ...initial, active: [] }));

/** Counts projects, so that answers about the one before are dropped. */
let generation = 0;

/** Hears of every change from main, whatever screen is shown. */
export function followRuns(): void {
  const { on } = window.maskwright;
  on('runs.changed', putRow);
  on('runs.removed', ({ run }) => dropRow(run));
  on('runs.eventAdded', ({ run, entry }) => addEntry(run, entry));
  on('runs.activeChanged', (active) => useRuns.setState({ active }));
  on('runs.ended', announceEnded);
  act(async () => useRuns.setState({ active: await ask('runs.active', null) }));
  onOtherProject((folder) => {
    generation++;
    loading.clear();
    missed.clear();
    factsQueue.forget();
    sizeQueue.forget();
    estimates.forget();
    useRuns.setState(initial);
    if (folder !== null) act(loadRuns);
  });
  if (openProject() !== null) act(loadRuns);
}

export async function loadRuns(): Promise<void> {
  const mine = generation;
  const rows = await ask('runs.list', null);
  if (mine === generation) useRuns.setState({ rows });
}

const factsQueue = latestWins({
  ask: () => ask('runs.facts', null),
  onAnswer: (facts) => {
    useRuns.setState(({ facts: before }) => ({
      facts: { ...facts, objectPx: facts.objectPx ?? before?.objectPx ?? null },
    }));
    sizeQueue.want(undefined);
  },
  onFailure: (problem) => useNotices.getState().showProblem(problem),
  patienceMs: Number.POSITIVE_INFINITY,
});

/** What is not known without an engine is left out. */
const sizeQueue = latestWins({
  ask: () => ask('runs.objectSize', null),
  onAnswer: ({ objectPx }) =>
    useRuns.setState(({ facts }) => (facts === null ? {} : { facts: { ...facts, objectPx } })),
  onFailure: () => undefined,
  patienceMs: Number.POSITIVE_INFINITY,
});

/** Finds out what there is to train on; of several changes meanwhile only the last is asked about. */
export function loadFacts(): void {
  factsQueue.want(undefined);
}

/** After this long main is asked about a newer configuration at once: it then gives up the one before. */
const PATIENCE_MS = 250;

const estimates = latestWins({
  ask: (config: RunConfig) => ask('runs.estimate', { config }),
  onAnswer: (estimate) => useRuns.setState({ estimate, estimateProblem: null }),
  onFailure: (estimateProblem) => useRuns.setState({ estimate: null, estimateProblem }),
  patienceMs: PATIENCE_MS,
});

/** What a configuration would take; the answer before stays until then. */
export function loadEstimate(config: RunConfig): void {
  estimates.want(config);
}

const loading = new Set<RunId>();
/** Runs of which an event came while their events were being loaded. */
const missed = new Set<RunId>();

/** Makes sure that a run's events are here or on their way. */
export async function needEntries(run: RunId): Promise<void> {
  if (useRuns.getState().entries.has(run) || loading.has(run)) return;
  await reloadEntries(run);
}

async function reloadEntries(run: RunId): Promise<void> {
  const mine = generation;
  loading.add(run);
  try {
    const loaded = await ask('runs.events', { run, afterSeq: 0 });
    if (mine === generation) putEntries(run, loaded);
  } finally {
    if (mine === generation) loading.delete(run);
  }
  if (mine === generation && missed.delete(run)) await reloadEntries(run);
}

function putEntries(run: RunId, entries: readonly StoredRunEvent[]): void {
  useRuns.setState((state) => ({ entries: new Map(state.entries).set(run, entries) }));
}

/** An event out of turn means that some were missed. */
function addEntry(run: RunId, entry: StoredRunEvent): void {
  if (loading.has(run)) missed.add(run);
  const present = useRuns.getState().entries.get(run);
  if (present === undefined || loading.has(run)) return;
  const last = present.at(-1)?.seq ?? 0;
  if (entry.seq === last + 1) putEntries(run, [...present, entry]);
  else if (entry.seq > last) act(() => reloadEntries(run));
}

function putRow(row: RunRow): void {
  useRuns.setState(({ rows }) => {
    if (rows === null) return {};
    const others = rows.filter(({ id }) => id !== row.id);
    return { rows: [...others, row].sort((a, b) => runNumber(b.id) - runNumber(a.id)) };
  });
}

function dropRow(run: RunId): void {
  useRuns.setState(({ rows, entries, compared }) => ({
    rows: rows?.filter(({ id }) => id !== run) ?? null,
    entries: new Map([...entries].filter(([id]) => id !== run)),
    compared: new Set([...compared].filter((id) => id !== run)),
  }));
  if (useWorkspace.getState().run === run) setRun(null);
}

export function toggleCompared(run: RunId): void {
  useRuns.setState(({ compared }) => {
    const next = new Set(compared);
    if (!next.delete(run)) next.add(run);
    return { compared: next };
  });
}

/** The run in hand, of the workspace; the newest where none was chosen. */
export function selectedRun(rows: readonly RunRow[] | null, chosen: RunId | null): RunRow | null {
  return rows?.find(({ id }) => id === chosen) ?? rows?.[0] ?? null;
}

export function useSelectedRun(): RunRow | null {
  const chosen = useWorkspace((state) => state.run);
  const rows = useRuns((state) => state.rows);
  return selectedRun(rows, chosen);
}

/** The run in progress in the window's project; null where none is. */
export function useActiveHere(): ActiveRun | null {
  const folder = useOpenProject()?.folder;
  return useRuns(({ active }) => active.find(({ projectFolder }) => projectFolder === folder) ?? null);
}

export function currentRun(): RunRow | null {
  return selectedRun(useRuns.getState().rows, useWorkspace.getState().run);
}
