import type { LabelMap } from '../images/pixels';
import type { SnapshotChannel } from './snapshot';

/** Label of a pixel that neither teaches nor is scored, in maps of output channels. */
export const VOID_CHANNEL = 255;

/** Grey of the background channel, which no person chose a colour for. */
const BACKGROUND_COLOR = '#808080';

/** A network's outputs: classes in ascending id, after the background where unpainted means that. */
export function outputChannels(
  classes: readonly SnapshotChannel[],
  unpainted: 'void' | 'background',
): SnapshotChannel[] {
  const channels = classes.map(({ id, name, color }) => ({ id, name, color })).sort((a, b) => a.id - b.id);
  if (unpainted === 'void') return channels;
  return [{ id: 0, name: 'background', color: BACKGROUND_COLOR }, ...channels];
}

/**
 * Class ids as output channels: the network's channel index, {@link VOID_CHANNEL} where the pixel is void.
 * Unpainted is void, or the background where the project says so; a class without a channel counts as void.
 */
export function toChannelLabels(map: LabelMap, channels: readonly { id: number }[]): Uint8Array {
  const table = new Uint8Array(256).fill(VOID_CHANNEL);
  channels.forEach((channel, index) => {
    table[channel.id] = index;
  });
  return map.data.map((id) => table[id]);
}
