import { statSync } from 'node:fs';
import { Problem, type ProblemData } from '../../shared/problem';
import { networkShare } from './network-share';
import type { StoreMode } from './records';
import { type Connection, damaged, sqliteCode, storeProblem } from './sqlite';

/** What the areas of an open project share. */
export interface StoreContext {
  readonly db: Connection;
  readonly folder: string;
  /** `project.sqlite`, for sentences. */
  readonly file: string;
  readonly mode: StoreMode;
  readonly notices: ProblemData[];
  now(): Date;
  /** One consistent view of the database. */
  read<T>(act: () => T): T;
  /** One transaction on labels, classes, images and splits; durable when it returns. */
  write<T>(act: () => T): T;
  /** One transaction on runs, which may be written beside an open writer. */
  writeRuns<T>(act: () => T): T;
  /** Count up after every change of the images themselves, and of the labels on them. */
  readonly changes: { images: number; labels: number };
  /** The working session that acts count towards; null while none is open. */
  session: { id: number } | null;
}

export interface ContextParts {
  db: Connection;
  folder: string;
  file: string;
  mode: StoreMode;
  notices: ProblemData[];
  now(): Date;
}

export function makeContext(parts: ContextParts): StoreContext {
  let isDamaged = false;

  const guard = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      if (sqliteCode(error)?.startsWith('SQLITE_CORRUPT')) isDamaged = true;
      throw storeProblem(error, parts.file);
    }
  };
  // Shares and other systems number files as they like.
  const hasNumbers = process.platform === 'linux' && networkShare(parts.folder) === null;
  const opened = identityOf(parts.file, hasNumbers);
  const transact = <T>(act: () => T): T => {
    if (isDamaged) throw damaged(parts.file);
    // SQLite goes on writing into a file that was deleted or moved, where nobody will look for it.
    if (identityOf(parts.file, hasNumbers) !== opened) throw moved(parts.folder);
    return guard(() => parts.db.transaction(act).immediate());
  };

  return {
    ...parts,
    changes: { images: 0, labels: 0 },
    session: null,
    read: (act) => guard(() => (parts.db.inTransaction ? act() : parts.db.transaction(act).deferred())),
    write: (act) => {
      if (parts.mode !== 'write') throw notForWriting(parts);
      return transact(act);
    },
    writeRuns: (act) => {
      if (parts.mode === 'read') throw notForWriting(parts);
      return transact(act);
    },
  };
}

/** Tells the opened file from another in its place; null where there is none. */
function identityOf(file: string, hasNumbers: boolean): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return null;
  return hasNumbers ? `${stat.dev} ${stat.ino}` : '';
}

function moved(folder: string): Problem {
  return new Problem(
    'project-moved',
    `The project ${folder} is not there any more: its folder was moved, renamed, replaced or deleted while it was open.`,
    'Put it back where it was, then try again.',
    folder,
  );
}

function notForWriting(parts: ContextParts): Problem {
  return new Problem(
    'project-not-writable',
    `The project ${parts.folder} was opened ${parts.mode === 'read' ? 'for reading only' : 'for runs only'}.`,
    'Close it and open it for writing.',
    parts.folder,
  );
}
