import { mkdtempSync, rmSync } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cacheBytes, emptyCache } from '../../../src/main/cache-folder';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-cache-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function write(path: string, bytes: number): Promise<string> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, new Uint8Array(bytes));
  return file;
}

describe('the cache', () => {
  it('counts and empties renditions, tiles of large pictures and maps, and leaves downloads', async () => {
    await write('renditions/a.jpg', 10);
    await write('pyramids/b/0/3-1.png', 200);
    await write('maps/c.raw', 3000);
    const download = await write('downloads/electron.zip', 40_000);
    expect(await cacheBytes(folder)).toBe(3210);
    await emptyCache(folder);
    expect(await cacheBytes(folder)).toBe(0);
    await access(download);
  });
});
