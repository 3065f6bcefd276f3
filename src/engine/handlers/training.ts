import type { engineTraining } from '../../shared/contract/engine-training';
import { placeTile } from '../../shared/labels/tile-map';
import { toChannelLabels } from '../../shared/training/channels';
import { objectSides } from '../../shared/training/object-size';
import { hasBfloat16 } from '../device';
import { askOfRun, openHand } from '../training/hand';
import type { EngineHandlers } from '../worker-handlers';

// Loaded when they are asked for: an engine that shows images need not wait for them.
export const trainingHandlers: EngineHandlers<keyof typeof engineTraining> = {
  train: async (input, signal, report) => {
    const { runTraining } = await import('../training/run');
    const hand = openHand(input.runFolder);
    try {
      await runTraining({ ...input, hand, signal, onEvent: report });
    } finally {
      hand.close();
    }
    return null;
  },
  steerRun: async ({ runFolder, act }) => {
    askOfRun(runFolder, act);
    return null;
  },
  findRate: async (input, signal, report) => {
    const { findRate } = await import('../training/find-rate');
    return findRate({ ...input, signal, onProgress: (done, total) => report({ done, total }) });
  },
  trainingDevice: async () => {
    const { machineBytes } = await import('../training/trial');
    return { hasBfloat16: hasBfloat16() === true, memoryBytes: machineBytes() };
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
  estimateRun: async ({ config, inputChannels, classCount }) => {
    const { forecastRun } = await import('../training/forecast');
    return forecastRun(config, inputChannels, classCount);
  },
  timeSteps: async ({ config, inputChannels, classCount }, signal) => {
    const { timeSteps } = await import('../training/forecast');
    return timeSteps(config, inputChannels, classCount, signal);
  },
};
