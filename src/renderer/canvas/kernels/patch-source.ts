import { tileAddress } from '../../../shared/contract/channels';
import type { ImageRow } from '../../../shared/contract/images';
import { tileArea } from '../../../shared/images/pyramid-levels';
import type { PixelWindow } from '../../../shared/labels/spans';
import { addressesOf } from '../image-picture';
import { tilesOfWindow } from '../tile-places';
import type { PatchSource } from './kernel-requests';

/** Where the pixels of a part of an image are read in full size, as they are shown. */
export function patchSource(image: ImageRow, window: PixelWindow): PatchSource {
  const { pyramid, view, width, height } = image;
  const full = pyramid?.levels[0];
  if (pyramid !== null && full !== undefined) {
    const tiles = tilesOfWindow(pyramid, window).map(({ x, y }) => {
      const { left, top } = tileArea(full, x, y);
      return { address: tileAddress(view, 0, x, y), left, top };
    });
    return { kind: 'tiles', tiles };
  }
  const { small, whole } = addressesOf(image);
  return { kind: 'picture', address: whole ?? small, width, height };
}
