import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../../../src/main/store/backups';
import { databaseVersion, migrate } from '../../../../src/main/store/migrate';
import { libraryMigrations, type Migration, projectMigrations } from '../../../../src/main/store/migrations/index';
import { openProject, type StoreEnvironment } from '../../../../src/main/store/open-project';
import { connect, PROJECT_APPLICATION_ID, pragmaNumber } from '../../../../src/main/store/sqlite';
import { addImage, blank, madeProject, rectangle } from './made-project';

const world: StoreEnvironment = { migrations: projectMigrations, now: () => new Date(), networkShare: () => null };
/** Versions that only this test knows, upon the real ones. */
const next: Migration[] = [
  ...projectMigrations,
  { version: projectMigrations.length + 1, sql: "ALTER TABLE images ADD COLUMN stain TEXT NOT NULL DEFAULT 'none';" },
  { version: projectMigrations.length + 2, sql: "UPDATE images SET stain = 'blue' WHERE painted_pixels > 0;" },
];
const newest = projectMigrations.length + 2;

describe('numbered migrations', () => {
  it.each([
    ['project', projectMigrations],
    ['library', libraryMigrations],
  ])('of the %s count up from 1, and each runs on the one before', (_, migrations) => {
    const db = connect(':memory:');
    migrations.forEach((migration, i) => {
      expect(migration.version).toBe(i + 1);
      expect(migrate(db, migrations.slice(0, i + 1), PROJECT_APPLICATION_ID)).toEqual([i + 1]);
      expect(databaseVersion(db)).toBe(i + 1);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
    });
    expect(pragmaNumber(db, 'application_id')).toBe(PROJECT_APPLICATION_ID);
    db.close();
  });

  it('bring an older project up when it is opened, with a backup from before', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
    store.project.close();

    const opened = openProject(folder, { mode: 'write' }, { ...world, migrations: next });
    expect(opened.project.read().notices).toMatchObject([{ code: 'project-migrated' }]);
    expect(opened.images.get(id).painted).toEqual([{ classId: 1, pixels: 25 }]);
    opened.project.close();
    const db = connect(join(folder, 'project.sqlite'));
    expect(db.prepare('SELECT stain FROM images').all()).toEqual([{ stain: 'blue' }]);
    expect(databaseVersion(db)).toBe(newest);
    db.close();

    const [backup] = listBackups(folder);
    const old = connect(join(folder, 'backups', backup), { readonly: true });
    expect(databaseVersion(old)).toBe(projectMigrations.length);
    expect(pragmaNumber(old, 'application_id')).toBe(PROJECT_APPLICATION_ID);
    expect(old.prepare('SELECT count(*) AS n FROM tiles').get()).toEqual({ n: 1 });
    old.close();
  });

  it('run once: a second opening changes nothing', () => {
    const { store, folder } = madeProject();
    store.project.close();
    openProject(folder, { mode: 'write' }, { ...world, migrations: next }).project.close();
    const again = openProject(folder, { mode: 'write' }, { ...world, migrations: next });
    expect(again.project.read().notices).toEqual([]);
    expect(listBackups(folder)).toHaveLength(1);
    again.project.close();
  });

  it('leave the version before when one of them fails, and nothing of the failed one', () => {
    const { store, folder } = madeProject();
    store.project.close();
    const broken = [
      ...next.slice(0, -1),
      { version: newest, sql: "UPDATE images SET stain = 'red'; CREATE TABLE extra (a TEXT); SELECT nonsense;" },
    ];
    expect(() => openProject(folder, { mode: 'write' }, { ...world, migrations: broken })).toThrow(/nonsense/);
    const db = connect(join(folder, 'project.sqlite'));
    expect(databaseVersion(db)).toBe(newest - 1);
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'extra'").get()).toEqual({ n: 0 });
    db.close();
    const mended = openProject(folder, { mode: 'write' }, { ...world, migrations: next });
    mended.project.close();
  });

  it('are done on a copy where an older project is opened for reading', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.project.close();
    const hash = (): string =>
      createHash('sha256')
        .update(readFileSync(join(folder, 'project.sqlite')))
        .digest('hex');
    const before = hash();
    const reading = openProject(folder, { mode: 'read' }, { ...world, migrations: next });
    expect(reading.images.get(id).name).toBe('a.png');
    reading.project.close();
    expect(hash()).toBe(before);
  });

  it('wait for a writer that has the project open', () => {
    const { folder, store } = madeProject();
    expect(() => openProject(folder, { mode: 'runs' }, { ...world, migrations: next })).toThrow(
      expect.objectContaining({ code: 'project-in-use' }),
    );
    store.project.close();
    const runs = openProject(folder, { mode: 'runs' }, { ...world, migrations: next });
    openProject(folder, { mode: 'write' }, { ...world, migrations: next }).project.close();
    runs.project.close();
  });
});

describe('backups', () => {
  it('are made once a day, and the newest three are kept', () => {
    const { store, folder } = madeProject();
    store.project.close();
    const start = Date.now();
    const open = (hours: number): void => {
      const now = (): Date => new Date(start + hours * 3_600_000);
      openProject(folder, { mode: 'write' }, { ...world, now }).project.close();
    };
    open(1);
    expect(listBackups(folder)).toEqual([]);
    open(25);
    open(26);
    expect(listBackups(folder)).toHaveLength(1);
    for (const day of [3, 4, 5, 6]) open(day * 24 + 8);
    const kept = listBackups(folder);
    expect(kept).toHaveLength(3);
    const day = new Date(start + (6 * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
    expect(kept[0]).toContain(day);
  });

  it('hold what was committed up to then, made beside an open writer', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
    const copy = connect(store.project.backUp(), { readonly: true });
    expect(copy.prepare('SELECT pixels FROM image_classes').all()).toEqual([{ pixels: 25 }]);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
    expect(listBackups(folder)).toHaveLength(1);
    store.project.close();
  });
});
