import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Lets one process at a time work in the cache; another waits. A lock whose process is gone is taken over.
 * @template T
 * @param {string} path of the lock
 * @param {(pid: number) => void} onWait called once where somebody else holds it
 * @param {() => Promise<T>} work
 * @param {number} [pollMs]
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work, pollMs = 500) {
  await mkdir(dirname(path), { recursive: true });
  let isTold = false;
  while (!(await take(path))) {
    const holder = await holderOf(path, pollMs);
    if (!isAlive(holder)) {
      await rm(path, { force: true });
      continue;
    }
    if (!isTold) onWait(holder);
    isTold = true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** @param {string} path */
async function take(path) {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path @param {number} pollMs @returns {Promise<number>} a process id, or 0 */
async function holderOf(path, pollMs) {
  const read = async () => Number(await readFile(path, 'utf8').catch(() => ''));
  const pid = await read();
  if (pid !== 0) return pid;
  // A lock just taken is empty for a moment.
  await new Promise((resolve) => setTimeout(resolve, pollMs));
  return read();
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
