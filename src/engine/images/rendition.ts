import { dirname, join } from 'node:path';
import { type DisplayWindow, isPlainWindow, PLAIN_WINDOW } from '../../shared/images/display-window';
import type { PixelImage } from '../../shared/images/pixels';
import { type BytePicture, encodePng } from './byte-picture';
import { exists, writeBeside } from './cache-files';
import { DECODE_VERSION, decodeBytes, readImageFile, sha256Of } from './decode';
import { largeLook } from './large-look';
import { imageChanged } from './problems';
import { averageRows, fittedSize, percentileWindow } from './rendition-scale';
import { selectChannels } from './select-channels';
import { partKey, type ShownPart, shownBytes, shownChannels } from './shown-part';
import { tensorFlowOps } from './tensorflow-ops';

const JPEG_QUALITY = 90;
const DISPLAY_SHARES = { low: 0.001, high: 0.999 };

/**
 * An image fitted into maxSide x maxSide by area averaging; never enlarged. Deeper than 8 bits and without a window: the
 * one between the 0.1st and 99.9th percentiles of all its channels becomes 0..255, for display only.
 * @param part of `image`, which is the page already: which channels are shown, and under what window
 */
export function makeRendition(image: PixelImage, maxSide: number, part: ShownPart = {}): BytePicture {
  if (!(maxSide >= 1)) throw new RangeError(`a rendition of ${maxSide} pixels cannot be made`);
  const { width, height } = fittedSize(image.width, image.height, maxSide);
  const shown = shownChannels(part, image.channels);
  const channels = shown.slots.length === 1 ? 1 : 3;
  const window = part.window ?? automaticWindowOf(image);
  const isWhole = width === image.width && height === image.height;
  const isAsIs = shown.read.length === image.channels && shown.slots.every((slot, index) => slot === index);
  if (isWhole && image.data instanceof Uint8Array && isAsIs && isPlainWindow(window)) {
    return { width, height, channels, data: image.data };
  }
  const isFirsts = shown.read.every((channel, index) => channel === index);
  const source = isFirsts ? image : selectChannels(image, shown.read);
  const data = new Uint8Array(width * height * channels);
  averageRows(source, width, height, shown.read.length, (row, y) => {
    data.set(shownBytes(row, shown, window), y * width * channels);
  });
  return { width, height, channels, data };
}

function automaticWindowOf({ depth, data }: PixelImage): DisplayWindow {
  if (depth === 8) return PLAIN_WINDOW;
  return { ranges: [percentileWindow(data, DISPLAY_SHARES.low, DISPLAY_SHARES.high)], gamma: 1 };
}

/**
 * Path of a rendition in the cache folder, made when it is not there: `<sha256>-v<DECODE_VERSION>-<maxSide>.png`
 * where pixels are shown one to one, `.jpg` where they are reduced; a part has its key before the dot. Written beside
 * and renamed, so that none is half. A small one of a picture that is shown by tiles comes from these, in `pyramids`
 * beside the cache folder.
 * @throws Problem image-changed where the file's content is not that of the hash; the codes of readHeader; what the
 * cache's disk says
 */
export async function renditionFile(
  imagePath: string,
  sha256: string,
  maxSide: number,
  cacheFolder: string,
  part?: ShownPart,
): Promise<string> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('a content hash has 64 hexadecimal digits');
  const key = part === undefined ? '' : `-${partKey(part)}`;
  const stem = join(cacheFolder, `${sha256}-v${DECODE_VERSION}-${maxSide}${key}`);
  for (const path of [`${stem}.jpg`, `${stem}.png`]) {
    if (await exists(path)) return path;
  }
  // Tiles lie beside the renditions: what a first look at a large picture costs is spent once.
  const large = await largeLook({ path: imagePath, sha256, cacheFolder: dirname(cacheFolder), part }, maxSide);
  if (large !== null) {
    await writeBeside(`${stem}.jpg`, await encodeJpeg(makeRendition(large, maxSide)));
    return `${stem}.jpg`;
  }
  const { bytes } = await readImageFile(imagePath);
  if (sha256Of(bytes) !== sha256) throw imageChanged(imagePath);
  const { image } = await decodeBytes(bytes, imagePath, { page: part?.page });
  const rendition = makeRendition(image, maxSide, part);
  const isReduced = rendition.width !== image.width || rendition.height !== image.height;
  const path = `${stem}.${isReduced ? 'jpg' : 'png'}`;
  await writeBeside(path, isReduced ? await encodeJpeg(rendition) : encodePng(rendition));
  return path;
}

async function encodeJpeg({ width, height, channels, data }: BytePicture): Promise<Uint8Array> {
  const ops = await tensorFlowOps();
  return ops.encodeJpeg(data, height, width, channels, JPEG_QUALITY);
}
