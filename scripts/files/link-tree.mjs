import { copyFile, link, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Puts a file, link or folder in a second place, as hard links where both are on one disk (so that a gigabyte of
 * TensorFlow exists once) and as copies where not.
 * @param {string} from
 * @param {string} to must not exist
 */
export async function linkTree(from, to) {
  const stats = await lstat(from);
  if (stats.isDirectory()) {
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from)) await linkTree(join(from, name), join(to, name));
  } else {
    await mkdir(dirname(to), { recursive: true });
    if (stats.isSymbolicLink()) await symlink(await readlink(from), to);
    else await link(from, to).catch(() => copyFile(from, to));
  }
}
