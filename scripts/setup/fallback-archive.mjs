import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzip } from '../archive/unzip.mjs';
import { Progress, say } from '../console/progress.mjs';
import { commandFailed } from '../failure.mjs';
import { checkSum } from '../fetch/checksum.mjs';
import { npmPack } from '../fetch/npm-pack.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder } from '../paths.mjs';
import { run } from '../run-command.mjs';
import { cachedElectron, cachedSqlite } from './cached.mjs';
import { electron } from './pins.mjs';

/** What the fallback archive is, in words for the person and for the record. */
export const fallbackSource = `npm package ${electron.fallback.name} ${electron.fallback.version}`;

/** The archive is for this platform only. */
export const hasFallback = process.platform === 'linux' && process.arch === 'x64';

const binding = 'resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node';

/** @param {string} name of an entry @returns {string | undefined} where it goes, relative to the work folder */
export function placeOf(name) {
  const path = name.replace(/^Cypress\//, '');
  if (path === binding) return 'better_sqlite3.node';
  // The rest of resources/app and the snapshot of the browser process belong to the program that Electron came with.
  const isForeign =
    path.startsWith('resources/app') || path === 'browser_v8_context_snapshot.bin' || path === '' || path === name;
  if (isForeign) return undefined;
  return join('dist', path === 'Cypress' ? 'electron' : path);
}

/**
 * Fetches the archive and takes Electron and the SQLite binding out of it, into the cache. What an interrupted try has
 * downloaded is used again.
 */
export async function unpackFallback() {
  const work = join(cacheFolder(), 'fallback-archive');
  await mkdir(work, { recursive: true });
  const zip = join(work, 'electron.zip');
  if (!existsSync(zip)) await fetchZip(work, zip);
  await checkSum(zip, electron.fallback.sha256);
  const unpacked = join(work, 'unpacked');
  await rm(unpacked, { recursive: true, force: true });
  const progress = new Progress('unpacking Electron');
  await unzip(zip, unpacked, { select: placeOf, onProgress: (bytes, total) => progress.update(bytes, total) });
  progress.end();
  const dist = join(unpacked, 'dist');
  await setFuses(join(dist, 'electron'));
  await writeFile(join(dist, 'version'), electron.version);
  await chmod(join(unpacked, 'better_sqlite3.node'), 0o755);
  await publish(cachedSqlite('fallback'), (path) => rename(join(unpacked, 'better_sqlite3.node'), path));
  await publish(cachedElectron('fallback'), (path) => rename(dist, path));
  await rm(work, { recursive: true, force: true });
}

/** @param {string} work @param {string} zip */
async function fetchZip(work, zip) {
  const packed = join(work, 'package.tgz');
  if (!existsSync(packed)) await npmPack(electron.fallback, packed);
  say(`  taking ${electron.fallback.zip} out of it`);
  const result = await run('tar', ['-xzf', packed, '-C', work, electron.fallback.zip]);
  if (result.code !== 0) {
    await rm(packed, { force: true });
    throw commandFailed(`Unpacking ${electron.fallback.name}`, result.output, 'It was deleted; run this again.');
  }
  await rename(join(work, electron.fallback.zip), zip);
  await rm(packed);
}

/**
 * The archive's Electron is sealed for its own program: debugging switches (which Playwright needs) are off, and it
 * wants that program's snapshot.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
