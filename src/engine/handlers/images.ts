import type { engineImages } from '../../shared/contract/engine-images';
import { pyramidTile } from '../images/pyramid';
import type { EngineHandlers } from '../worker-handlers';

export const imageHandlers: EngineHandlers<keyof typeof engineImages> = {
  pyramidTile: async ({ level, x, y, ...picture }, signal) => ({
    path: await pyramidTile(picture, level, x, y, signal),
  }),
};
