import { create } from 'zustand';
import type { Doubts, PaintNext } from '../../shared/contract/inspect';
import type { RunId } from '../../shared/ids';
import type { ProblemData } from '../../shared/problem';
import { onOtherProject } from '../app/app-state';
import { ask } from '../app/client';
import { windowProblem } from '../app/window-problem';
import { currentTrainedRun } from '../train/trained-runs';
import { useInspect } from './inspect-state';

/** Something that is looked for through all images. */
export type Search<Found> =
  | { status: 'none' }
  | { status: 'searching'; run: RunId; done: number; total: number }
  | { status: 'found'; run: RunId; found: Found; isStale: boolean }
  | { status: 'failed'; run: RunId; problem: ProblemData };

interface SearchState {
  doubts: Search<Doubts>;
  /** Place in the list of doubts; null before the first was looked at. */
  doubtAt: number | null;
  paintNext: Search<PaintNext>;
}

const nothing: SearchState = { doubts: { status: 'none' }, doubtAt: null, paintNext: { status: 'none' } };

export const useSearch = create<SearchState>()(() => nothing);

/** Counts up, so that a late answer is dropped: of another search, or of another project. */
let generation = 0;

/** Hears of progress, whatever screen is shown, and forgets what belonged to another project. */
export function followSearch(): void {
  window.maskwright.on('inspect.searchProgress', ({ run, done, total }) => {
    const { doubts, paintNext } = useSearch.getState();
    if (doubts.status === 'searching') useSearch.setState({ doubts: { status: 'searching', run, done, total } });
    if (paintNext.status === 'searching') useSearch.setState({ paintNext: { status: 'searching', run, done, total } });
  });
  window.maskwright.on('labels.changed', markStale);
  window.maskwright.on('images.changed', markStale);
  onOtherProject(() => {
    generation++;
    useSearch.setState(nothing);
  });
}

/** Looks for labels that may be wrong, through all images. */
export async function findDoubts(): Promise<void> {
  const row = currentTrainedRun();
  if (row === null) return;
  const mine = begin();
  const { id: run } = row;
  useSearch.setState({ doubts: { status: 'searching', run, done: 0, total: 0 }, doubtAt: null });
  try {
    const found = await ask('inspect.doubts', { run, checkpoint: useInspect.getState().checkpoint });
    if (mine === generation) useSearch.setState({ doubts: { status: 'found', run, found, isStale: false } });
  } catch (error) {
    if (mine === generation) useSearch.setState({ doubts: ended(run, error) });
  }
}

/** Looks for the images to paint next. */
export async function findPaintNext(): Promise<void> {
  const row = currentTrainedRun();
  if (row === null) return;
  const mine = begin();
  const { id: run } = row;
  useSearch.setState({ paintNext: { status: 'searching', run, done: 0, total: 0 } });
  try {
    const found = await ask('inspect.paintNext', { run, checkpoint: useInspect.getState().checkpoint });
    if (mine === generation) useSearch.setState({ paintNext: { status: 'found', run, found, isStale: false } });
  } catch (error) {
    if (mine === generation) useSearch.setState({ paintNext: ended(run, error) });
  }
}

export async function stopSearch(): Promise<void> {
  await ask('inspect.cancelSearch', null);
}

/** Why nothing can be searched just now; null where it can. */
export function searchBlocked(): string | null {
  if (currentTrainedRun() === null) return 'No run has a checkpoint yet.';
  return isSearching() ? 'A search is under way.' : null;
}

export function isSearching(): boolean {
  const { doubts, paintNext } = useSearch.getState();
  return doubts.status === 'searching' || paintNext.status === 'searching';
}

/** One search at a time: the other one that is under way ends. */
function begin(): number {
  const { doubts, paintNext } = useSearch.getState();
  if (doubts.status === 'searching') useSearch.setState({ doubts: { status: 'none' } });
  if (paintNext.status === 'searching') useSearch.setState({ paintNext: { status: 'none' } });
  return ++generation;
}

function ended(
  run: RunId,
  error: unknown,
): { status: 'none' } | { status: 'failed'; run: RunId; problem: ProblemData } {
  const problem = windowProblem(error).toJSON();
  const isStopped = problem.code === 'inspect-cancelled' || problem.code === 'superseded';
  return isStopped ? { status: 'none' } : { status: 'failed', run, problem };
}

function markStale(): void {
  const { doubts, paintNext } = useSearch.getState();
  if (doubts.status === 'found') useSearch.setState({ doubts: { ...doubts, isStale: true } });
  if (paintNext.status === 'found') useSearch.setState({ paintNext: { ...paintNext, isStale: true } });
}
