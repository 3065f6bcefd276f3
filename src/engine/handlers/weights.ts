import type { engineWeights } from '../../shared/contract/engine-weights';
import { InteractiveMaps } from '../weighting/interactive-maps';
import { trainingRange } from '../weighting/training-range';
import type { EngineHandlers } from '../worker-handlers';
import { extractors } from './extractors';

/** One for the engine's life: what one window computed serves the next. */
const maps = new InteractiveMaps({ extractors });

export const weightHandlers: EngineHandlers<keyof typeof engineWeights> = {
  weightMap: (subject, signal) => maps.map(subject, signal),
  weightAt: ({ x, y, ...subject }, signal) => maps.at(subject, x, y, signal),
  inputRange: ({ images, inputChannels }, signal) => trainingRange(images, inputChannels, signal),
};
