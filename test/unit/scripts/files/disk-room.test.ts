import { describe, expect, it } from 'vitest';
import { checkRoom } from '../../../../scripts/files/disk-room.mjs';

const disks: Record<string, { disk: number; free: number }> = {
  '/home/cache': { disk: 1, free: 1e9 },
  '/home/checkout': { disk: 1, free: 1e9 },
  '/big': { disk: 2, free: 9e9 },
};
const room = async (folder: string) => disks[folder];

describe('checkRoom', () => {
  it('lets pass what fits', async () => {
    await expect(checkRoom([{ folder: '/home/cache', bytes: 9e8 }], room)).resolves.toBeUndefined();
  });

  it('adds up what goes to one disk', async () => {
    const needs = [
      { folder: '/home/cache', bytes: 6e8 },
      { folder: '/home/checkout', bytes: 6e8 },
      { folder: '/big', bytes: 6e8 },
    ];
    await expect(checkRoom(needs, room)).rejects.toMatchObject({
      code: 'no-room',
      message: 'There is not enough room in /home/cache: set-up needs about 1.2 GB there and 1.0 GB is free.',
    });
  });

  it('counts links only where they become copies', async () => {
    const link = { folder: '/home/checkout', bytes: 2e9 };
    await expect(checkRoom([{ ...link, linkedFrom: '/home/cache' }], room)).resolves.toBeUndefined();
    await expect(checkRoom([{ ...link, linkedFrom: '/big' }], room)).rejects.toMatchObject({ code: 'no-room' });
  });

  it('asks the real disk, also for a folder that does not exist yet', async () => {
    await expect(checkRoom([{ folder: '/not/there/yet', bytes: 1 }])).resolves.toBeUndefined();
    await expect(checkRoom([{ folder: '/not/there/yet', bytes: 1e18 }])).rejects.toMatchObject({ code: 'no-room' });
  });
});
