import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the program makes anew when it is gone; downloads of the set-up lie in the same folder and stay. */
const madeAnew = ['renditions', 'pyramids', 'maps'];

/** Bytes of pictures and weight maps that can be deleted at any time. */
export async function cacheBytes(cacheFolder: string): Promise<number> {
  let total = 0;
  for (const part of madeAnew) total += await bytesOf(join(cacheFolder, part));
  return total;
}

export async function emptyCache(cacheFolder: string): Promise<void> {
  for (const part of madeAnew) await rm(join(cacheFolder, part), { recursive: true, force: true });
}

async function bytesOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  let total = 0;
  for (const name of names) {
    // A file may go between the two calls.
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile()) total += found.size;
  }
  return total;
}
