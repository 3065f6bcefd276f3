import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../scripts/paths.mjs';

describe('cacheFolder', () => {
  it('is where the platform keeps caches', () => {
    expect(cacheFolder({}, 'linux')).toBe(join(homedir(), '.cache', 'maskwright'));
    expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/me' }, 'linux')).toBe('/var/cache/me/maskwright');
    expect(cacheFolder({}, 'darwin')).toBe(join(homedir(), 'Library', 'Caches', 'maskwright'));
  });

  it('is moved by MASKWRIGHT_CACHE', () => {
    expect(cacheFolder({ MASKWRIGHT_CACHE: '/big/disk', XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/big/disk');
  });
});
