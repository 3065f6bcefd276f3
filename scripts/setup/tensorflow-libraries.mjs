import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzip } from '../archive/unzip.mjs';
import { Progress, say } from '../console/progress.mjs';
import { checkSum } from '../fetch/checksum.mjs';
import { pipDownload } from '../fetch/pip-download.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder } from '../paths.mjs';
import { tensorflow } from './pins.mjs';
import { cudaPlace, requirementsOf, tensorflowPlace } from './wheel.mjs';

/** @param {'cpu' | 'gpu'} device @returns {string} the folder with `lib`, `include` and, for the GPU, `nvidia` */
export const cachedTensorflow = (device) =>
  join(cacheFolder(), `${tensorflow[device].wheel}-${tensorflow.version}-${process.platform}-${process.arch}`);

/**
 * Fetches TensorFlow's libraries and headers into the cache; for the GPU also the CUDA libraries that the wheel's
 * metadata names, in a folder where the library's RUNPATH looks for them (`$ORIGIN/../nvidia/<part>/lib`).
 * @param {'cpu' | 'gpu'} device
 * @param {string} python
 */
export async function ensureTensorflow(device, python) {
  const goal = cachedTensorflow(device);
  if (existsSync(goal)) return;
  const downloads = join(cacheFolder(), 'wheels');
  const wheel = await fetchTensorflow(device, python, downloads);
  await publish(goal, async (partial) => {
    await unpack(wheel, partial, tensorflowPlace);
    await symlink('libtensorflow_cc.so.2', join(partial, 'lib', 'libtensorflow.so'));
    await symlink('libtensorflow_framework.so.2', join(partial, 'lib', 'libtensorflow_framework.so'));
    if (device === 'gpu') await addCuda(partial, python, downloads);
  });
  await rm(downloads, { recursive: true, force: true });
}

/** @param {'cpu' | 'gpu'} device @param {string} python @param {string} downloads @returns {Promise<string>} */
async function fetchTensorflow(device, python, downloads) {
  const { wheel: name, bytes, sha256 } = tensorflow[device];
  const known = await findWheel(downloads, name);
  const options = { arch: process.arch, bytes };
  const wheel = known ?? (await pipDownload(python, `${name}==${tensorflow.version}`, downloads, options));
  const expected = process.arch === 'x64' ? sha256.x64 : undefined;
  if (expected) await checkSum(wheel, expected);
  return wheel;
}

/** @param {string} folder @param {string} python @param {string} downloads */
async function addCuda(folder, python, downloads) {
  const requirements = requirementsOf(readFileSync(join(folder, 'METADATA'), 'utf8'), 'and-cuda');
  for (const requirement of requirements) {
    const name = /^[\w.-]+/.exec(requirement)?.[0] ?? requirement;
    const known = await findWheel(downloads, name);
    const wheel = known ?? (await pipDownload(python, requirement, downloads, { arch: process.arch }));
    await unpack(wheel, folder, cudaPlace);
    say(`  ${basename(wheel).split('-').slice(0, 2).join(' ')}`);
  }
}

/** @param {string} wheel @param {string} folder @param {(name: string) => string | undefined} select */
async function unpack(wheel, folder, select) {
  const progress = new Progress(`unpacking ${basename(wheel).split('-')[0]}`);
  await mkdir(folder, { recursive: true });
  await unzip(wheel, folder, { select, onProgress: (bytes, total) => progress.update(bytes, total) });
  progress.end();
}

/** A wheel that an interrupted set-up had finished. @param {string} folder @param {string} name */
async function findWheel(folder, name) {
  const names = await readdir(folder).catch(() => []);
  const wheel = names.find((file) => file.startsWith(`${name.replaceAll('-', '_')}-`) && file.endsWith('.whl'));
  return wheel && join(folder, wheel);
}
