import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandFailed, unsupportedPlatform } from '../failure.mjs';
import { findPython } from '../fetch/python.mjs';
import { linkTree } from '../files/link-tree.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder, nodeModules, root } from '../paths.mjs';
import { run } from '../run-command.mjs';
import { chooseDevice } from './device.mjs';
import { tensorflow } from './pins.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { installCommand } from './system.mjs';
import { BRIDGE_FILE, ensureBridge, findCompiler, hasCachedBridge, QUIET_LIBRARY } from './tensorflow-bridge.mjs';
import { cachedTensorflow, ensureTensorflow } from './tensorflow-libraries.mjs';

const packageFolder = join(nodeModules, '@tensorflow', 'tfjs-node-gpu');
const binding = join(packageFolder, 'lib', 'napi-v8');
const product = join(binding, 'tfjs_binding.node');
const stamp = join(packageFolder, 'maskwright-set-up.json');
const isLinux = process.platform === 'linux';

const key = () =>
  `${tensorflow.version} quiet bridge ${tensorflow.bridge} ${process.platform}-${process.arch} ${chooseDevice().wanted}`;

/** @type {import('./set-up.mjs').Step} */
export const tensorflowStep = {
  name: `TensorFlow ${tensorflow.version}`,
  current: () => readStamp(stamp, key(), product),
  needs() {
    if (!isLinux) return [{ folder: root, bytes: 1e9 }];
    const { wanted } = chooseDevice();
    const { bytes, unpackedBytes } = tensorflow[wanted];
    const cuda = wanted === 'gpu' ? tensorflow.gpu : { cudaBytes: 0, cudaUnpackedBytes: 0 };
    const unpacked = unpackedBytes + cuda.cudaUnpackedBytes;
    const link = { folder: root, bytes: unpacked, linkedFrom: cacheFolder() };
    if (existsSync(cachedTensorflow(wanted))) return [link];
    // pip holds a wheel twice for a moment.
    return [link, { folder: cacheFolder(), bytes: 2 * bytes + cuda.cudaBytes + unpacked }];
  },
  async require() {
    if (!isLinux) return;
    if (!existsSync(cachedTensorflow(chooseDevice().wanted))) await findPython(installCommand('pip'));
    if (!hasCachedBridge()) await findCompiler();
  },
  async install() {
    if (process.platform === 'win32' || process.platform === 'darwin') return installByPackage();
    if (!isLinux || !['x64', 'arm64'].includes(process.arch)) {
      throw unsupportedPlatform(`${process.platform} on ${process.arch}`);
    }
    const { wanted } = chooseDevice();
    const libraries = cachedTensorflow(wanted);
    if (!existsSync(libraries)) await ensureTensorflow(wanted, await findPython(installCommand('pip')));
    const bridge = await ensureBridge(libraries);
    await publish(join(packageFolder, 'deps'), async (partial) => {
      await linkTree(join(libraries, 'lib'), join(partial, 'lib'));
      await linkTree(join(bridge, QUIET_LIBRARY), join(partial, 'lib', QUIET_LIBRARY));
      await linkTree(join(libraries, 'THIRD_PARTY_NOTICES.txt'), join(partial, 'THIRD_PARTY_NOTICES.txt'));
      if (wanted === 'gpu') await linkTree(join(libraries, 'nvidia'), join(partial, 'nvidia'));
    });
    await rm(binding, { recursive: true, force: true });
    await linkTree(join(bridge, BRIDGE_FILE), product);
    return stampAs(tensorflow.version, `Python package ${tensorflow[wanted].wheel} ${tensorflow.version}`);
  },
};

/** @param {string} version of TensorFlow @param {string} source */
async function stampAs(version, source) {
  const parts = [
    { name: 'tensorflow', version, source },
    { name: 'tfjs-node', version: tensorflow.bridge, source: isLinux ? 'compiled on this machine' : source },
  ];
  await writeStamp(stamp, key(), parts);
  return parts;
}

/** Windows and macOS: the package's own installer, with the TensorFlow that it was made for. Untested. */
async function installByPackage() {
  const args = ['scripts/install.js', chooseDevice().wanted, 'download'];
  const result = await run(process.execPath, args, { cwd: packageFolder, inherit: true });
  if (result.code !== 0) {
    throw commandFailed("tfjs-node's own installer", result.output, 'Check the connection, then run this again.');
  }
  return stampAs("the one that tfjs-node's installer names", "tfjs-node's own installer");
}
