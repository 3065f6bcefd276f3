import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { DeviceChoice } from '../../shared/contract/app';
import type { EngineProcess } from './engine-process';

/** Forks the engine's entry; its own output goes to this process's. */
export function forkEngine(device: DeviceChoice): EngineProcess {
  const child = utilityProcess.fork(join(__ENTRIES__, 'engine.js'), [], {
    serviceName: 'Maskwright engine',
    stdio: 'inherit',
    env: {
      ...process.env,
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
      // CUDA then sees no GPU, whatever is installed.
      ...(device === 'cpu' ? { CUDA_VISIBLE_DEVICES: '-1' } : {}),
    },
  });
  return {
    send: (message) => child.postMessage(message),
    kill: () => void child.kill(),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
  };
}
