import type { engineTraining } from '../../shared/contract/engine-training';
import { placeTile } from '../../shared/labels/tile-map';
import { toChannelLabels } from '../../shared/training/channels';
import { objectSides } from '../../shared/training/object-size';
import { hasBfloat16 } from '../device';
import type { EngineHandlers } from '../worker-handlers';

// Loaded when they are asked for: an engine that shows images need not wait for them.
export const trainingHandlers: EngineHandlers<keyof typeof engineTraining> = {
  train: async (input, signal, report) => {
    const { runTraining } = await import('../training/run');
    await runTraining({ ...input, signal, onEvent: report });
    return null;
  },
  scoreComparedRun: async (input, signal) => {
    const { scoreComparedRun } = await import('../comparison/score-compared-run');
    return scoreComparedRun({ ...input, signal });
  },
  objectSides: async ({ width, height, tiles, classIds }) => {
    const map = { width, height, data: new Uint8Array(width * height) };
    for (const tile of tiles) placeTile(map, tile, tile.data);
    const channels = classIds.map((id) => ({ id }));
    return objectSides(toChannelLabels(map, channels), width, height);
  },
  trainingDevice: async () => ({ hasBfloat16: hasBfloat16() === true }),
  estimateRun: async ({ config, inputChannels, classCount }) => {
    const { forecastRun } = await import('../training/forecast');
    return forecastRun(config, inputChannels, classCount);
  },
  timeSteps: async ({ config, inputChannels, classCount }, signal) => {
    const { timeSteps } = await import('../training/forecast');
    return timeSteps(config, inputChannels, classCount, signal);
  },
};
