import type { engineDisplay } from '../../shared/contract/engine-display';
import { selectionOf } from '../../shared/images/image-part';
import { lookHash } from '../images/look-hash';
import { valueRange } from '../images/value-range';
import type { EngineHandlers } from '../worker-handlers';

export const displayHandlers: EngineHandlers<keyof typeof engineDisplay> = {
  perceptualHash: async ({ path, sha256, cacheFolder, part }) => ({
    hash: await lookHash(path, sha256, cacheFolder, part),
  }),
  valueRange: async ({ path, ...part }) => ({ channels: await valueRange(path, selectionOf(part)) }),
};
