import type { ImageId } from '../../shared/ids';
import { onOtherProject } from '../app/app-state';
import { ask } from '../app/client';
import { currentImage, showImageById } from '../app/current-image';
import { windowProblem } from '../app/window-problem';
import { showAll } from '../images/images-state';
import { currentTrainedRun } from '../train/trained-runs';
import { useInspect } from './inspect-state';
import { neighbourInSet } from './inspect-words';

/** Hears of progress, whatever screen is shown, and forgets what belonged to another project. */
export function followSet(): void {
  window.maskwright.on('inspect.setProgress', ({ run, done, total }) => {
    const { set } = useInspect.getState();
    if (set.status === 'scoring' && set.run === run) useInspect.setState({ set: { ...set, done, total } });
  });
  window.maskwright.on('labels.changed', markSetStale);
  window.maskwright.on('images.changed', markSetStale);
  onOtherProject(() => {
    generation++;
    useInspect.setState({ set: { status: 'none' }, channels: [], layers: [], mark: null });
  });
}

/** Counts up, so that a late answer is dropped: of another network, or of another project. */
let generation = 0;

/** Scores the run's validation images with the checkpoint in hand. */
export async function scoreSet(): Promise<void> {
  const row = currentTrainedRun();
  if (row === null) return;
  const mine = ++generation;
  const network = { run: row.id, checkpoint: useInspect.getState().checkpoint };
  useInspect.setState({ set: { status: 'scoring', ...network, done: 0, total: 0 } });
  try {
    const set = await ask('inspect.set', network);
    if (mine === generation) useInspect.setState({ set: { status: 'scored', ...network, set, isStale: false } });
  } catch (error) {
    const problem = windowProblem(error).toJSON();
    if (problem.code === 'superseded' || mine !== generation) return;
    const isStopped = problem.code === 'inspect-cancelled';
    useInspect.setState({ set: isStopped ? { status: 'none' } : { status: 'failed', ...network, problem } });
  }
}

export async function stopScoring(): Promise<void> {
  await ask('inspect.cancelSet', null);
}

/** The scores of the set are of labels or images that have changed since. */
function markSetStale(): void {
  const { set } = useInspect.getState();
  if (set.status === 'scored' && !set.isStale) useInspect.setState({ set: { ...set, isStale: true } });
}

/** Why the set cannot be scored just now; null where it can. */
export function scoreBlocked(): string | null {
  if (currentTrainedRun() === null) return 'No run has a checkpoint yet.';
  return useInspect.getState().set.status === 'scoring' ? 'The set is being scored.' : null;
}

/** Why one cannot go through the set by its scores; null where one can. */
export function stepBlocked(): string | null {
  return useInspect.getState().set.status === 'scored' ? null : 'Score the set first.';
}

export async function stepInSet(by: 1 | -1): Promise<void> {
  const { set } = useInspect.getState();
  if (set.status !== 'scored') return;
  const next = neighbourInSet(set.set.images, currentImage()?.id ?? null, by);
  if (next !== null) await showScored(next.id);
}

/** Takes an image of the set in hand; where the filter of the filmstrip leaves it out, all images are listed again. */
export async function showScored(id: ImageId): Promise<void> {
  await showImageById(id);
  if (currentImage()?.id === id) return;
  await showAll();
  await showImageById(id);
}
