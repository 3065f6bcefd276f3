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

/** The same on a connection that is open. @param file for sentences */
export function examineOpened(
  db: Connection,
  file: string,
  applicationId: number,
  migrations: readonly Migration[],
): 'current' | 'outdated' {
  if (pragmaNumber(db, 'application_id') !== applicationId) throw foreign(file);
  refuseNewer(db, migrations, file);
  const verdict: unknown = db.pragma('quick_check(1)', { simple: true });
  if (verdict !== 'ok') throw damaged(file);
  return databaseVersion(db) < newestVersion(migrations) ? 'outdated' : 'current';
}

function foreign(file: string): Problem {
  return new Problem(
    'project-foreign',
    `${file} is not the database of a Maskwright project.`,
    'Choose another folder; nothing was changed.',
    file,
  );
}
