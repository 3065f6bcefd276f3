import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkTree } from '../../../../scripts/files/link-tree.mjs';
import { publish } from '../../../../scripts/files/publish.mjs';
import { temporaryFolder } from '../temporary-folder';

const folder = temporaryFolder();

describe('publish', () => {
  it('shows nothing before it is whole', async () => {
    const path = join(folder.path, 'deep', 'file');
    await publish(path, async (partial) => {
      await writeFile(partial, 'half');
      expect(existsSync(path)).toBe(false);
      await writeFile(partial, 'whole');
    });
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(readdirSync(join(folder.path, 'deep'))).toEqual(['file']);
  });

  it('keeps what was there where the making fails, and does not mind the remains', async () => {
    const path = join(folder.path, 'set');
    const make = (content: string) => async (partial: string) => {
      await mkdir(partial);
      await writeFile(join(partial, 'file'), content);
    };
    await publish(path, make('old'));
    const interrupted = publish(path, async (partial) => {
      await make('new')(partial);
      throw new Error('interrupted');
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(readFileSync(join(path, 'file'), 'utf8')).toBe('old');
    await publish(path, make('newer'));
    expect(readFileSync(join(path, 'file'), 'utf8')).toBe('newer');
  });
});

describe('linkTree', () => {
  it('puts a folder in a second place without copying its bytes', async () => {
    const from = join(folder.path, 'from');
    await mkdir(join(from, 'lib'), { recursive: true });
    await writeFile(join(from, 'lib', 'library.so.2'), 'bytes');
    await symlink('library.so.2', join(from, 'lib', 'library.so'));
    const to = join(folder.path, 'to');
    await linkTree(from, to);
    expect(readFileSync(join(to, 'lib', 'library.so'), 'utf8')).toBe('bytes');
    expect(statSync(join(to, 'lib', 'library.so.2')).ino).toBe(statSync(join(from, 'lib', 'library.so.2')).ino);
  });
});
