import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ReadingCopy {
  file: string;
  remove(): void;
}

/** The database with its unmerged log in a temporary folder: for folders that nothing can be made in. */
export function copyForReading(file: string): ReadingCopy {
  const folder = mkdtempSync(join(tmpdir(), 'maskwright-read-'));
  const copy = join(folder, 'project.sqlite');
  copyFileSync(file, copy);
  for (const log of ['-wal', '-journal']) if (existsSync(file + log)) copyFileSync(file + log, copy + log);
  return { file: copy, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
