import type { engineWeights } from '../../shared/contract/engine-weights';
import { writeDurably } from '../training/durable-file';
import { toByteMap } from '../weighting/byte-map';
import { InteractiveMaps } from '../weighting/interactive-maps';
import { encodeWeights } from '../weighting/map-writer';
import { trainingRange } from '../weighting/training-range';
import type { EngineHandlers } from '../worker-handlers';
import { extractors } from './extractors';

/** One for the engine's life: what one window computed serves the next. */
const maps = new InteractiveMaps({ extractors });

export const weightHandlers: EngineHandlers<keyof typeof engineWeights> = {
  weightMap: (subject, signal) => maps.map(subject, signal),
  weightAt: ({ x, y, ...subject }, signal) => maps.at(subject, x, y, signal),
  weightSmall: async ({ pixels, ...subject }, signal) => {
    const map = await maps.whole(subject, signal);
    if (map === 'labels-needed') return map;
    const { floor, strength } = subject.weighting;
    let [sum, most] = [0, 0];
    for (const value of map.data) {
      sum += value;
      if (value > most) most = value;
    }
    return {
      map: toByteMap(map, pixels),
      mean: floor + (strength * sum) / map.data.length,
      max: floor + strength * most,
    };
  },
  weightSave: async ({ format, to, ...subject }, signal) => {
    const map = await maps.whole(subject, signal);
    if (map === 'labels-needed') return map;
    await writeDurably(to, encodeWeights(map, subject.weighting, format));
    return { file: to };
  },
  inputRange: ({ images, inputChannels }, signal) => trainingRange(images, inputChannels, signal),
};
