import { Problem } from '../../shared/problem';
import type { Migration } from './migrations/index';
import { type Connection, pragmaNumber } from './sqlite';

/** 0 for an empty database. */
export function databaseVersion(db: Connection): number {
  return pragmaNumber(db, 'user_version');
}

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** @throws Problem project-newer */
export function refuseNewer(db: Connection, migrations: readonly Migration[], file: string): void {
  const version = databaseVersion(db);
  if (version <= newestVersion(migrations)) return;
  throw new Problem(
    'project-newer',
    `${file} was written by a newer Maskwright (its format is ${version}, this one reads up to ${newestVersion(migrations)}).`,
    'Open it with the newer Maskwright; nothing was changed.',
    file,
  );
}

/**
 * Brings the database to the newest version, each step in a transaction of its own with the version it makes, so that
 * an interruption leaves one version or the other. Returns the versions gone through.
 */
export function migrate(db: Connection, migrations: readonly Migration[], applicationId: number): number[] {
  const done: number[] = [];
  for (const migration of migrations) {
    if (migration.version <= databaseVersion(db)) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`application_id = ${applicationId}`);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
    done.push(migration.version);
  }
  return done;
}
