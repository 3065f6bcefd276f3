import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publish } from '../files/publish.mjs';
import { vendor } from '../paths.mjs';

/**
 * What set-up leaves for `doctor` and the status line, as `vendor/setup.json`.
 * @typedef {{
 *   format: 1,
 *   finishedAt: string,
 *   platform: string,
 *   setUpWithNode: string,
 *   device: {wanted: 'cpu' | 'gpu', reason: string, used: 'cpu' | 'gpu', problem?: string},
 *   versions: {electron: string, node: string, sqlite: string, tensorflow: string},
 *   parts: import('./stamp.mjs').Part[],
 * }} SetupRecord `finishedAt` as ISO 8601; `platform` such as `linux-x64`; `device.problem` says why the wanted GPU is
 *   not used; `versions` as the loaded parts state them; `parts` name where each came from
 */

const path = join(vendor, 'setup.json');

export const hasRecord = () => existsSync(path);

/**
 * @param {import('./device.mjs').DeviceChoice} choice
 * @param {import('./self-check.mjs').Loaded} loaded
 * @param {import('./stamp.mjs').Part[]} parts
 */
export async function writeRecord(choice, loaded, parts) {
  const { device: used, problem, ...versions } = loaded;
  /** @type {SetupRecord} */
  const record = {
    format: 1,
    finishedAt: new Date().toISOString(),
    platform: `${process.platform}-${process.arch}`,
    setUpWithNode: process.versions.node,
    device: { ...choice, used, ...(problem === undefined ? {} : { problem }) },
    versions,
    parts,
  };
  await mkdir(vendor, { recursive: true });
  await publish(path, (partial) => writeFile(partial, `${JSON.stringify(record, null, 2)}\n`));
}
