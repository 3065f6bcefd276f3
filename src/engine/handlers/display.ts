import type { engineDisplay } from '../../shared/contract/engine-display';
import { selectionOf } from '../../shared/images/image-part';
import { valueRange } from '../images/value-range';
import type { EngineHandlers } from '../worker-handlers';

export const displayHandlers: EngineHandlers<keyof typeof engineDisplay> = {
  valueRange: async ({ path, ...part }) => ({ channels: await valueRange(path, selectionOf(part)) }),
};
