import type { engineValues } from '../../shared/contract/engine-values';
import { selectionOf } from '../../shared/images/image-part';
import { PixelValues } from '../images/pixel-values';
import type { EngineHandlers } from '../worker-handlers';

const pixels = new PixelValues();

export const valueHandlers: EngineHandlers<keyof typeof engineValues> = {
  pixelValues: async ({ path, x, y, ...part }) => pixels.block(path, selectionOf(part), x, y),
};
