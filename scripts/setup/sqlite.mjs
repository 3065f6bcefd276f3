import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../console/progress.mjs';
import { noNetwork } from '../failure.mjs';
import { linkTree } from '../files/link-tree.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder, nodeModules } from '../paths.mjs';
import { run } from '../run-command.mjs';
import { cachedOrigin, cachedSqlite } from './cached.mjs';
import { fallbackSource, hasFallback, unpackFallback } from './fallback-archive.mjs';
import { electron, sqlite } from './pins.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const packageFolder = join(nodeModules, 'better-sqlite3');
const build = join(packageFolder, 'build');
const product = join(build, 'Release', 'better_sqlite3.node');
const stamp = join(build, 'maskwright-set-up.json');
const key = `${sqlite.version} electron-${electron.version} ${process.platform}-${process.arch}`;

/** @type {import('./set-up.mjs').Step} */
export const sqliteStep = {
  name: `SQLite (better-sqlite3 ${sqlite.version})`,
  current: () => readStamp(stamp, key, product),
  needs: () => [{ folder: cacheFolder(), bytes: 10e6 }],
  async install() {
    const origin = await ensureCached();
    await publish(build, (partial) => linkTree(cachedSqlite(origin), join(partial, 'Release', 'better_sqlite3.node')));
    const source = origin === 'own' ? "the better-sqlite3 project's own build" : fallbackSource;
    const parts = [{ name: 'better-sqlite3', version: sqlite.version, source }];
    await writeStamp(stamp, key, parts);
    return parts;
  },
};

/** @returns {Promise<import('./cached.mjs').Origin>} which of the two lies in the cache */
async function ensureCached() {
  const known = cachedOrigin(cachedSqlite);
  if (known) return known;
  if (await installPrebuilt()) {
    await publish(cachedSqlite('own'), (partial) => copyFile(product, partial));
    return 'own';
  }
  if (!hasFallback) throw noNetwork('the SQLite binding');
  say(`  the better-sqlite3 project's download cannot be reached; taking the binding from the ${fallbackSource}`);
  await unpackFallback();
  return 'fallback';
}

/** @returns {Promise<boolean>} whether the project's binary for this Electron could be had */
async function installPrebuilt() {
  await rm(build, { recursive: true, force: true });
  const script = join(nodeModules, 'prebuild-install', 'bin.js');
  const args = [script, '--runtime', 'electron', '--target', electron.version];
  const result = await run(process.execPath, args, { cwd: packageFolder, timeLimitMs: 60_000 });
  return result.code === 0 && existsSync(product);
}
