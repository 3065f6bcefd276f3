import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const nodeModules = join(root, 'node_modules');
/** What set-up makes and no package owns. */
export const vendor = join(root, 'vendor');

/**
 * Where downloads are kept, so that a second checkout or a fresh `node_modules` needs no network: the program's own
 * cache folder, as `src/shared/app-folders.ts` has it.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (env.MASKWRIGHT_CACHE) return resolve(env.MASKWRIGHT_CACHE);
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'Maskwright');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Maskwright');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'maskwright');
}

/** @returns {string} Electron's executable; it exists once set-up has run */
export function electronExecutable() {
  const pathFile = join(nodeModules, 'electron', 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  return join(nodeModules, 'electron', 'dist', name);
}

/**
 * What every process that loads TensorFlow gets: its own notices off, GPU memory taken as needed.
 * @type {Record<string, string>}
 */
export const tensorflowEnvironment = { TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true' };
