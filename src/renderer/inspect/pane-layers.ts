import { DIFFERENCE, type InspectedLayer, NOT_LABELLED, RIGHT } from '../../shared/contract/inspect';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { type ColorTable, colorTable, infernoTable, packColor, viridisTable } from '../canvas/color-table';
import type { LabelSource } from '../canvas/label-source';
import type { CanvasLayer } from '../canvas/layers';
import type { PaneView } from './pane-views';

/** Over an image that is only context, so that what was found stands out. */
const DIMMED = { brightness: 0.55, saturation: 0 };
/** Over pixels that are not labelled, where there is nothing to compare. */
const NOT_COMPARED = packColor(0, 0, 0, 140);

type Color = Pick<SnapshotChannel, 'color'>;

/** Labels in the window, with the colours of the project's classes. */
export interface ShownLabels {
  source: LabelSource;
  palette: ColorTable;
}

/** How a pane is looked at. */
export interface PaneLook {
  channels: readonly Color[];
  labels: ShownLabels | null;
  /** Of labels and prediction over the image, 0..1. */
  opacity: number;
  /** Of a class's probability, what reaches it is shown in the class's colour; null: the probability itself. */
  threshold: { channel: number; value: number } | null;
}

/** What lies over one another in a pane. @param layer what the engine made for the view; null while it is not there */
export function paneLayers(
  view: PaneView,
  layer: Pick<InspectedLayer, 'map'> | null,
  { channels, labels, opacity, threshold }: PaneLook,
): CanvasLayer[] {
  if (view.kind === 'image') return [{ kind: 'image' }];
  if (view.kind === 'labels') {
    return labels === null ? [{ kind: 'image' }] : [{ kind: 'image' }, { kind: 'labels', ...labels, opacity }];
  }
  if (layer === null || isUnlabelled(view, layer)) return [{ kind: 'image' }];
  const { map } = layer;
  switch (view.kind) {
    case 'prediction':
      return [{ kind: 'image' }, { kind: 'bytes', map, table: channelTable(channels), values: 'names', opacity }];
    case 'error':
      return [
        { kind: 'image', ...DIMMED },
        { kind: 'bytes', map, table: errorTable(channels), values: 'names' },
      ];
    case 'difference':
      return [
        { kind: 'image', ...DIMMED },
        { kind: 'bytes', map, table: differenceTable, values: 'names' },
      ];
    case 'probability': {
      if (threshold === null || threshold.channel !== view.channel) return heatmap(map);
      const table = reachedTable(channels[view.channel]?.color ?? '#ffffff', threshold.value);
      return [{ kind: 'image' }, { kind: 'bytes', map, table, values: 'names', opacity }];
    }
    case 'weight':
    case 'activation':
      return heatmap(map);
    case 'entropy':
      return [{ kind: 'image' }, { kind: 'bytes', map, table: infernoTable, values: 'scale' }];
    case 'loss':
    case 'weighted-loss':
      return [
        { kind: 'image', ...DIMMED },
        { kind: 'bytes', map, table: lossTable, values: 'scale-or-none' },
      ];
  }
}

/** Whether a layer that compares with labels finds none in the whole image: there is nothing to show then. */
export function isUnlabelled({ kind }: PaneView, { map }: Pick<InspectedLayer, 'map'>): boolean {
  const compares = kind === 'error' || kind === 'loss' || kind === 'weighted-loss';
  return compares && map.data.every((byte) => byte === NOT_LABELLED);
}

/** Colours of where two networks differ, by byte; they are told apart with any colour vision. */
export const differenceColors: readonly { kind: number; color: string; words: string }[] = [
  { kind: DIFFERENCE.thisRight, color: '#56b4e9', words: 'only this run is right' },
  { kind: DIFFERENCE.otherRight, color: '#e69f00', words: 'only the other is right' },
  { kind: DIFFERENCE.neitherRight, color: '#cc79a7', words: 'they differ, neither is right' },
  { kind: DIFFERENCE.notLabelled, color: '#f0e442', words: 'they differ, not labelled' },
];

const differenceTable: ColorTable = colorTable(differenceColors.map(({ kind, color }) => [kind, color] as const));

/** Inferno, with pixels that have no loss dark over the image. */
const lossTable: ColorTable = withNotLabelled(infernoTable);

function heatmap(map: InspectedLayer['map']): CanvasLayer[] {
  return [{ kind: 'image' }, { kind: 'bytes', map, table: viridisTable, values: 'scale' }];
}

/** Bytes of a probability, 254 for 1, that reach a threshold. */
function reachedTable(color: string, threshold: number): ColorTable {
  const first = Math.min(254, Math.round(254 * threshold));
  return colorTable(Array.from({ length: 255 - first }, (_, step) => [first + step, color] as const));
}

/** Channels in their colours; channel 0 of a project with a background too, so that every pixel says what it is. */
function channelTable(channels: readonly Color[]): ColorTable {
  return colorTable(channels.map(({ color }, channel) => [channel, color] as const));
}

/** Wrong pixels in the colour of what they were taken for, right ones clear. */
function errorTable(channels: readonly Color[]): ColorTable {
  const table = withNotLabelled(channelTable(channels));
  table[RIGHT] = 0;
  return table;
}

function withNotLabelled(table: ColorTable): ColorTable {
  const own = table.slice();
  own[NOT_LABELLED] = NOT_COMPARED;
  return own;
}
