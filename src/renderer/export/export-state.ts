import { create } from 'zustand';
import type { FinishedExport } from '../../shared/contract/exports';
import type { EventPayload } from '../../shared/contract/index';
import type { RunRow } from '../../shared/contract/runs';
import type { RunId } from '../../shared/ids';
import { asProblem, type ProblemData } from '../../shared/problem';
import { openProject, useApp } from '../app/app-state';
import { ask } from '../app/client';
import { useWorkspace } from '../app/workspace';
import { selectedRun, useRuns } from '../train/runs-state';

export type Checkpoint = 'best' | 'last';

interface ExportState {
  checkpoint: Checkpoint;
  /** Where the model will go. */
  folder: string;
  /** The model card as it would be written; null until it is there. */
  card: string | null;
  /** Why there is no card. */
  cardProblem: ProblemData | null;
  /** The export in progress; null while there is none. */
  progress: Omit<EventPayload<'exports.progress'>, 'run'> | null;
  result: FinishedExport | null;
  /** Why the last export did not come about. */
  problem: ProblemData | null;
}

const initial: ExportState = {
  checkpoint: 'best',
  folder: '',
  card: null,
  cardProblem: null,
  progress: null,
  result: null,
  problem: null,
};

export const useExport = create<ExportState>()(() => initial);

/** Hears of progress, and forgets what belonged to another project. */
export function followExports(): void {
  window.maskwright.on('exports.progress', ({ part, done, total }) => {
    if (useExport.getState().progress !== null) useExport.setState({ progress: { part, done, total } });
  });
  useApp.subscribe((state, before) => {
    if (state.project === before.project) return;
    const folderOf = ({ project }: typeof state) => (project.status === 'open' ? project.project.folder : null);
    if (folderOf(state) !== folderOf(before)) useExport.setState(initial);
  });
}

/** Runs that can be exported, newest first. */
export function trainedRuns(rows: readonly RunRow[] | null): readonly RunRow[] {
  return rows?.filter(({ isTrained }) => isTrained) ?? [];
}

/** The run in hand where it is trained, else the newest that is. */
export function exportableRun(rows: readonly RunRow[] | null, chosen: RunId | null): RunRow | null {
  return selectedRun(trainedRuns(rows), chosen);
}

export function currentExportable(): RunRow | null {
  return exportableRun(useRuns.getState().rows, useWorkspace.getState().run);
}

/** Counts up, so that a late answer about another run is dropped. */
let generation = 0;

/** Asks for a free folder and the card of a checkpoint; what was exported before stays shown for its own run only. */
export async function showNetwork(run: RunId, checkpoint: Checkpoint): Promise<void> {
  const mine = ++generation;
  useExport.setState({ card: null, cardProblem: null, result: null, problem: null });
  const folder = ask('exports.suggest', { run, checkpoint });
  const card = ask('exports.card', { run, checkpoint });
  try {
    const [suggested, written] = await Promise.all([folder, card]);
    if (mine === generation) useExport.setState({ folder: suggested.folder, card: written.card });
  } catch (error) {
    if (mine === generation) useExport.setState({ cardProblem: asProblem(error).toJSON() });
  }
}

/** Why the model cannot be exported just now, a sentence; null where it can. */
export function exportBlocked(): string | null {
  const { progress, folder, cardProblem } = useExport.getState();
  if (openProject() === null) return 'No project is open.';
  if (currentExportable() === null) return 'No run of the project is trained yet.';
  if (progress !== null) return 'The model is being exported.';
  if (cardProblem !== null) return cardProblem.message;
  return folder.trim() === '' ? 'Name a folder.' : null;
}

export async function startExport(): Promise<void> {
  const row = currentExportable();
  if (row === null || exportBlocked() !== null) return;
  const { checkpoint, folder } = useExport.getState();
  const run = row.id;
  useExport.setState({ progress: { part: 'writing', done: 0, total: 1 }, result: null, problem: null });
  try {
    const result = await ask('exports.start', { run, checkpoint, folder: folder.trim() });
    useExport.setState({ result, progress: null });
    const next = await ask('exports.suggest', { run, checkpoint });
    if (useExport.getState().result === result) useExport.setState({ folder: next.folder });
  } catch (error) {
    const problem = asProblem(error).toJSON();
    useExport.setState({ progress: null, problem: problem.code === 'export-cancelled' ? null : problem });
  }
}

export async function cancelExport(): Promise<void> {
  await ask('exports.cancel', null);
}

/** The system's dialog; the model gets a folder of its own in the one that was chosen. */
export async function chooseExportFolder(): Promise<void> {
  const { paths } = await ask('app.chooseFolder', { purpose: 'export' });
  const [parent] = paths;
  if (parent === undefined) return;
  const name =
    useExport
      .getState()
      .folder.split(/[\\/]/)
      .findLast((part) => part !== '') ?? 'model';
  useExport.setState({ folder: `${parent.replace(/[\\/]+$/, '')}/${name}`, problem: null });
}
