import { Problem, type ProblemData } from '../../shared/problem';
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
  const transact = <T>(act: () => T): T => {
    if (isDamaged) throw damaged(parts.file);
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

function notForWriting(parts: ContextParts): Problem {
  return new Problem(
    'project-not-writable',
    `The project ${parts.folder} was opened ${parts.mode === 'read' ? 'for reading only' : 'for runs only'}.`,
    'Close it and open it for writing.',
    parts.folder,
  );
}
