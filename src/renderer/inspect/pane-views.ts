import type { InspectLayer } from '../../shared/contract/inspect';
import type { SnapshotChannel } from '../../shared/training/snapshot';

/** What a pane can show: the window's own image and labels, or a layer that the engine makes. */
export type PaneView = { kind: 'image' } | { kind: 'labels' } | InspectLayer;

/** The kinds that every network has, in the order of the menu; probabilities follow the prediction, one a class. */
const kinds = ['image', 'labels', 'prediction', 'error', 'loss', 'weight', 'weighted-loss'] as const;
export type PlainKind = (typeof kinds)[number];

export const viewNames: Record<PlainKind, string> = {
  image: 'Image',
  labels: 'Labels',
  prediction: 'Prediction',
  error: 'Error',
  loss: 'Loss',
  weight: 'Weight map',
  'weighted-loss': 'Weight × loss',
};

export interface ViewChoice {
  /** For a menu: `prediction`, `probability:1`. */
  value: string;
  words: string;
  view: PaneView;
}

/** Everything that a pane can show of a network with these channels. */
export function viewChoices(channels: readonly Pick<SnapshotChannel, 'name'>[]): ViewChoice[] {
  return kinds.flatMap((kind): ViewChoice[] => {
    const plain = { value: kind, words: viewNames[kind], view: { kind } };
    if (kind !== 'prediction') return [plain];
    const probabilities = channels.map(({ name }, channel) => {
      const view: PaneView = { kind: 'probability', channel };
      return { value: viewValue(view), words: `Probability of ${name}`, view };
    });
    return [plain, ...probabilities];
  });
}

export const plainKinds: readonly PlainKind[] = kinds;

export function viewValue(view: PaneView): string {
  return view.kind === 'probability' ? `probability:${view.channel}` : view.kind;
}

/** The layer that the engine has to make; null for what the window has itself. */
export function layerOf(view: PaneView): InspectLayer | null {
  return view.kind === 'image' || view.kind === 'labels' ? null : view;
}

/** A view that a network with fewer channels can show as well. */
export function fittingView(view: PaneView, channels: number): PaneView {
  return view.kind === 'probability' && view.channel >= channels ? { kind: 'prediction' } : view;
}

/** The probability of the channel after the one that is shown, of the first where none is. */
export function nextProbability(view: PaneView, channels: number): PaneView {
  const channel = view.kind === 'probability' ? (view.channel + 1) % Math.max(1, channels) : 0;
  return { kind: 'probability', channel };
}
