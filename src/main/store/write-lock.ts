import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../shared/problem';
import { type Connection, connect, sqliteCode } from './sqlite';

const holderSchema = z.object({ pid: z.int(), program: z.string(), since: z.string(), host: z.string() });
export type LockHolder = z.infer<typeof holderSchema>;

export interface WriteLock {
  release(): void;
}

/**
 * Takes the project's one place for a writer: an exclusive transaction on `lock.sqlite`, which the operating system
 * ends with the process, however it ends. Who holds it stands in `lock.json`, for the sentence only.
 * @throws Problem project-in-use
 */
export function takeWriteLock(folder: string, holder: LockHolder): WriteLock {
  // lock.sqlite is never opened by other means here: POSIX drops a process's locks when it closes any of its handles.
  const connection = connect(join(folder, 'lock.sqlite'), { timeoutMs: 200 });
  const note = join(folder, 'lock.json');
  try {
    connection.pragma('journal_mode = DELETE');
    connection.exec('BEGIN EXCLUSIVE');
    // A file without write permission opens all the same, and would lock nobody out.
    connection.pragma('user_version = 1');
    writeFileSync(note, JSON.stringify(holder));
  } catch (error) {
    connection.close();
    if (!sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error;
    throw inUse(folder, readHolder(note));
  }
  return { release: () => release(connection, note) };
}

function release(connection: Connection, note: string): void {
  if (!connection.open) return;
  try {
    rmSync(note, { force: true });
  } catch {
    // It serves a sentence only: on a disk that takes no changes the lock is given back all the same.
  }
  connection.close();
}

function readHolder(note: string): LockHolder | null {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(readFileSync(note, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function inUse(folder: string, holder: LockHolder | null): Problem {
  const who =
    holder === null
      ? 'another program'
      : `${holder.program} (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
  return new Problem(
    'project-in-use',
    `The project ${folder} is open for painting in ${who}.`,
    'Close it there first. Training, predicting and exporting work beside it.',
    folder,
  );
}
