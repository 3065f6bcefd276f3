import type { engineTraining } from '../../shared/contract/engine-training';
import type { EngineHandlers } from '../worker-handlers';

export const trainingHandlers: EngineHandlers<keyof typeof engineTraining> = {
  train: async (input, signal, report) => {
    const { runTraining } = await import('../training/run');
    await runTraining({ ...input, signal, onEvent: report });
    return null;
  },
};
