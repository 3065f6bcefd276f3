import type { engineImages } from '../../shared/contract/engine-images';
import { makePyramid, pyramidOf, pyramidTile } from '../images/pyramid';
import type { EngineHandlers } from '../worker-handlers';

export const imageHandlers: EngineHandlers<keyof typeof engineImages> = {
  pyramidFacts: (picture) => pyramidOf(picture),
  pyramidTile: async ({ level, x, y, ...picture }, signal) => ({
    path: await pyramidTile(picture, level, x, y, signal),
  }),
  makePyramid: async (picture, signal) => {
    await makePyramid(picture, signal);
    return null;
  },
};
