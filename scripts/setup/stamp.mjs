import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';

/**
 * What set-up put somewhere. Written last, beside the thing itself, so that it goes when the thing goes.
 * @typedef {{name: string, version: string, source: string, sha256?: string, detail?: string}} Part
 */

/**
 * @param {string} path of the stamp
 * @param {string} key everything that the result depends on
 * @param {string} product must exist as well
 * @returns {Part[] | undefined} what is there, where it is what `key` says
 */
export function readStamp(path, key, product) {
  if (!existsSync(path) || !existsSync(product)) return undefined;
  try {
    const stamp = JSON.parse(readFileSync(path, 'utf8'));
    return stamp.key === key ? stamp.parts : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} path @param {string} key @param {Part[]} parts */
export async function writeStamp(path, key, parts) {
  await writeFile(path, `${JSON.stringify({ key, parts }, null, 2)}\n`);
}

/** @param {string[]} paths @returns {string} one short sum over the files' bytes */
export function sumOfFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 16);
}
