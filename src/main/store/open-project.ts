import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { Problem, type ProblemData } from '../../shared/problem';
import { backUp, isBackupDue } from './backups';
import { checkedClass } from './class-area';
import { copyForReading } from './copy-for-reading';
import { examine, examineOpened } from './examine';
import { databaseVersion, migrate, newestVersion } from './migrate';
import { type Migration, projectMigrations } from './migrations/index';
import { networkShare } from './network-share';
import { checkedChannels, checkedName } from './project-area';
import { assembleProject } from './project-assembly';
import type { OpenOptions, ProjectStore } from './project-store';
import type { ProjectSettings } from './records';
import { settleRuns } from './run-area';
import { type Connection, connect, PROJECT_APPLICATION_ID, storeProblem } from './sqlite';
import { makeContext } from './store-context';
import { takeWriteLock, type WriteLock } from './write-lock';

export const PROJECT_FILE = 'project.sqlite';

/** What the opening asks of the world; tests put other answers in. */
export interface StoreEnvironment {
  migrations: readonly Migration[];
  now(): Date;
  networkShare(folder: string): string | null;
}

const world: StoreEnvironment = {
  migrations: projectMigrations,
  now: () => new Date(),
  networkShare: (folder) => networkShare(folder),
};

/**
 * Makes the folder and the project in it, and opens it for writing.
 * @throws Problem project-exists, project-name-invalid, project-channels-invalid, class-invalid, class-name-taken,
 * database-read-only, disk-full
 */
export function createProject(
  folder: string,
  settings: ProjectSettings,
  options: Omit<OpenOptions, 'mode'> = {},
  environment: StoreEnvironment = world,
): ProjectStore {
  const root = resolve(folder);
  const file = join(root, PROJECT_FILE);
  if (existsSync(file)) {
    throw new Problem('project-exists', `${root} holds a project already.`, 'Open it, or choose another folder.', root);
  }
  const name = checkedName(settings.name);
  const channels = checkedChannels(settings.inputChannels ?? 3);
  const classes = settings.classes.map((entry, i) => {
    const earlier = settings.classes.slice(0, i).map((other) => ({ id: null, name: other.name.trim() }));
    return checkedClass(entry, earlier, null);
  });
  // Made beside and renamed, so that a folder never holds half a project.
  const partial = `${file}.partial`;
  try {
    mkdirSync(root, { recursive: true });
    rmSync(partial, { force: true });
    const db = connect(partial);
    try {
      migrate(db, environment.migrations, PROJECT_APPLICATION_ID);
      db.transaction(() => {
        db.prepare('INSERT INTO project VALUES (1, ?, ?, ?, ?, ?)').run(
          randomUUID(),
          name,
          settings.unpainted,
          channels,
          environment.now().toISOString(),
        );
        const insert = db.prepare('INSERT INTO classes (id, name, color, position) VALUES (?, ?, ?, ?)');
        classes.forEach((entry, i) => {
          insert.run(i + 1, entry.name, entry.color, i);
        });
      }).immediate();
    } finally {
      db.close();
    }
    renameSync(partial, file);
  } catch (error) {
    if (existsSync(partial)) rmSync(partial, { force: true });
    throw storeProblem(error, file);
  }
  return openProject(root, { ...options, mode: 'write' }, environment);
}

/**
 * Opens a project. It is examined before anything is written: a database that is damaged, foreign or of a newer version
 * is refused and stays as it is.
 * @throws Problem project-missing, project-foreign, project-newer, database-damaged, project-in-use, database-read-only
 */
export function openProject(folder: string, options: OpenOptions, environment: StoreEnvironment = world): ProjectStore {
  const root = resolve(folder);
  const file = join(root, PROJECT_FILE);
  if (!existsSync(file)) {
    throw new Problem('project-missing', `${root} holds no project.`, 'Choose a project folder, or make one.', root);
  }
  const notices: ProblemData[] = [];
  const releases: (() => void)[] = [];
  try {
    const opened = connectTo(root, file, options, environment, notices, releases);
    const context = makeContext({ db: opened, folder: root, file, mode: options.mode, notices, now: environment.now });
    const store = assembleProject(context, () => releaseAll(releases));
    if (options.mode !== 'read') {
      const interrupted = settleRuns(context).map((run) => run.id);
      if (interrupted.length > 0) notices.push(interruptedNotice(interrupted));
    }
    if (options.mode === 'write') backUpDaily(context.db, root, store.project.read().createdAt, environment, notices);
    return store;
  } catch (error) {
    releaseAll(releases);
    throw storeProblem(error, file);
  }
}

/** The last taken first; one that fails does not keep the others. */
function releaseAll(releases: (() => void)[]): void {
  const release = releases.pop();
  if (release === undefined) return;
  try {
    release();
  } finally {
    releaseAll(releases);
  }
}

function connectTo(
  root: string,
  file: string,
  options: OpenOptions,
  environment: StoreEnvironment,
  notices: ProblemData[],
  releases: (() => void)[],
): Connection {
  const { migrations } = environment;
  const keep = (db: Connection): Connection => {
    releases.push(() => db.close());
    return db;
  };
  const found = examine(file, PROJECT_APPLICATION_ID, migrations);
  if (options.mode === 'read') {
    if (found === 'current') return keep(connect(file, { readonly: true }));
    const copy = copyForReading(file);
    releases.push(copy.remove);
    const db = keep(connect(copy.file));
    examineOpened(db, file, PROJECT_APPLICATION_ID, migrations);
    migrate(db, migrations, PROJECT_APPLICATION_ID);
    return db;
  }

  demandWritable(root, file);
  const share = environment.networkShare(root);
  let lock: WriteLock | null = null;
  if (options.mode === 'write' || share !== null || found !== 'current') {
    lock = takeWriteLock(root, {
      pid: process.pid,
      program: options.program ?? 'Maskwright',
      since: environment.now().toISOString(),
      host: hostname(),
    });
    releases.push(lock.release);
  }
  const db = keep(connect(file));
  // A writer that died left a rollback journal: the first read takes its half transaction back.
  const isOutdated =
    found === 'outdated' ||
    (found === 'unreadable' && examineOpened(db, file, PROJECT_APPLICATION_ID, migrations) === 'outdated');
  // Shared memory, which WAL needs, does not exist between computers.
  db.pragma(`journal_mode = ${share === null ? 'WAL' : 'DELETE'}`);
  db.pragma('synchronous = FULL');
  // In KiB: room for what an act on a hundred thousand images writes, which would otherwise be read and written again.
  db.pragma('cache_size = -65536');
  if (share !== null) notices.push(shareNotice(root, share));
  if (isOutdated) {
    backUp(db, root, databaseVersion(db), environment.now());
    migrate(db, migrations, PROJECT_APPLICATION_ID);
    notices.push(migratedNotice(newestVersion(migrations)));
  }
  if (options.mode === 'runs' && share === null) lock?.release();
  return db;
}

/** @throws Problem database-read-only */
function demandWritable(root: string, file: string): void {
  for (const path of [root, file]) accessSync(path, constants.W_OK);
}

/** A copy that fails is said and does not keep the person from working. */
function backUpDaily(
  db: Connection,
  root: string,
  createdAt: string,
  environment: StoreEnvironment,
  notices: ProblemData[],
): void {
  const now = environment.now();
  if (!isBackupDue(root, createdAt, now)) return;
  try {
    backUp(db, root, databaseVersion(db), now);
  } catch (error) {
    const { message, hint } = storeProblem(error, root);
    notices.push({ code: 'backup-failed', message: `Today's backup could not be made. ${message}`, hint });
  }
}

function interruptedNotice(runs: readonly string[]): ProblemData {
  return {
    code: 'runs-interrupted',
    message: `${runs.join(', ')} stopped when the program that trained ended.`,
    hint: 'Each can be resumed from its last checkpoint.',
  };
}

function shareNotice(folder: string, share: string): ProblemData {
  return {
    code: 'network-share',
    message: `${folder} lies on a network share (${share}): it is open here only, and saving is slower.`,
    hint: 'Move the project to a disk of this computer where painting should be quick.',
  };
}

function migratedNotice(version: number): ProblemData {
  return {
    code: 'project-migrated',
    message: `The project was brought to format ${version}; a copy of it from before lies in its folder "backups".`,
    hint: 'Older versions of Maskwright cannot open it any more.',
  };
}
