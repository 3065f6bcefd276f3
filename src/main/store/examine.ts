import { Problem } from '../../shared/problem';
import { databaseVersion, newestVersion, refuseNewer } from './migrate';
import type { Migration } from './migrations/index';
import { type Connection, connect, damaged, pragmaNumber, sqliteCode } from './sqlite';

/**
 * `unreadable`: not to be opened read-only, since nothing can be made beside it (a folder without write permission) or
 * a rollback journal of a writer that died has to be played back first.
 */
export type Examination = 'current' | 'outdated' | 'unreadable';

/**
 * Looks at a database through a read-only connection: whose it is, whether it is whole, which version.
 * @throws Problem project-foreign, project-newer, database-damaged
 */
export function examine(file: string, applicationId: number, migrations: readonly Migration[]): Examination {
  let db: Connection | null = null;
  try {
    db = connect(file, { readonly: true });
    return examineOpened(db, file, applicationId, migrations);
  } catch (error) {
    const code = sqliteCode(error);
    if (code?.startsWith('SQLITE_CANTOPEN') || code?.startsWith('SQLITE_READONLY')) return 'unreadable';
    throw error;
  } finally {
    db?.close();
  }
}

/** Beyond this a check of every page would keep the person waiting. */
const WHOLE_CHECK_BYTES = 256 * 2 ** 20;
/** Where nearly all of a large project lies. Each tile has a checksum of its own, which is looked at when it is read. */
const TILE_TABLES: ReadonlySet<string> = new Set(['tiles', 'edit_tiles', 'importance_tiles', 'importance_edit_tiles']);

/** The same on a connection that is open. @param file for sentences */
export function examineOpened(
  db: Connection,
  file: string,
  applicationId: number,
  migrations: readonly Migration[],
  wholeCheckBytes = WHOLE_CHECK_BYTES,
): 'current' | 'outdated' {
  if (pragmaNumber(db, 'application_id') !== applicationId) throw foreign(file);
  refuseNewer(db, migrations, file);
  if (!isWhole(db, wholeCheckBytes)) throw damaged(file);
  return databaseVersion(db) < newestVersion(migrations) ? 'outdated' : 'current';
}

function isWhole(db: Connection, wholeCheckBytes: number): boolean {
  const isOk = (what: string): boolean => db.pragma(`quick_check(${what})`, { simple: true }) === 'ok';
  if (pragmaNumber(db, 'page_count') * pragmaNumber(db, 'page_size') <= wholeCheckBytes) return isOk('1');
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  return tables.filter((name) => !TILE_TABLES.has(name)).every(isOk);
}

function foreign(file: string): Problem {
  return new Problem(
    'project-foreign',
    `${file} is not the database of a Maskwright project.`,
    'Choose another folder; nothing was changed.',
    file,
  );
}
