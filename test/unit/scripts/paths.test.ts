import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../scripts/paths.mjs';
import { appFolders } from '../../../src/shared/app-folders';

describe('cacheFolder', () => {
  it('is where the platform keeps caches', () => {
    expect(cacheFolder({}, 'linux')).toBe(join(homedir(), '.cache', 'maskwright'));
    expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/me' }, 'linux')).toBe('/var/cache/me/maskwright');
    expect(cacheFolder({}, 'darwin')).toBe(join(homedir(), 'Library', 'Caches', 'Maskwright'));
  });

  it.each(['linux', 'darwin'] as const)('is the folder that the program uses on %s', (platform) => {
    for (const env of [{}, { XDG_CACHE_HOME: '/x' }, { MASKWRIGHT_CACHE: '/big' }]) {
      expect(cacheFolder(env, platform)).toBe(appFolders(env, platform, homedir()).cache);
    }
  });

  it('is moved by MASKWRIGHT_CACHE', () => {
    expect(cacheFolder({ MASKWRIGHT_CACHE: '/big/disk', XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/big/disk');
  });
});
