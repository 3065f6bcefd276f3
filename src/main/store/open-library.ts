import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownProject, LibraryStore } from './library-store';
import { migrate, refuseNewer } from './migrate';
import { libraryMigrations } from './migrations/index';
import { PROJECT_FILE } from './open-project';
import { type Connection, connect, damaged, LIBRARY_APPLICATION_ID, storeProblem } from './sqlite';

interface ProjectRow {
  folder: string;
  name: string;
  opened_at: string;
  images: number;
  painted_images: number;
  thumbnail_path: string | null;
  thumbnail_sha256: string | null;
  last_run: string | null;
}

/**
 * Opens `library.sqlite` in the app's data folder, or makes it. A damaged one is put aside and a new one begun: it holds
 * nothing that opening the projects again does not bring back.
 * @throws Problem project-newer, database-read-only, disk-full
 */
export function openLibrary(folder: string, now: () => Date = () => new Date()): LibraryStore {
  const file = join(folder, 'library.sqlite');
  const guard = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw storeProblem(error, file);
    }
  };
  const db = guard(() => {
    mkdirSync(folder, { recursive: true });
    return openWhole(file, now());
  });
  const list = db.prepare<[], ProjectRow>('SELECT * FROM projects ORDER BY opened_at DESC, folder');
  const keep = db.prepare<[ProjectRow]>(
    `INSERT INTO projects VALUES (@folder, @name, @opened_at, @images, @painted_images, @thumbnail_path,
     @thumbnail_sha256, @last_run) ON CONFLICT (folder) DO UPDATE SET name = excluded.name,
     opened_at = excluded.opened_at, images = excluded.images, painted_images = excluded.painted_images,
     thumbnail_path = excluded.thumbnail_path, thumbnail_sha256 = excluded.thumbnail_sha256,
     last_run = excluded.last_run`,
  );
  const forget = db.prepare<[string]>('DELETE FROM projects WHERE folder = ?');
  const choice = db.prepare<[string], { json: string }>('SELECT json FROM choices WHERE key = ?');
  const choose = db.prepare<[string, string]>(
    'INSERT INTO choices VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET json = excluded.json',
  );

  return {
    projects: {
      list: () => guard(() => list.all().map(toKnown)),
      keep: (project) =>
        guard(() => {
          keep.run({
            folder: project.folder,
            name: project.name,
            opened_at: now().toISOString(),
            images: project.images,
            painted_images: project.paintedImages,
            thumbnail_path: project.thumbnail?.path ?? null,
            thumbnail_sha256: project.thumbnail?.sha256 ?? null,
            last_run: project.lastRun,
          });
        }),
      forget: (path) =>
        guard(() => {
          forget.run(path);
        }),
    },
    choices: {
      get: (key) => guard(() => choice.get(key)?.json ?? null),
      set: (key, json) =>
        guard(() => {
          choose.run(key, json);
        }),
    },
    library: { close: () => guard(() => void db.close()) },
  };
}

function openWhole(file: string, now: Date): Connection {
  try {
    return openAndMigrate(file);
  } catch (error) {
    if (storeProblem(error, file).code !== 'database-damaged') throw error;
    renameSync(file, `${file}.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`);
    for (const log of ['-wal', '-shm']) rmSync(file + log, { force: true });
    return openAndMigrate(file);
  }
}

function openAndMigrate(file: string): Connection {
  const db = connect(file);
  try {
    refuseNewer(db, libraryMigrations, file);
    const verdict: unknown = db.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw damaged(file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    migrate(db, libraryMigrations, LIBRARY_APPLICATION_ID);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function toKnown(row: ProjectRow): KnownProject {
  const { thumbnail_path: path, thumbnail_sha256: sha256 } = row;
  return {
    folder: row.folder,
    name: row.name,
    openedAt: row.opened_at,
    images: row.images,
    paintedImages: row.painted_images,
    thumbnail: path === null || sha256 === null ? null : { path, sha256 },
    lastRun: row.last_run,
    isThere: existsSync(join(row.folder, PROJECT_FILE)),
  };
}
