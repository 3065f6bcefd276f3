import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupFailure } from '../failure.mjs';

/**
 * Which build of TensorFlow this machine gets, and why.
 * @typedef {{wanted: 'cpu' | 'gpu', reason: string}} DeviceChoice
 */

/**
 * @param {{
 *   env?: NodeJS.ProcessEnv,
 *   platform?: NodeJS.Platform,
 *   arch?: string,
 *   hasDriver?: () => boolean,
 * }} [machine]
 * @returns {DeviceChoice}
 * @throws {SetupFailure} where MASKWRIGHT_DEVICE is neither cpu nor gpu
 */
export function chooseDevice(machine = {}) {
  const { env = process.env, platform = process.platform, arch = process.arch, hasDriver = hasNvidiaDriver } = machine;
  const asked = env.MASKWRIGHT_DEVICE;
  if (asked !== undefined && asked !== '' && asked !== 'cpu' && asked !== 'gpu') {
    throw new SetupFailure(
      'unknown-device',
      `MASKWRIGHT_DEVICE is "${asked}", which is no device.`,
      'Set it to cpu or gpu, or unset it: then an NVIDIA driver decides.',
    );
  }
  if (platform === 'darwin') return { wanted: 'cpu', reason: 'TensorFlow has no GPU build for macOS here' };
  if (platform === 'linux' && arch !== 'x64')
    return { wanted: 'cpu', reason: `CUDA is set up on x64 only, not on ${arch}` };
  if (asked === 'cpu' || asked === 'gpu') return { wanted: asked, reason: `MASKWRIGHT_DEVICE is ${asked}` };
  return hasDriver()
    ? { wanted: 'gpu', reason: 'an NVIDIA driver is installed' }
    : { wanted: 'cpu', reason: 'no NVIDIA driver was found' };
}

function hasNvidiaDriver() {
  if (existsSync('/proc/driver/nvidia/version')) return true;
  const name = process.platform === 'win32' ? 'nvidia-smi.exe' : 'nvidia-smi';
  return (process.env.PATH ?? '').split(delimiter).some((folder) => canRun(join(folder, name)));
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
