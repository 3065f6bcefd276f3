import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asProblem, Problem, systemCode } from '../../shared/problem';

/**
 * Writes a file so that a crash at any moment leaves either the old one or the new one, whole: beside, synced, renamed.
 * @throws Problem `disk-full`, `folder-read-only`, `folder-missing` or `path-not-folder` where the system says so
 */
export async function writeDurably(path: string, chunks: Iterable<Uint8Array>): Promise<void> {
  const beside = `${path}.writing-${process.pid}`;
  try {
    const file = await open(beside, 'w');
    try {
      for (const chunk of chunks) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw writeProblem(error, path);
  }
  await syncFolder(dirname(path));
}

/** Removes what killed processes left half-written in a folder that nobody else writes to now. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/\.writing-\d+$/.test(name)) await rm(join(folder, name), { force: true });
  }
}

/** What a failed write means to a person. */
export function writeProblem(error: unknown, path: string): Problem {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Problem(
      'disk-full',
      `There is no room on the disk for ${path}.`,
      'Free some space on it, then try again.',
      path,
    );
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new Problem(
      'folder-read-only',
      `${path} cannot be written: the folder does not allow it.`,
      'Change the permissions of the folder, or choose another one.',
      path,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Problem(
      'path-not-folder',
      `${path} cannot be written: a part of that path is a file, not a folder.`,
      'Choose another place.',
      path,
    );
  }
  if (code === 'ENOENT') {
    return new Problem(
      'folder-missing',
      `${path} cannot be written: its folder is not there.`,
      'Make the folder first, or choose another place.',
      path,
    );
  }
  return asProblem(error, path);
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its rename is durable with the journal.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
