import type { engineDisplay } from '../../shared/contract/engine-display';
import { selectionOf } from '../../shared/images/image-part';
import { readHeader } from '../images/header';
import { lookHash } from '../images/look-hash';
import { valueRange } from '../images/value-range';
import type { EngineHandlers } from '../worker-handlers';

export const displayHandlers: EngineHandlers<keyof typeof engineDisplay> = {
  perceptualHash: async ({ path, sha256, cacheFolder, part }) => ({
    hash: await lookHash(path, sha256, cacheFolder, part),
  }),
  channelNames: async ({ path }) => ({ names: (await readHeader(path)).channelNames }),
  valueRange: async ({ path, ...part }) => ({ channels: await valueRange(path, selectionOf(part)) }),
};
