import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectMigrations } from '../../../../src/main/store/migrations/index';
import { networkShare } from '../../../../src/main/store/network-share';
import { createProject, openProject, type StoreEnvironment } from '../../../../src/main/store/open-project';
import type { StoreMode } from '../../../../src/main/store/records';
import { connect } from '../../../../src/main/store/sqlite';
import { addImage, blank, madeFolder, madeProject, rectangle, SETTINGS } from './made-project';

const world: StoreEnvironment = { migrations: projectMigrations, now: () => new Date(), networkShare: () => null };
const MODES: StoreMode[] = ['write', 'runs', 'read'];

describe('making a project', () => {
  it('keeps name, classes and settings', () => {
    const { store, folder } = madeProject();
    const made = store.project.read();
    store.project.close();
    const again = openProject(folder, { mode: 'write' });
    expect(again.project.read()).toEqual(made);
    expect(made).toMatchObject({ name: 'Cells', unpainted: 'void', inputChannels: 1, folder, notices: [] });
    again.project.close();
  });

  it('is refused where one is already', () => {
    const { store, folder } = madeProject();
    store.project.close();
    expect(() => createProject(folder, SETTINGS)).toThrow(expect.objectContaining({ code: 'project-exists' }));
  });

  it.each([
    ['without a name', { name: ' ' }, 'project-name-invalid'],
    [
      'with two classes of one name',
      {
        classes: [
          { name: 'a', color: '#000000' },
          { name: 'A', color: '#111111' },
        ],
      },
      'class-name-taken',
    ],
    ['with a colour that is none', { classes: [{ name: 'a', color: 'red' }] }, 'class-invalid'],
    ['with no input channel', { inputChannels: 0 }, 'project-channels-invalid'],
  ])('is refused %s, and leaves no project behind', (_, settings, code) => {
    const folder = join(madeFolder(), 'p');
    expect(() => createProject(folder, { ...SETTINGS, ...settings })).toThrow(expect.objectContaining({ code }));
    expect(existsSync(join(folder, 'project.sqlite'))).toBe(false);
  });
});

describe('opening', () => {
  it('says so where no project is', () => {
    expect(() => openProject(madeFolder(), { mode: 'write' })).toThrow(
      expect.objectContaining({ code: 'project-missing' }),
    );
  });

  it.each(MODES)('a newer project is refused with a sentence and left as it was (%s)', (mode) => {
    const { store, folder } = madeProject();
    store.project.close();
    const file = join(folder, 'project.sqlite');
    alter(file, 'PRAGMA user_version = 99');
    const before = hash(file);
    expect(() => openProject(folder, { mode })).toThrow(
      expect.objectContaining({ code: 'project-newer', message: expect.stringContaining('newer Maskwright') }),
    );
    expect(hash(file)).toBe(before);
  });

  it.each(MODES)("another program's database is refused and left as it was (%s)", (mode) => {
    const folder = madeFolder();
    const file = join(folder, 'project.sqlite');
    alter(file, 'CREATE TABLE notes (text TEXT)');
    const before = hash(file);
    expect(() => openProject(folder, { mode })).toThrow(expect.objectContaining({ code: 'project-foreign' }));
    expect(hash(file)).toBe(before);
  });

  it('a second time for writing is refused with who holds it', () => {
    const { store, folder } = madeProject();
    expect(() => openProject(folder, { mode: 'write' })).toThrow(
      expect.objectContaining({
        code: 'project-in-use',
        message: expect.stringContaining(`Maskwright (process ${process.pid}`),
      }),
    );
    store.project.close();
    openProject(folder, { mode: 'write' }).project.close();
  });

  it('after an opening that failed on its own note finds the lock free', () => {
    const { folder, store } = madeProject();
    store.project.close();
    mkdirSync(join(folder, 'lock.json'));
    expect(() => openProject(folder, { mode: 'write' })).toThrow();
    rmSync(join(folder, 'lock.json'), { recursive: true });
    openProject(folder, { mode: 'write' }).project.close();
  });

  it('for reading writes nothing', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.project.close();
    const before = hash(join(folder, 'project.sqlite'));
    const reading = openProject(folder, { mode: 'read' });
    expect(reading.images.get(id).name).toBe('a.png');
    expect(reading.images.verify().missing).toEqual([id]);
    for (const write of [
      () => reading.images.remove([id]),
      () => reading.classes.add({ name: 'x', color: '#000000' }),
      () => reading.sessions.open('x'),
    ]) {
      expect(write).toThrow(expect.objectContaining({ code: 'project-not-writable' }));
    }
    reading.project.close();
    expect(hash(join(folder, 'project.sqlite'))).toBe(before);
  });

  it('what a killed writer left in its rollback journal is taken back', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.project.close();
    const torn = join(madeFolder(), 'torn');
    mkdirSync(torn);
    const db = connect(join(folder, 'project.sqlite'));
    db.pragma('journal_mode = DELETE');
    db.pragma('cache_size = 1');
    db.exec('BEGIN IMMEDIATE');
    db.exec("UPDATE images SET name = 'half done'");
    const fill = db.prepare("INSERT INTO edits (kind, label, at) VALUES ('other', ?, '')");
    for (let i = 0; i < 200; i++) fill.run('x'.repeat(2000));
    for (const name of ['project.sqlite', 'project.sqlite-journal']) copyFileSync(join(folder, name), join(torn, name));
    db.exec('ROLLBACK');
    db.close();

    for (const mode of ['read', 'write'] as const) {
      const again = openProject(torn, { mode });
      expect(again.images.get(id).name).toBe('a.png');
      again.project.close();
    }
  });
});

describe('a folder without write permission', () => {
  it('is opened for reading, and said for writing', () => {
    const { store, folder } = madeProject();
    const id = addImage(store, 'a.png');
    store.labels.commit(id, [rectangle(blank(), 1, [0, 0, 5, 5])], 'stroke');
    store.project.close();
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444);
    chmodSync(join(folder, '..'), 0o755);
    chmodSync(folder, 0o555);
    asOrdinaryUser(() => {
      expect(() => openProject(folder, { mode: 'write' })).toThrow(
        expect.objectContaining({ code: 'database-read-only' }),
      );
      expect(() => openProject(folder, { mode: 'runs' })).toThrow(
        expect.objectContaining({ code: 'database-read-only' }),
      );
      expect(() => createProject(join(folder, 'inner'), SETTINGS)).toThrow(
        expect.objectContaining({ code: 'database-read-only' }),
      );
      const reading = openProject(folder, { mode: 'read' });
      expect(reading.images.get(id).painted).toEqual([{ classId: 1, pixels: 25 }]);
      reading.project.close();
    });
    chmodSync(folder, 0o755);
  });
});

describe('a network share', () => {
  const share: StoreEnvironment = { ...world, networkShare: () => 'NFS' };

  it('is opened with a rollback journal, and that is said', () => {
    const folder = join(madeFolder(), 'p');
    const store = createProject(folder, SETTINGS, {}, share);
    addImage(store, 'a.png');
    expect(store.project.read().notices).toMatchObject([{ code: 'network-share' }]);
    expect(existsSync(join(folder, 'project.sqlite-wal'))).toBe(false);
    store.project.close();
  });

  it('has one opener: runs are not written beside a painter there', () => {
    const folder = join(madeFolder(), 'p');
    const store = createProject(folder, SETTINGS, {}, share);
    expect(() => openProject(folder, { mode: 'runs' }, share)).toThrow(
      expect.objectContaining({ code: 'project-in-use' }),
    );
    store.project.close();
  });

  it.skipIf(process.platform !== 'linux')('is told by the file system, signed or not', () => {
    expect(networkShare('/x', () => 0x6969)).toBe('NFS');
    expect(networkShare('/x', () => 0xff534d42 | 0)).toBe('CIFS');
    expect(networkShare('/x', () => 0xef53)).toBeNull();
  });
});

function hash(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function alter(file: string, sql: string): void {
  if (!existsSync(file)) writeFileSync(file, '');
  const db = connect(file);
  db.pragma('journal_mode = DELETE');
  db.exec(sql);
  db.close();
}

/** Root passes every permission; for the time of the act the process is somebody else. */
function asOrdinaryUser(act: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
