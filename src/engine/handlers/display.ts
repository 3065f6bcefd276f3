import type { engineDisplay } from '../../shared/contract/engine-display';
import { selectionOf } from '../../shared/images/image-part';
import { hashText, perceptualHash } from '../../shared/images/perceptual-hash';
import { decodeImage } from '../images/decode';
import { renditionFile } from '../images/rendition';
import { valueRange } from '../images/value-range';
import type { EngineHandlers } from '../worker-handlers';

/** The grid's thumbnail: most are in the cache already. */
const HASHED_PX = 320;

export const displayHandlers: EngineHandlers<keyof typeof engineDisplay> = {
  perceptualHash: async ({ path, sha256, cacheFolder, part }) => {
    const { image } = await decodeImage(await renditionFile(path, sha256, HASHED_PX, cacheFolder, part));
    return { hash: hashText(perceptualHash(image.data, image.width, image.height, image.channels)) };
  },
  valueRange: async ({ path, ...part }) => ({ channels: await valueRange(path, selectionOf(part)) }),
};
