import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Lets one process at a time work in the cache; another waits. The holder touches its lock as long as it lives, so that
 * the lock of a process that was killed is taken over, even where its number was given to another process since.
 * @template T
 * @param {string} path of the lock
 * @param {(pid: number) => void} onWait called once where somebody else holds it
 * @param {() => Promise<T>} work
 * @param {{pollMs?: number, staleMs?: number}} [timing] an untouched lock is taken over after `staleMs` (10,000)
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work, { pollMs = 500, staleMs = 10_000 } = {}) {
  await mkdir(dirname(path), { recursive: true });
  let isTold = false;
  while (!(await take(path))) {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isGone(holder) || (await ageMs(path)) > staleMs) {
      await rm(path, { force: true });
      continue;
    }
    if (!isTold && holder > 0) {
      onWait(holder);
      isTold = true;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const beat = setInterval(() => void touch(path), staleMs / 5);
  try {
    return await work();
  } finally {
    clearInterval(beat);
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

/** @param {string} path */
async function touch(path) {
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
}

/** @param {string} path @returns {Promise<number>} */
async function ageMs(path) {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

/** @param {number} pid 0 where a lock was just made and is still empty */
function isGone(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
