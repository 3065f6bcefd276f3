import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { wrongChecksum } from '../failure.mjs';

/** @param {string} path @returns {Promise<string>} SHA-256 in hexadecimal */
export async function sha256(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * Deletes a file that is not the expected one, so that the next try begins afresh.
 * @param {string} path
 * @param {string} expected SHA-256
 * @throws {import('../failure.mjs').SetupFailure} `wrong-checksum`
 */
export async function checkSum(path, expected) {
  const found = await sha256(path);
  if (found === expected) return;
  await rm(path, { force: true });
  throw wrongChecksum(basename(path), expected, found);
}
