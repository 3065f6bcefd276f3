import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../paths.mjs';
import { electron, sqlite } from './pins.mjs';

/**
 * Where a cached thing came from: its project's own download, or the fallback archive.
 * @typedef {'own' | 'fallback'} Origin
 */

const target = `${process.platform}-${process.arch}`;

/** @param {Origin} origin @returns {string} the unpacked distribution's folder */
export const cachedElectron = (origin) => join(cacheFolder(), `electron-v${electron.version}-${target}-${origin}`);

/** @param {Origin} origin @returns {string} the binding's file */
export const cachedSqlite = (origin) =>
  join(cacheFolder(), `better-sqlite3-v${sqlite.version}-electron-v${electron.abi}-${target}-${origin}.node`);

/** @param {(origin: Origin) => string} path @returns {Origin | undefined} */
export function cachedOrigin(path) {
  if (existsSync(path('own'))) return 'own';
  return existsSync(path('fallback')) ? 'fallback' : undefined;
}
