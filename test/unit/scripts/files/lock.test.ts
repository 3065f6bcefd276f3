import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../../scripts/files/lock.mjs';
import { temporaryFolder } from '../temporary-folder';

const folder = temporaryFolder();
const unwaited = () => {
  throw new Error('there was nobody to wait for');
};
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
    const first = withLock(path, (pid) => waited.push(pid), work('first'), { pollMs: 10 });
    await pause(20);
    await Promise.all([first, withLock(path, (pid) => waited.push(pid), work('second'), { pollMs: 10 })]);
    expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    expect(waited).toEqual([process.pid]);
    expect(existsSync(path)).toBe(false);
  });

  it('takes over the lock of a process that is gone', async () => {
    const path = join(folder.path, 'lock');
    writeFileSync(path, '999999999');
    await expect(withLock(path, unwaited, async () => 'done')).resolves.toBe('done');
  });

  it.each(['', String(process.ppid)])(
    'takes over a lock holding "%s" that nobody touches any more',
    async (content) => {
      const path = join(folder.path, 'lock');
      writeFileSync(path, content);
      const timing = { pollMs: 10, staleMs: 100 };
      await expect(
        withLock(
          path,
          () => {},
          async () => 'done',
          timing,
        ),
      ).resolves.toBe('done');
    },
  );

  it('keeps a lock through work that takes longer than a stale lock is left', async () => {
    const path = join(folder.path, 'lock');
    const timing = { pollMs: 10, staleMs: 300 };
    let isWorking = false;
    const first = withLock(
      path,
      unwaited,
      async () => {
        isWorking = true;
        await pause(900);
        isWorking = false;
      },
      timing,
    );
    await pause(50);
    const second = withLock(
      path,
      () => {},
      async () => isWorking,
      timing,
    );
    await expect(second).resolves.toBe(false);
    await first;
  });

  it('is given back where the work fails', async () => {
    const path = join(folder.path, 'lock');
    const failing = withLock(
      path,
      () => {},
      async () => {
        throw new Error('no');
      },
    );
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });
});
