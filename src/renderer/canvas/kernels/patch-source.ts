import { tileAddress } from '../../../shared/contract/channels';
import type { ImageRow } from '../../../shared/contract/images';
import { tileArea } from '../../../shared/images/pyramid-levels';
import { addressesOf } from '../image-picture';
import { tilesOfWindow } from '../tile-places';
import type { PatchSource } from './kernel-requests';
import type { ReadWindow } from './patch-window';

/** Where the pixels of a part of an image are read, as they are shown. */
export function patchSource(image: ImageRow, { window, scale }: ReadWindow): PatchSource {
  const { pyramid, view, width, height } = image;
  const level = Math.log2(scale);
  const size = pyramid?.levels[level];
  if (pyramid !== null && size !== undefined) {
    const tiles = tilesOfWindow({ ...pyramid, levels: [size] }, window).map(({ x, y }) => {
      const { left, top } = tileArea(size, x, y);
      return { address: tileAddress(view, level, x, y), left, top };
    });
    return { kind: 'tiles', tiles };
  }
  const { small, whole } = addressesOf(image);
  return { kind: 'picture', address: whole ?? small, width: width / scale, height: height / scale };
}
