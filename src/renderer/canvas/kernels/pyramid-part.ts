import { tileAddress } from '../../../shared/contract/channels';
import type { ImageRow } from '../../../shared/contract/images';
import { type PyramidFacts, tileArea } from '../../../shared/images/pyramid-levels';
import type { PixelWindow } from '../../../shared/labels/spans';
import { openTiles } from '../pyramid-picture';
import { tilesOfWindow } from '../tile-places';

/**
 * A part of a large picture in image pixels, put together from tiles of the full size as they arrive.
 * @param unreadable made where one of them cannot be had
 */
export function pyramidPart(
  { view }: ImageRow,
  facts: PyramidFacts,
  window: PixelWindow,
  unreadable: () => Error,
): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(window.width, window.height);
  const context = canvas.getContext('2d');
  const [full] = facts.levels;
  if (context === null || full === undefined) return Promise.reject(unreadable());
  const missing = new Map(
    tilesOfWindow(facts, window).map(({ x, y }) => [tileAddress(view, 0, x, y), tileArea(full, x, y)]),
  );
  return new Promise((resolve, reject) => {
    const tiles = openTiles((address) => {
      if (tiles.hasFailed(address)) {
        tiles.release();
        reject(unreadable());
      } else take([address]);
    });
    const take = (addresses: readonly string[]): void => {
      for (const address of addresses) {
        const area = missing.get(address);
        const tile = tiles.at(address);
        if (area === undefined || tile === null) continue;
        context.drawImage(tile, area.left - window.x, area.top - window.y);
        missing.delete(address);
      }
      tiles.want([...missing.keys()]);
      if (missing.size > 0) return;
      tiles.release();
      resolve(canvas.transferToImageBitmap());
    };
    take([...missing.keys()]);
  });
}
