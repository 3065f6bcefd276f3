import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Progress } from '../console/progress.mjs';
import { npmCommand, run } from '../run-command.mjs';
import { folderSize } from './folder-size.mjs';
import { registryFailure } from './registry-failure.mjs';

/**
 * Fetches one package's archive from the registry that the person's own npm is set to.
 * @param {{name: string, version: string, bytes: number}} source `bytes` of the archive, for the time left
 * @param {string} path where the `.tgz` goes
 * @throws {import('../failure.mjs').SetupFailure}
 */
export async function npmPack(source, path) {
  const work = `${path}.work`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const progress = new Progress(source.name, { total: source.bytes });
  const npm = npmCommand();
  // A cache of its own shows how far npm is, and does not leave a second copy in the person's.
  const cache = join(work, 'cache');
  const args = ['pack', `${source.name}@${source.version}`, '--pack-destination', work, '--cache', cache, '--json'];
  const result = await run(npm.command, [...npm.args, ...args], {
    cwd: work,
    onTick: () => progress.update(Math.min(folderSize(work), source.bytes)),
  });
  progress.end();
  if (result.code !== 0) throw registryFailure(`${source.name}@${source.version}`, 'npm', result.output);
  const [{ filename }] = JSON.parse(result.stdout);
  await rename(join(work, filename), path);
  await rm(work, { recursive: true, force: true });
}
