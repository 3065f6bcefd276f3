import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Bytes in a folder that another program is writing into, whose files may come and go meanwhile.
 * @param {string} folder
 * @returns {number}
 */
export function folderSize(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    bytes += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
