import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

export interface TempFolder {
  path: string;
  /** Writes a file, its folders included, and gives its path. */
  write(name: string, bytes: Uint8Array | string): Promise<string>;
}

/** A folder for the tests of one file, removed after them. */
export function tempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'maskwright-images-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    async write(name, bytes) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
      return file;
    },
  };
}
