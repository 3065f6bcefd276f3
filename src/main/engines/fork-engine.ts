import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { DeviceChoice } from '../../shared/contract/app';
import { BEHIND_OTHERS } from '../../shared/contract/engine-arguments';
import type { EngineProcess } from './engine-process';

/**
 * Forks the engine's entry; its own output goes to this process's.
 * @param use `training`: gives way to everything else that wants the processor, so that painting stays quick
 */
export function forkEngine(device: DeviceChoice = 'auto', use: 'window' | 'training' = 'window'): EngineProcess {
  const child = utilityProcess.fork(join(__ENTRIES__, 'engine.js'), use === 'training' ? [BEHIND_OTHERS] : [], {
    serviceName: use === 'training' ? 'Maskwright training' : 'Maskwright engine',
    stdio: 'inherit',
    env: {
      ...process.env,
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
      ...(device === 'cpu' ? { CUDA_VISIBLE_DEVICES: '-1' } : {}),
    },
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    kill: () => void child.kill(),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
  };
}
