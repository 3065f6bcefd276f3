import { describe, expect, it } from 'vitest';
import { chooseDevice } from '../../../../scripts/setup/device.mjs';
import { gpuProblem } from '../../../../scripts/setup/self-check.mjs';

const linux = { platform: 'linux', arch: 'x64', env: {} } as const;

describe('chooseDevice', () => {
  it('takes the GPU where an NVIDIA driver is present', () => {
    expect(chooseDevice({ ...linux, hasDriver: () => true }).wanted).toBe('gpu');
  });

  it('takes the CPU where there is none, and says why', () => {
    const choice = chooseDevice({ ...linux, hasDriver: () => false });
    expect(choice).toEqual({ wanted: 'cpu', reason: 'no NVIDIA driver was found' });
  });

  it.each(['cpu', 'gpu'] as const)('lets MASKWRIGHT_DEVICE=%s decide otherwise', (device) => {
    const env = { MASKWRIGHT_DEVICE: device };
    expect(chooseDevice({ ...linux, env, hasDriver: () => device === 'cpu' }).wanted).toBe(device);
  });

  it('refuses a device that there is not', () => {
    const ask = () => chooseDevice({ ...linux, env: { MASKWRIGHT_DEVICE: 'tpu' } });
    expect(ask).toThrow('MASKWRIGHT_DEVICE is "tpu", which is no device.');
  });

  it('never takes a GPU on macOS', () => {
    const env = { MASKWRIGHT_DEVICE: 'gpu' };
    expect(chooseDevice({ env, platform: 'darwin', hasDriver: () => true }).wanted).toBe('cpu');
  });
});

describe('gpuProblem', () => {
  it("repeats TensorFlow's own reason", () => {
    const log = 'E0000 cuda_platform.cc:52] failed call to cuInit: INTERNAL: CUDA error: no device\nother';
    expect(gpuProblem(log)).toBe('TensorFlow says: failed call to cuInit: INTERNAL: CUDA error: no device');
  });

  it('says so where TensorFlow gives none', () => {
    expect(gpuProblem('')).toBe('TensorFlow found no GPU that it can use');
  });
});
