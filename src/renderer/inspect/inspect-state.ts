import { create } from 'zustand';
import type {
  InspectAt,
  InspectedImage,
  InspectedLayer,
  InspectedSet,
  NetworkLayer,
} from '../../shared/contract/inspect';
import type { Workspace } from '../../shared/contract/workspace';
import type { ImageId, RunId } from '../../shared/ids';
import type { ProblemData } from '../../shared/problem';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { keep } from '../app/workspace';
import type { Checkpoint } from '../train/trained-runs';
import { fittingView, nextProbability, type PaneView, type Shown, viewValue } from './pane-views';

export const paneIndices = [0, 1, 2, 3] as const;
export type PaneIndex = (typeof paneIndices)[number];
export type PaneCount = NonNullable<Workspace['inspect']>['count'];

/** A layer as it was answered: of which image, run and view it is. */
interface ShownLayer {
  image: ImageId;
  run: RunId;
  checkpoint: Checkpoint;
  view: PaneView;
  layer: InspectedLayer;
}

export interface PaneState {
  view: PaneView;
  /** The last layer that arrived; it stays until the next one does. */
  shown: ShownLayer | null;
  isBusy: boolean;
  problem: ProblemData | null;
}

/** What the set of a run was scored with, or is being. */
export type SetState =
  | { status: 'none' }
  | { status: 'scoring'; run: RunId; checkpoint: Checkpoint; done: number; total: number }
  | { status: 'scored'; run: RunId; checkpoint: Checkpoint; set: InspectedSet; isStale: boolean }
  | { status: 'failed'; run: RunId; checkpoint: Checkpoint; problem: ProblemData };

/** A region of an image that is outlined in all panes. */
export interface MarkedRegion {
  image: ImageId;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface InspectState {
  checkpoint: Checkpoint;
  panes: readonly [PaneState, PaneState, PaneState, PaneState];
  /** How many of them are shown, the first ones. */
  paneCount: PaneCount;
  /** Of labels and prediction over the image, 0..1. */
  opacity: number;
  /** Channels and layers of the network that is looked at, as last heard. */
  channels: readonly SnapshotChannel[];
  layers: readonly NetworkLayer[];
  /** The class whose threshold is looked at; a pane of its probability shows what reaches it while `isShown`. */
  threshold: { channel: number; value: number; isShown: boolean };
  /** What the numbers are of. */
  numbersOf: 'image' | 'set';
  mark: MarkedRegion | null;
  /** Scores of the image in hand; of which image and run they are. */
  image: { image: ImageId; run: RunId; checkpoint: Checkpoint; facts: InspectedImage } | null;
  imageProblem: ProblemData | null;
  set: SetState;
  reading: { x: number; y: number; at: InspectAt } | null;
}

const emptyPane = { shown: null, isBusy: false, problem: null };
const firstViews: readonly [PaneView, PaneView, PaneView, PaneView] = [
  { kind: 'prediction' },
  { kind: 'error' },
  { kind: 'weight' },
  { kind: 'weighted-loss' },
];

export const useInspect = create<InspectState>()(() => ({
  checkpoint: 'best',
  panes: panesOf(firstViews),
  paneCount: 2,
  opacity: 0.6,
  channels: [],
  layers: [],
  threshold: { channel: 0, value: 0.5, isShown: false },
  numbersOf: 'image',
  mark: null,
  image: null,
  imageProblem: null,
  set: { status: 'none' },
  reading: null,
}));

export function setCheckpoint(checkpoint: Checkpoint): void {
  useInspect.setState({ checkpoint });
}

export function changePane(index: PaneIndex, part: Partial<PaneState>): void {
  useInspect.setState(({ panes: [a, b, c, d] }) => {
    const changed = (pane: PaneState, at: PaneIndex): PaneState => (at === index ? { ...pane, ...part } : pane);
    return { panes: [changed(a, 0), changed(b, 1), changed(c, 2), changed(d, 3)] };
  });
}

/** The panes that are on the screen. */
export function shownPanes({ paneCount }: Pick<InspectState, 'paneCount'>): readonly PaneIndex[] {
  return paneIndices.slice(0, paneCount);
}

export function showIn(index: PaneIndex, view: PaneView): void {
  const { panes } = useInspect.getState();
  if (viewValue(panes[index].view) === viewValue(view)) return;
  changePane(index, { view });
  keepPanes();
}

export function setPaneCount(paneCount: PaneCount): void {
  useInspect.setState({ paneCount });
  keepPanes();
}

/** Panes as they were when the project was open last. */
export function takePanes(kept: Workspace['inspect']): void {
  const [a, b, c, d] = kept?.views ?? firstViews;
  useInspect.setState({ panes: panesOf([a, b, c, d]), paneCount: kept?.count ?? 2 });
}

export function showNextProbability(index: PaneIndex): void {
  const { panes, channels } = useInspect.getState();
  showIn(index, nextProbability(panes[index].view, channels.length));
}

/** Panes go on with what another network can show. */
export function takeNetwork(network: Shown & Pick<InspectState, 'channels'>): void {
  const { threshold } = useInspect.getState();
  const channel = threshold.channel < network.channels.length ? threshold.channel : 0;
  useInspect.setState({
    channels: network.channels,
    layers: network.layers,
    threshold: { ...threshold, channel },
  });
  for (const index of paneIndices) showIn(index, fittingView(useInspect.getState().panes[index].view, network));
}

/** @param opacity 0..1, clamped */
export function setOpacity(opacity: number): void {
  useInspect.setState({ opacity: Number(Math.min(1, Math.max(0, opacity)).toFixed(2)) });
}

export function changeOpacity(by: number): void {
  setOpacity(useInspect.getState().opacity + by);
}

export function setThreshold(part: Partial<InspectState['threshold']>): void {
  useInspect.setState(({ threshold }) => ({ threshold: { ...threshold, ...part } }));
}

/** Nothing of the image before is shown over the next. */
export function forgetImage(): void {
  for (const index of paneIndices) changePane(index, emptyPane);
  useInspect.setState({ image: null, imageProblem: null, reading: null });
}

function panesOf(views: readonly [PaneView, PaneView, PaneView, PaneView]): InspectState['panes'] {
  const [a, b, c, d] = views;
  const pane = (view: PaneView): PaneState => ({ ...emptyPane, view });
  return [pane(a), pane(b), pane(c), pane(d)];
}

function keepPanes(): void {
  const { panes, paneCount } = useInspect.getState();
  keep({ inspect: { count: paneCount, views: panes.map(({ view }) => view) } });
}
