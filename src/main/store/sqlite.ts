import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { asProblem, Problem, systemCode } from '../../shared/problem';

export type Connection = Database.Database;

/** Marks `project.sqlite` ("MwPr") and `library.sqlite` ("MwLi") in the file's header. */
export const PROJECT_APPLICATION_ID = 0x4d775072;
export const LIBRARY_APPLICATION_ID = 0x4d774c69;

const require = createRequire(import.meta.url);
const nativeBinding = require.resolve('better-sqlite3/build/Release/better_sqlite3.node');

/** @param timeoutMs how long a statement waits for another connection's transaction */
export function connect(file: string, options: { readonly?: boolean; timeoutMs?: number } = {}): Connection {
  return new Database(file, {
    nativeBinding,
    readonly: options.readonly ?? false,
    fileMustExist: options.readonly ?? false,
    timeout: options.timeoutMs ?? 5000,
  });
}

/** Version of the SQLite library, e.g. `3.47.0`. */
export function sqliteVersion(): string {
  const db = connect(':memory:');
  try {
    return db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? '';
  } finally {
    db.close();
  }
}

/** Primary result codes, which an extended code holds in its low byte. */
const PRIMARY_CODES: ReadonlyMap<number, string> = new Map([
  [5, 'SQLITE_BUSY'],
  [6, 'SQLITE_LOCKED'],
  [8, 'SQLITE_READONLY'],
  [10, 'SQLITE_IOERR'],
  [11, 'SQLITE_CORRUPT'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
  [26, 'SQLITE_NOTADB'],
]);

/** SQLite's name of the error, or null where it is none of SQLite's. */
export function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Database.SqliteError)) return null;
  // better-sqlite3 has no names for newer extended codes, such as 1544 (a folder without write permission).
  const number = error.code.match(/^UNKNOWN_SQLITE_ERROR_(\d+)$/)?.[1];
  return number === undefined ? error.code : (PRIMARY_CODES.get(Number(number) & 255) ?? error.code);
}

/** A pragma's single number. */
export function pragmaNumber(db: Connection, name: string): number {
  const value: unknown = db.pragma(name, { simple: true });
  return typeof value === 'number' ? value : Number.NaN;
}

/**
 * What SQLite or the file system threw, in a sentence about `file`.
 * Codes: disk-full, database-damaged, database-read-only, database-busy, disk-error, database-missing, path-not-folder.
 */
export function storeProblem(error: unknown, file: string): Problem {
  if (error instanceof Problem) return error;
  const code = sqliteCode(error) ?? systemCode(error) ?? '';
  // The file of shared memory that does not fit any more is reported as a failed disk.
  const hasNoRoom = code.startsWith('SQLITE_IOERR') && freeBytes(dirname(file)) < SHARED_MEMORY_BYTES;
  if (hasNoRoom || code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new Problem(
      'disk-full',
      `The disk that holds ${file} is full; the last change was not saved, everything before it was.`,
      'Free some space on it and repeat the last step.',
      file,
    );
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return damaged(file);
  // SQLite makes its log and lock files beside the database, even for reading.
  const cannotMake = code.startsWith('SQLITE_CANTOPEN') && existsSync(file);
  // A file that was open when its disk became read-only is reported as a failed disk.
  const cannotChange = code.startsWith('SQLITE_IOERR') && isReadOnlyFile(file);
  const isDenied = code === 'EROFS' || code === 'EACCES' || code === 'EPERM';
  if (cannotMake || cannotChange || isDenied || code.startsWith('SQLITE_READONLY')) {
    return new Problem(
      'database-read-only',
      `${file} cannot be written to.`,
      'Change the permissions of the folder, or copy the project to a folder of yours.',
      file,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new Problem(
      'database-busy',
      `${file} is being written to by another program for too long.`,
      'Wait until it is done and repeat the last step.',
      file,
    );
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') {
    return new Problem(
      'disk-error',
      `The disk failed while ${file} was read or written.`,
      'Check the disk and its connection, then open the project again.',
      file,
    );
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'ENOENT') {
    return new Problem('database-missing', `${file} could not be opened.`, 'Check that the folder still exists.', file);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Problem(
      'path-not-folder',
      `${file} cannot be made: a part of that path is a file, not a folder.`,
      'Choose another folder.',
      file,
    );
  }
  return asProblem(error, file);
}

export function damaged(file: string): Problem {
  const hasBackups = existsSync(join(dirname(file), 'backups'));
  return new Problem(
    'database-damaged',
    `${file} is damaged; nothing was written to it.`,
    hasBackups
      ? 'Copy the newest file of the folder "backups" beside it over it, without its -wal and -shm files.'
      : 'There is no backup beside it yet: put a copy of your own in its place.',
    file,
  );
}

/** Size of a new -shm file. */
const SHARED_MEMORY_BYTES = 2 ** 15;

function isReadOnlyFile(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    accessSync(file, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
