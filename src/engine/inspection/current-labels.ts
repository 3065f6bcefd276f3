import type { InspectSubject } from '../../shared/contract/engine-inspect';
import type { LabelMap } from '../../shared/images/pixels';
import { placeTile } from '../../shared/labels/tile-map';
import { toChannelLabels, VOID_CHANNEL } from '../../shared/training/channels';
import type { Snapshot } from '../../shared/training/snapshot';

/** An image's labels of now, as a run's network sees them. */
export interface CurrentLabels {
  /** [H,W], channel of the run, 255 where not labelled. */
  channels: Uint8Array;
  /** What to know about them. */
  notices: string[];
}

/** @param tiles class ids, as stored */
export function currentLabels(
  image: InspectSubject['image'],
  labelRevision: number,
  tiles: NonNullable<InspectSubject['labels']>,
  snapshot: Snapshot,
): CurrentLabels {
  const { width, height } = image;
  const map: LabelMap = { width, height, data: new Uint8Array(width * height) };
  for (const tile of tiles) placeTile(map, tile, tile.data);
  const channels = toChannelLabels(map, snapshot.channels);
  const notices: string[] = [];
  const used = snapshot.images.find(({ id }) => id === image.id);
  if (used !== undefined && used.labelRevision !== labelRevision) {
    notices.push('The labels of this image changed since the run; it is compared with its labels of now.');
  }
  const unknown = countUnknown(map.data, channels);
  if (unknown > 0) {
    notices.push(
      `${unknown} ${unknown === 1 ? 'pixel is' : 'pixels are'} of classes that the run does not have; they count as not labelled.`,
    );
  }
  return { channels, notices };
}

function countUnknown(ids: Uint8Array, channels: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < ids.length; i++) {
    if (channels[i] === VOID_CHANNEL && ids[i] !== 0 && ids[i] !== VOID_CHANNEL) count++;
  }
  return count;
}
