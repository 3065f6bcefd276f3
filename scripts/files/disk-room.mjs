import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sizeInWords } from '../console/words.mjs';
import { noRoom } from '../failure.mjs';

/**
 * `bytes` that will be written below `folder`. With `linkedFrom` they come as hard links from there, which cost
 * nothing where both are on one disk.
 * @typedef {{folder: string, bytes: number, linkedFrom?: string}} Need
 * @typedef {{disk: number, free: number}} Room
 */

/** @param {string} folder it, or the nearest folder above it that exists @returns {Promise<Room>} */
async function roomOf(folder) {
  try {
    const [{ dev }, { bavail, bsize }] = await Promise.all([stat(folder), statfs(folder)]);
    return { disk: dev, free: bavail * bsize };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing || dirname(folder) === folder) throw error;
    return roomOf(dirname(folder));
  }
}

/**
 * Refuses to begin what cannot end. Needs on one disk are added up.
 * @param {Need[]} needs
 * @param {(folder: string) => Promise<Room>} [room]
 * @throws {import('../failure.mjs').SetupFailure} `no-room`
 */
export async function checkRoom(needs, room = roomOf) {
  /** @type {Map<number, {folder: string, bytes: number, free: number}>} */
  const disks = new Map();
  for (const { folder, bytes, linkedFrom } of needs) {
    const { disk, free } = await room(folder);
    if (linkedFrom !== undefined && (await room(linkedFrom)).disk === disk) continue;
    const known = disks.get(disk) ?? { folder, bytes: 0, free };
    known.bytes += bytes;
    disks.set(disk, known);
  }
  for (const { folder, bytes, free } of disks.values()) {
    if (bytes > free) throw noRoom(folder, sizeInWords(bytes), sizeInWords(free));
  }
}
