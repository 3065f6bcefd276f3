import type { ImageRow } from '../../../shared/contract/images';
import type { PixelWindow } from '../../../shared/labels/spans';
import { Problem } from '../../../shared/problem';
import { openPicture } from '../image-picture';
import { pyramidPart } from './pyramid-part';

/** Beyond every zoom: the best picture that there is. */
const CLOSEST = Number.MAX_SAFE_INTEGER;
/** So long the whole picture is waited for before the small one has to do. */
const PATIENCE_MS = 4000;

/**
 * A part of an image's picture in image pixels, as it is shown: eight bits a channel. Where the picture is smaller than
 * the image it is enlarged; of a pyramid it is read in full size. @throws Problem where the picture cannot be shown
 */
export async function picturePart(image: ImageRow, window: PixelWindow): Promise<ImageBitmap> {
  const { x, y, width, height } = window;
  if (image.pyramid !== null) return pyramidPart(image, image.pyramid, window, () => unreadable(image));
  return withPicture(image, (bitmap) => {
    const across = bitmap.width / image.width;
    const down = bitmap.height / image.height;
    const isAsLarge = across === 1 && down === 1;
    return createImageBitmap(
      bitmap,
      Math.round(x * across),
      Math.round(y * down),
      Math.max(1, Math.round(width * across)),
      Math.max(1, Math.round(height * down)),
      isAsLarge ? {} : { resizeWidth: width, resizeHeight: height },
    );
  });
}

/** Waits for the whole picture; the bitmap is the store's, and may be gone after `use` has begun its work. */
function withPicture<Result>(image: ImageRow, use: (bitmap: ImageBitmap) => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDone = false;
    const finish = (bitmap: ImageBitmap | null): void => {
      if (isDone) return;
      isDone = true;
      clearTimeout(timer);
      const result = bitmap === null ? Promise.reject(unreadable(image)) : use(bitmap);
      result.then(resolve, reject).finally(() => picture.release());
    };
    const look = (): void => {
      const best = picture.at(CLOSEST);
      if (picture.status() === 'failed') finish(best);
      else if (best !== null && longest(best) >= Math.min(longest(image), WHOLE_LEAST)) finish(best);
    };
    const picture = openPicture(image, look);
    timer = setTimeout(() => finish(picture.at(CLOSEST)), PATIENCE_MS);
    look();
  });
}

/** A picture with a side this long is the whole one, also of an image that no picture holds in full. */
const WHOLE_LEAST = 1601;

function unreadable({ name }: ImageRow): Problem {
  return new Problem('picture-unreadable', `The picture of ${name} cannot be shown.`, 'Look at its file.');
}

function longest({ width, height }: { width: number; height: number }): number {
  return Math.max(width, height);
}
