import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Progress } from '../console/progress.mjs';
import { run } from '../run-command.mjs';
import { folderSize } from './folder-size.mjs';
import { registryFailure } from './registry-failure.mjs';

/**
 * Fetches one wheel, without what it depends on, from the index that the person's own pip is set to; pip checks it
 * against the index's sum.
 * @param {string} python
 * @param {string} requirement such as `tensorflow-cpu==2.21.0`
 * @param {string} folder receives the wheel
 * @param {{arch?: string, bytes?: number}} [options] `arch` as Node names it: for a wheel with Linux libraries
 * @returns {Promise<string>} the wheel's path
 * @throws {import('../failure.mjs').SetupFailure}
 */
export async function pipDownload(python, requirement, folder, options = {}) {
  const name = /^[\w.-]+/.exec(requirement)?.[0] ?? requirement;
  const work = join(folder, `${name}.work`);
  await rm(work, { recursive: true, force: true });
  await mkdir(join(work, 'temporary'), { recursive: true });
  const progress = new Progress(name, { total: options.bytes });
  const target = options.arch ? [...platformsFor(options.arch), '--python-version', '3.11'] : [];
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--progress-bar', 'off'];
  const result = await run(python, [...args, ...target, '--dest', join(work, 'wheel'), requirement], {
    env: { ...process.env, TMPDIR: join(work, 'temporary'), PIP_DISABLE_PIP_VERSION_CHECK: '1' },
    onTick: (output) => {
      const total = options.bytes ?? statedBytes(output);
      // pip copies what it has downloaded, so that for a moment there is twice as much.
      progress.update(Math.min(folderSize(work), total ?? Number.POSITIVE_INFINITY), total);
    },
  });
  progress.end();
  if (result.code !== 0) throw registryFailure(name, 'pip', result.output);
  const wheel = (await readdir(join(work, 'wheel'))).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw registryFailure(name, 'pip', result.output);
  await rename(join(work, 'wheel', wheel), join(folder, wheel));
  await rm(work, { recursive: true, force: true });
  return join(folder, wheel);
}

/**
 * Wheels name the oldest C library that they run with (PEP 600), and pip takes a named platform to the letter: so every
 * one up to glibc 2.27, which is what TensorFlow's own wheel asks for.
 * @param {string} arch
 * @returns {string[]}
 */
export function platformsFor(arch) {
  const machine = arch === 'arm64' ? 'aarch64' : 'x86_64';
  const minors = Array.from({ length: 27 - 4 }, (_, i) => `manylinux_2_${27 - i}`);
  const older = ['manylinux2014', 'manylinux2010', 'manylinux1'];
  return [...minors, ...older].flatMap((tag) => ['--platform', `${tag}_${machine}`]);
}

/** @param {string} output of pip, which says `Downloading x.whl (273.8 MB)` @returns {number | undefined} */
export function statedBytes(output) {
  const found = /Downloading \S+\.whl(?:\.metadata)? \(([\d.]+) ([kMG]B)\)/g;
  const last = [...output.matchAll(found)].filter(([line]) => !line.includes('.metadata')).at(-1);
  if (!last) return undefined;
  return Number(last[1]) * { kB: 1e3, MB: 1e6, GB: 1e9 }[/** @type {'kB' | 'MB' | 'GB'} */ (last[2])];
}
