import { sizedImageAddress, tileAddress, WHOLE_PX } from '../../shared/contract/channels';
import type { ImageRow } from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import { useWorkspace } from '../app/workspace';
import { rowAt, useImages } from '../images/images-state';
import { type Picture, type PictureAddresses, PictureStore } from './picture-store';
import { windowed } from './windowed-image';

/** Longest side of `ImageRow.view`. */
const VIEW_PX = 1600;

const store = new PictureStore(decodeAddress);

/** An image's picture, until it is released. @param onChange told when something better is at hand, or nothing will be */
export function openPicture(image: ImageRow, onChange: () => void): Picture<ImageBitmap> {
  return store.open(addressesOf(image), onChange);
}

/** Has the small pictures of the images beside this one at hand, for a step to them; where it is still in hand. */
export function preloadNeighbours(id: ImageId): void {
  const { pages, selection } = useImages.getState();
  const { displayWindow, display } = useWorkspace.getState();
  if (rowAt(pages, selection.active)?.id !== id) return;
  for (const by of [1, -1]) {
    const row = rowAt(pages, selection.active + by);
    // A picture of tiles is made for the one that looks at it.
    if (row === undefined || row.pyramid !== null) continue;
    store.preload(addressesOf(windowed(row, displayWindow, display.gamma)));
  }
}

/**
 * An image that fits the small rendition has no larger one. That of a pyramid is its smallest level: what a rendition of
 * all its pixels takes is long, and larger than this there are tiles.
 */
export function addressesOf({ view, width, height, pyramid }: ImageRow): PictureAddresses {
  if (pyramid !== null) {
    return { width, height, small: tileAddress(view, pyramid.levels.length - 1, 0, 0), whole: null };
  }
  return {
    width,
    height,
    small: view,
    whole: Math.max(width, height) > VIEW_PX ? sizedImageAddress(view, WHOLE_PX) : null,
  };
}

/** Decodes off the main thread. @throws where the rendition can not be made or read */
export async function decodeAddress(address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`no picture at ${address}`);
  return createImageBitmap(await response.blob());
}
