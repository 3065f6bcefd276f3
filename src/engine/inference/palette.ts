import type { PixelImage } from '../../shared/images/pixels';
import type { Prepared, SnapshotChannel } from '../../shared/training/snapshot';
import { toUnitImage } from '../weighting/unit-image';

/** Share of the class colour in an overlay. */
const overlayShare = 0.45;

/** RGB triples by class id, 0 to the highest id; ids without a class are black. */
export function classPalette(channels: readonly SnapshotChannel[]): Uint8Array {
  const highest = Math.max(0, ...channels.map(({ id }) => id));
  const palette = new Uint8Array(3 * (highest + 1));
  for (const { id, color } of channels) {
    if (id > 0) palette.set(rgb(color), 3 * id);
  }
  return palette;
}

/** Class ids of output channels, background as 0. */
export function toClassIds(channelMap: Uint8Array, channels: readonly SnapshotChannel[]): Uint8Array {
  return channelMap.map((channel) => channels[channel].id);
}

/** The image as the network sees it, in 8-bit RGB, with the classes' colours over it; background stays bare. */
export function overlayPixels(
  image: PixelImage,
  classIds: Uint8Array,
  channels: readonly SnapshotChannel[],
  range: Pick<Prepared, 'lo' | 'hi'>,
): Uint8Array {
  const unit = toUnitImage(image, range.lo, range.hi, image.channels === 3 ? 3 : 1);
  const palette = classPalette(channels);
  const out = new Uint8Array(3 * classIds.length);
  for (let pixel = 0; pixel < classIds.length; pixel++) {
    const id = classIds[pixel];
    for (let c = 0; c < 3; c++) {
      const value = 255 * unit.data[unit.channels === 3 ? 3 * pixel + c : pixel];
      out[3 * pixel + c] = Math.round(id === 0 ? value : value + overlayShare * (palette[3 * id + c] - value));
    }
  }
  return out;
}

function rgb(color: string): [number, number, number] {
  const number = Number.parseInt(color.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
