import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from './sqlite';

const KEPT = 3;
const DAY_MS = 24 * 60 * 60 * 1000;
const NAME = /^project-(\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z)-v\d+\.sqlite$/;

/**
 * Copies the database as it is at this moment, beside other readers and writers, under a name that sorts by time;
 * keeps the newest three. Returns the copy's path.
 */
export function backUp(db: Connection, folder: string, version: number, now: Date): string {
  const backups = join(folder, 'backups');
  mkdirSync(backups, { recursive: true });
  const name = `project-${now.toISOString().replaceAll(/[:.]/g, '-')}-v${version}.sqlite`;
  const partial = join(backups, `${name}.partial`);
  rmSync(partial, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(partial);
    flush(partial);
    renameSync(partial, join(backups, name));
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  for (const old of listBackups(folder).slice(KEPT)) rmSync(join(backups, old), { force: true });
  return join(backups, name);
}

/** File names, newest first. */
export function listBackups(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'backups'))
      .filter((name) => NAME.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** A day has passed since the newest copy, or since the project was made where there is none yet. */
export function isBackupDue(folder: string, createdAt: string, now: Date): boolean {
  const stamp = listBackups(folder)[0]?.match(NAME)?.[1];
  const newest = stamp?.replace(/T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z/, 'T$1:$2:$3.$4Z') ?? createdAt;
  return now.getTime() - Date.parse(newest) >= DAY_MS;
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
