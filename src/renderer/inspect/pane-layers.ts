import { type InspectedLayer, NOT_LABELLED, RIGHT } from '../../shared/contract/inspect';
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

/** What lies over one another in a pane. @param layer what the engine made for the view; null while it is not there */
export function paneLayers(
  view: PaneView,
  layer: Pick<InspectedLayer, 'map'> | null,
  channels: readonly Color[],
  labels: ShownLabels | null,
  opacity: number,
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
    case 'probability':
    case 'weight':
      return [{ kind: 'image' }, { kind: 'bytes', map, table: viridisTable, values: 'scale' }];
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

/** Inferno, with pixels that have no loss dark over the image. */
const lossTable: ColorTable = withNotLabelled(infernoTable);

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
