import type { ListedRegion } from '../../shared/contract/inspect';
import { goTo } from '../app/app-state';
import { ask } from '../app/client';
import { currentImage } from '../app/current-image';
import { useNotices } from '../app/notices';
import { setRun } from '../app/workspace';
import { showSize, useView } from '../canvas/view-state';
import { currentTrainedRun } from '../train/trained-runs';
import { useInspect } from './inspect-state';
import { regionView } from './region-view';
import { showScored } from './score-set';
import { useSearch } from './search-state';

/** Takes the region's image in hand, and shows the region in the middle with what is around it. */
export async function showRegion(region: ListedRegion): Promise<void> {
  const { image, x, y, width, height } = region;
  if (currentImage()?.id !== image.id) await showScored(image.id);
  const shown = currentImage();
  if (shown?.id !== image.id) return;
  useInspect.setState({ mark: { image: image.id, x, y, width, height } });
  // Before the panes do, which would fit an image of another size.
  showSize(shown);
  useView.setState({ view: regionView({ x, y, width, height }, useView.getState().pane, shown) });
}

/** Goes through the doubts; the first one where none was looked at. */
export async function stepDoubt(by: 1 | -1): Promise<void> {
  const { doubts, doubtAt } = useSearch.getState();
  if (doubts.status !== 'found') return;
  const count = doubts.found.doubts.length;
  if (count > 0) await showDoubt(doubtAt === null ? 0 : Math.min(count - 1, Math.max(0, doubtAt + by)));
}

export async function showDoubt(at: number): Promise<void> {
  const { doubts } = useSearch.getState();
  const doubt = doubts.status === 'found' ? doubts.found.doubts[at] : undefined;
  if (doubt === undefined) return;
  useSearch.setState({ doubtAt: at });
  // What the panes show is then what the network that doubts the label says.
  if (currentTrainedRun()?.id !== doubt.run) setRun(doubt.run);
  await showRegion(doubt);
}

/** Opens Paint where the doubted region is. */
export async function mendDoubt(): Promise<void> {
  const { doubtAt } = useSearch.getState();
  await showDoubt(doubtAt ?? 0);
  goTo('paint');
}

/** Keeps that the label in hand is right, and goes to the next; it can be taken back. */
export async function sayLabelIsRight(): Promise<void> {
  const { doubts, doubtAt } = useSearch.getState();
  if (doubts.status !== 'found' || doubtAt === null) return;
  const doubt = doubts.found.doubts[doubtAt];
  if (doubt === undefined) return;
  const { image, x, y, width, height, labelId, predictedId } = doubt;
  const place = { image: image.id, x, y, width, height, labelId, predictedId };
  const { judgement } = await ask('inspect.judge', place);
  changeDoubts((list) => list.filter((one) => one !== doubt), 1);
  useNotices.getState().showDone(`The label in ${image.name} counts as right and is not listed again.`, async () => {
    await ask('inspect.unjudge', { judgement });
    changeDoubts((list) => [...list.slice(0, doubtAt), doubt, ...list.slice(doubtAt)], -1);
    await showDoubt(doubtAt);
  });
  const { doubts: after } = useSearch.getState();
  const left = after.status === 'found' ? after.found.doubts.length : 0;
  if (left > 0) await showDoubt(Math.min(doubtAt, left - 1));
  else useSearch.setState({ doubtAt: null });
}

/** Why there is no doubt in hand; null where there is one. */
export function doubtBlocked(): string | null {
  const { doubts, doubtAt } = useSearch.getState();
  if (doubts.status !== 'found') return 'Look for labels that may be wrong first.';
  if (doubts.found.doubts.length === 0) return 'No label is doubted.';
  return doubtAt === null ? 'Go to a doubted label first.' : null;
}

/** Why one cannot go through the doubts; null where one can. */
export function stepDoubtBlocked(): string | null {
  const { doubts } = useSearch.getState();
  if (doubts.status !== 'found') return 'Look for labels that may be wrong first.';
  return doubts.found.doubts.length === 0 ? 'No label is doubted.' : null;
}

type DoubtList = Extract<ReturnType<typeof useSearch.getState>['doubts'], { status: 'found' }>['found']['doubts'];

function changeDoubts(change: (list: DoubtList) => DoubtList, right: 1 | -1): void {
  const { doubts } = useSearch.getState();
  if (doubts.status !== 'found') return;
  const { found } = doubts;
  const list = change(found.doubts);
  const total = found.total - right;
  useSearch.setState({
    doubts: { ...doubts, found: { ...found, doubts: list, total, right: found.right + right } },
  });
}
