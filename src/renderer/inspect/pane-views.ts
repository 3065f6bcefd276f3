import type { NetworkLayer, PaneLayer, PaneView } from '../../shared/contract/inspect';
import type { RunId } from '../../shared/ids';
import type { SnapshotChannel } from '../../shared/training/snapshot';

export type { PaneView } from '../../shared/contract/inspect';

/** The kinds that every network has, in the order of the menu; probabilities follow the prediction, one a class. */
const kinds = ['image', 'labels', 'prediction', 'error', 'loss', 'weight', 'weighted-loss', 'entropy'] as const;
export type PlainKind = (typeof kinds)[number];

export const viewNames: Record<PlainKind, string> = {
  image: 'Image',
  labels: 'Labels',
  prediction: 'Prediction',
  error: 'Error',
  loss: 'Loss',
  weight: 'Weight map',
  'weighted-loss': 'Weight × loss',
  entropy: 'Entropy',
};

export interface ViewChoice {
  /** For a menu: `prediction`, `probability:1`, `activation:encoder0/conv0`. */
  value: string;
  words: string;
  view: PaneView;
}

export interface ViewGroup {
  name: string;
  choices: ViewChoice[];
}

/** What the network in hand has to show. */
export interface Shown {
  channels: readonly Pick<SnapshotChannel, 'name'>[];
  layers: readonly NetworkLayer[];
  /** Other trained runs, with a few words each. */
  others: readonly { id: RunId; words: string }[];
}

/** Everything that a pane can show, group by group; empty groups left out. */
export function viewGroups({ channels, layers, others }: Shown): ViewGroup[] {
  const plain = kinds.flatMap((kind): ViewChoice[] => {
    const choice = choiceOf({ kind }, viewNames[kind]);
    if (kind !== 'prediction') return [choice];
    return [
      choice,
      ...channels.map(({ name }, channel) => choiceOf({ kind: 'probability', channel }, `Probability of ${name}`)),
    ];
  });
  const isMap = ({ kind }: NetworkLayer): boolean => kind === 'attention-map';
  return [
    { name: 'Image and prediction', choices: plain },
    {
      name: 'Difference',
      choices: others.map(({ id, words }) => choiceOf({ kind: 'difference', run: id }, `Against ${words}`)),
    },
    { name: 'Attention', choices: layers.filter(isMap).map(layerChoice) },
    { name: 'Inside the network', choices: layers.filter((layer) => !isMap(layer)).map(layerChoice) },
  ].filter(({ choices }) => choices.length > 0);
}

export const plainKinds: readonly PlainKind[] = kinds;

export function viewValue(view: PaneView): string {
  switch (view.kind) {
    case 'probability':
      return `probability:${view.channel}`;
    case 'activation':
      return `activation:${view.layer}`;
    case 'difference':
      return `difference:${view.run}`;
    default:
      return view.kind;
  }
}

/** The layer that the engine has to make; null for what the window has itself. */
export function layerOf(view: PaneView): PaneLayer | null {
  return view.kind === 'image' || view.kind === 'labels' ? null : view;
}

/** A view that a network with other channels, layers or runs beside it can show as well. */
export function fittingView(view: PaneView, { channels, layers, others }: Shown): PaneView {
  switch (view.kind) {
    case 'probability':
      return view.channel < channels.length ? view : { kind: 'prediction' };
    case 'activation':
      return layers.some(({ name }) => name === view.layer) ? view : { kind: 'prediction' };
    case 'difference':
      return others.some(({ id }) => id === view.run) ? view : { kind: 'prediction' };
    default:
      return view;
  }
}

/** The probability of the channel after the one that is shown, of the first where none is. */
export function nextProbability(view: PaneView, channels: number): PaneView {
  const channel = view.kind === 'probability' ? (view.channel + 1) % Math.max(1, channels) : 0;
  return { kind: 'probability', channel };
}

function choiceOf(view: PaneView, words: string): ViewChoice {
  return { value: viewValue(view), words, view };
}

/** `encoder1/conv0, 16 channels, 1/2` */
function layerChoice({ name, stride, channels }: NetworkLayer): ViewChoice {
  const size = stride === 1 ? 'full size' : `1/${stride}`;
  const wide = channels === 1 ? '1 channel' : `${channels} channels`;
  return choiceOf({ kind: 'activation', layer: name }, `${name}, ${wide}, ${size}`);
}
