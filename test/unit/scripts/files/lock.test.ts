import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../../scripts/files/lock.mjs';
import { temporaryFolder } from '../temporary-folder';

const folder = temporaryFolder();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('withLock', () => {
  it('lets one work at a time, and tells the other whom it waits for', async () => {
    const path = join(folder.path, 'lock');
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await pause(60);
      events.push(`${name} ends`);
    };
    const waited: number[] = [];
    const first = withLock(path, (pid) => waited.push(pid), work('first'), 10);
    await pause(20);
    await Promise.all([first, withLock(path, (pid) => waited.push(pid), work('second'), 10)]);
    expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(waited).toEqual([process.pid]);
    expect(existsSync(path)).toBe(false);
  });

  it.each(['999999999', '', 'words'])('takes over a lock that holds "%s", whose owner is gone', async (content) => {
    const path = join(folder.path, 'lock');
    writeFileSync(path, content);
    await expect(
      withLock(
        path,
        () => {},
        async () => 'done',
        10,
      ),
    ).resolves.toBe('done');
  });

  it('is given back where the work fails', async () => {
    const path = join(folder.path, 'lock');
    const failing = withLock(
      path,
      () => {},
      async () => {
        throw new Error('no');
      },
      10,
    );
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });
});
