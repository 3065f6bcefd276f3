import { sizedImageAddress, tileAddress, WHOLE_PX } from '../../shared/contract/channels';
import type { ImageRow } from '../../shared/contract/images';
import type { ImageId } from '../../shared/ids';
import { useWorkspace } from '../app/workspace';
import { neighboursOf } from '../images/neighbours';
import { type Picture, type PictureAddresses, PictureStore } from './picture-store';
import { shownZoom, useView } from './view-state';
import { windowed } from './windowed-image';

/** Longest side of `ImageRow.view`. */
const VIEW_PX = 1600;
/** Pixels of a whole picture that is fetched before it is shown. */
const WHOLE_AHEAD_PIXELS = 25_000_000;

const store = new PictureStore(decodeAddress);

/** An image's picture, until it is released. @param onChange told when something better is at hand, or nothing will be */
export function openPicture(image: ImageRow, onChange: () => void): Picture<ImageBitmap> {
  return store.open(addressesOf(image), onChange);
}

/** The image as lists show it: small, and mostly at hand. */
export function openThumbnail({ thumbnail, width, height }: ImageRow, onChange: () => void): Picture<ImageBitmap> {
  return store.open({ width, height, small: thumbnail, whole: null }, onChange);
}

/** Whether the picture at hand has the pixels of the image, and is not a smaller one that would be enlarged. */
export function isInFull(image: ImageRow): boolean {
  if (image.pyramid !== null) return true;
  const picture = openPicture(image, () => undefined);
  const width = picture.at(Number.MAX_SAFE_INTEGER)?.width;
  picture.release();
  return width === image.width;
}

/**
 * Has the pictures of the images beside this one at hand, for a step to them; where it is still in hand. At a zoom that
 * asks for whole pictures these are fetched too, unless they are larger than what can be kept of them.
 */
export function preloadNeighbours(id: ImageId): void {
  const { displayWindow, display } = useWorkspace.getState();
  const zoom = shownZoom(useView.getState()) ?? 0;
  for (const row of neighboursOf(id)) {
    // A picture of tiles is made for the one that looks at it.
    if (row.pyramid !== null) continue;
    const { width, height } = row;
    const isWhole = zoom * Math.max(width, height) > VIEW_PX && width * height <= WHOLE_AHEAD_PIXELS;
    store.preload(addressesOf(windowed(row, displayWindow, display.gamma)), isWhole);
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
