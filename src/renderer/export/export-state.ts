import { create } from 'zustand';
import type { FinishedExport } from '../../shared/contract/exports';
import type { EventPayload } from '../../shared/contract/index';
import type { RunId } from '../../shared/ids';
import type { ProblemData } from '../../shared/problem';
import { onOtherProject, openProject, useApp } from '../app/app-state';
import { ask } from '../app/client';
import { useNotices } from '../app/notices';
import { windowProblem } from '../app/window-problem';
import { useWorkspace } from '../app/workspace';
import { runName } from '../train/run-words';
import { useRuns } from '../train/runs-state';
import { type Checkpoint, currentTrainedRun } from '../train/trained-runs';

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
  onOtherProject(() => {
    generation++;
    // Its files are for elsewhere: it goes on, and says when it is done.
    if (useExport.getState().progress !== null) {
      useNotices.getState().showDone('The export goes on. A notice says when it is done.');
    }
    useExport.setState(initial);
  });
}

/** Counts up, so that a late answer about another run is dropped. */
let generation = 0;

/** Asks for a free folder and the card of a checkpoint; what was exported before stays shown for its own run only. */
export async function showNetwork(run: RunId, checkpoint: Checkpoint): Promise<void> {
  const mine = ++generation;
  const { folder: before } = useExport.getState();
  useExport.setState({ card: null, cardProblem: null, result: null, problem: null });
  const folder = ask('exports.suggest', { run, checkpoint });
  const card = ask('exports.card', { run, checkpoint });
  try {
    const [suggested, written] = await Promise.all([folder, card]);
    if (mine !== generation) return;
    useExport.setState({ card: written.card });
    // A folder that was typed meanwhile is the person's.
    if (useExport.getState().folder === before) useExport.setState({ folder: suggested.folder });
  } catch (error) {
    if (mine === generation) useExport.setState({ cardProblem: windowProblem(error).toJSON() });
  }
}

/** Why the model cannot be exported just now, a sentence; null where it can. */
export function exportBlocked(): string | null {
  const { progress, folder, cardProblem } = useExport.getState();
  if (openProject() === null) return 'No project is open.';
  if (currentTrainedRun() === null) return 'No run of the project is trained yet.';
  if (progress !== null) return 'The model is being exported.';
  if (cardProblem !== null) return cardProblem.message;
  return folder.trim() === '' ? 'Name a folder.' : null;
}

/** The same for a component, which is drawn again only where the sentence is another. */
export function useExportBlocked(): string | null {
  useRuns(exportBlocked);
  useWorkspace(exportBlocked);
  return useExport(exportBlocked);
}

/** What came of it stands on the screen; where that shows something else by then, a notice says it. */
export async function startExport(): Promise<void> {
  const row = currentTrainedRun();
  if (row === null || exportBlocked() !== null) return;
  const { checkpoint, folder } = useExport.getState();
  const network = { run: row.id, checkpoint };
  const project = openProject();
  const isHere = (): boolean => openProject()?.folder === project?.folder;
  const isShown = (): boolean =>
    isHere() &&
    useApp.getState().screen === 'export' &&
    currentTrainedRun()?.id === row.id &&
    useExport.getState().checkpoint === checkpoint;
  const { showDone, showProblem } = useNotices.getState();
  useExport.setState({ progress: { part: 'writing', done: 0, total: 1 }, result: null, problem: null });
  try {
    const result = await ask('exports.start', { ...network, folder: folder.trim() });
    if (isHere()) useExport.setState({ progress: null });
    if (!isShown()) {
      showDone(`${runName(row.id)} is exported and verified, in ${result.folder}.`);
      return;
    }
    useExport.setState({ result });
    const next = await ask('exports.suggest', network);
    if (useExport.getState().result === result && useExport.getState().folder === folder)
      useExport.setState({ folder: next.folder });
  } catch (error) {
    const problem = windowProblem(error).toJSON();
    if (isHere()) useExport.setState({ progress: null });
    if (problem.code === 'export-cancelled') return;
    if (isShown()) useExport.setState({ problem });
    else showProblem(problem);
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
