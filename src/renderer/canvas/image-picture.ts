import { sizedImageAddress, WHOLE_PX } from '../../shared/contract/channels';
import type { ImageRow } from '../../shared/contract/images';
import { type Picture, type PictureAddresses, PictureStore } from './picture-store';

/** Longest side of `ImageRow.view`. */
const VIEW_PX = 1600;

const store = new PictureStore(decodeAddress);

/** An image's picture, until it is released. @param onChange told when something better is at hand, or nothing will be */
export function openPicture(image: ImageRow, onChange: () => void): Picture<ImageBitmap> {
  return store.open(addressesOf(image), onChange);
}

/** Has the small picture of an image at hand that will probably be shown next. */
export function preloadPicture(image: ImageRow): void {
  store.preload(addressesOf(image));
}

/** An image that fits the small rendition has no larger one. */
function addressesOf({ view, width, height }: ImageRow): PictureAddresses {
  return {
    width,
    height,
    small: view,
    whole: Math.max(width, height) > VIEW_PX ? sizedImageAddress(view, WHOLE_PX) : null,
  };
}

/** Decodes off the main thread. @throws where the rendition can not be made or read */
async function decodeAddress(address: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`no picture at ${address}`);
  return createImageBitmap(await response.blob());
}
