import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a file or folder beside its place and moves it there when it is whole: whoever finds it finds it complete,
 * however often the making was interrupted.
 * @param {string} path
 * @param {(partial: string) => Promise<void>} make receives a path that does not exist yet
 */
export async function publish(path, make) {
  const partial = `${path}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
  await make(partial);
  const old = `${path}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(path, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(partial, path);
  await rm(old, { recursive: true, force: true });
}
