import { create } from 'zustand';
import type { InspectAt, InspectedImage, InspectedLayer, InspectedSet } from '../../shared/contract/inspect';
import type { ImageId, RunId } from '../../shared/ids';
import type { ProblemData } from '../../shared/problem';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import type { Checkpoint } from '../train/trained-runs';
import { fittingView, nextProbability, type PaneView, viewValue } from './pane-views';

export type PaneIndex = 0 | 1;

/** A layer as it was answered: of which image, run and view it is. */
interface ShownLayer {
  image: ImageId;
  run: RunId;
  checkpoint: Checkpoint;
  view: PaneView;
  layer: InspectedLayer;
}

interface PaneState {
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

interface InspectState {
  checkpoint: Checkpoint;
  panes: readonly [PaneState, PaneState];
  /** Of labels and prediction over the image, 0..1. */
  opacity: number;
  /** Channels of the network that is looked at, as last heard. */
  channels: readonly SnapshotChannel[];
  /** Scores of the image in hand; of which image and run they are. */
  image: { image: ImageId; run: RunId; checkpoint: Checkpoint; facts: InspectedImage } | null;
  imageProblem: ProblemData | null;
  set: SetState;
  reading: { x: number; y: number; at: InspectAt } | null;
}

const emptyPane = { shown: null, isBusy: false, problem: null };

export const useInspect = create<InspectState>()(() => ({
  checkpoint: 'best',
  panes: [
    { ...emptyPane, view: { kind: 'prediction' } },
    { ...emptyPane, view: { kind: 'error' } },
  ],
  opacity: 0.6,
  channels: [],
  image: null,
  imageProblem: null,
  set: { status: 'none' },
  reading: null,
}));

export function setCheckpoint(checkpoint: Checkpoint): void {
  useInspect.setState({ checkpoint });
}

export function changePane(index: PaneIndex, part: Partial<PaneState>): void {
  useInspect.setState(({ panes: [left, right] }) => ({
    panes: index === 0 ? [{ ...left, ...part }, right] : [left, { ...right, ...part }],
  }));
}

export function showIn(index: PaneIndex, view: PaneView): void {
  const { panes } = useInspect.getState();
  if (viewValue(panes[index].view) !== viewValue(view)) changePane(index, { view });
}

export function showNextProbability(index: PaneIndex): void {
  const { panes, channels } = useInspect.getState();
  showIn(index, nextProbability(panes[index].view, channels.length));
}

/** Panes go on with what a network of other channels can show. */
export function takeChannels(channels: readonly SnapshotChannel[]): void {
  useInspect.setState({ channels });
  for (const index of [0, 1] as const) {
    showIn(index, fittingView(useInspect.getState().panes[index].view, channels.length));
  }
}

/** @param opacity 0..1, clamped */
export function setOpacity(opacity: number): void {
  useInspect.setState({ opacity: Number(Math.min(1, Math.max(0, opacity)).toFixed(2)) });
}

export function changeOpacity(by: number): void {
  setOpacity(useInspect.getState().opacity + by);
}

/** Nothing of the image before is shown over the next. */
export function forgetImage(): void {
  for (const index of [0, 1] as const) changePane(index, emptyPane);
  useInspect.setState({ image: null, imageProblem: null, reading: null });
}
