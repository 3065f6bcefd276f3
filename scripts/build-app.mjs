import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from './console/progress.mjs';
import { timeInWords } from './console/words.mjs';
import { SetupFailure } from './failure.mjs';
import { nodeModules, root } from './paths.mjs';
import { run } from './run-command.mjs';

const stamp = join(root, 'out', 'built-from.txt');
const inputs = ['src', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts'];

/**
 * Builds the app where a source has changed since the last build.
 * @param {{always?: boolean}} [options]
 * @throws {import('./failure.mjs').SetupFailure} `build`
 */
export async function buildApp({ always = false } = {}) {
  const state = stateOf(root, inputs);
  if (!always && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  const startedMs = performance.now();
  const bundler = join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await run(process.execPath, [bundler, 'build'], { cwd: root });
  if (code !== 0) {
    say(output);
    throw new SetupFailure('build', 'The app could not be built.', 'The lines above name the file and the reason.');
  }
  await writeFile(stamp, state);
  say(`Built in ${timeInWords((performance.now() - startedMs) / 1000)}`);
}

/**
 * A sum over names, sizes and times: unlike a comparison with the newest time it sees deleted files as well.
 * @param {string} folder
 * @param {string[]} names files and folders in it
 * @returns {string}
 */
export function stateOf(folder, names) {
  const hash = createHash('sha256');
  const visit = (/** @type {string} */ path) => {
    const stats = statSync(path);
    if (!stats.isDirectory()) hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
    else for (const name of readdirSync(path).sort()) visit(join(path, name));
  };
  for (const name of names) visit(join(folder, name));
  return hash.digest('hex');
}
