import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Progress } from '../console/progress.mjs';
import { registryFailure } from '../fetch/registry-failure.mjs';
import { nodeModules, root } from '../paths.mjs';
import { npmCommand, run } from '../run-command.mjs';
import { nodeModulesBytes } from './pins.mjs';

/** @typedef {{packages: Record<string, {version?: string, integrity?: string, optional?: boolean}>}} Lock */

/**
 * Whether `node_modules` holds what the lock asks for, by the list that npm leaves there when it has ended. Optional
 * packages are those for one platform: some are absent here, some are here and not in the lock.
 * @param {Lock} lock package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function isInstalledAsLocked(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const isSame = wanted.every(([path, { version, integrity, optional }]) => {
    const found = installed.packages[path];
    return found ? found.version === version && found.integrity === integrity : optional === true;
  });
  return (
    isSame && Object.entries(installed.packages).every(([path, { optional }]) => path in lock.packages || optional)
  );
}

/** @type {import('./set-up.mjs').Step} */
export const npmPackages = {
  name: 'npm packages',
  current() {
    const installed = join(nodeModules, '.package-lock.json');
    if (!existsSync(installed)) return undefined;
    const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));
    return isInstalledAsLocked(read(join(root, 'package-lock.json')), read(installed)) ? [] : undefined;
  },
  needs: () => [{ folder: root, bytes: nodeModulesBytes }],
  async install() {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const paths = Object.keys(lock.packages).filter((path) => path !== '' && !lock.packages[path].optional);
    const progress = new Progress('npm packages', { unit: 'packages', total: paths.length });
    const npm = npmCommand();
    // Not "npm ci": it refuses a lock without the packages of every other platform, and not every registry has those.
    await rm(nodeModules, { recursive: true, force: true });
    // Without their scripts: what these would build fits Node and not Electron, or needs hosts that may be blocked.
    const args = ['install', '--no-save', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    const result = await run(npm.command, [...npm.args, ...args], {
      cwd: root,
      onTick: () => progress.update(countUnpacked(paths)),
      everyMs: 500,
    });
    progress.end();
    if (result.code !== 0) throw registryFailure('the npm packages', 'npm', result.output);
    return [];
  },
};

/** @param {string[]} paths @returns {number} packages that npm has begun to unpack; it makes all folders beforehand */
const countUnpacked = (paths) => paths.filter((path) => existsSync(join(root, path, 'package.json'))).length;
