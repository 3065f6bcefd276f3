import { describe, expect, it } from 'vitest';
import { loadSettings, parseTheme } from '../../../src/main/settings';

describe('settings', () => {
  it.each([null, '', '{', '"purple"', '3'])('fall back to the theme of the system for %s', (kept) => {
    expect(parseTheme(kept)).toBe('system');
  });

  it('keep a theme for the next start', async () => {
    const kept = new Map<string, string>();
    const choices = {
      get: async (key: string) => kept.get(key) ?? null,
      set: async (key: string, json: string) => void kept.set(key, json),
    };
    await (await loadSettings(choices)).setTheme('light');
    expect((await loadSettings(choices)).theme).toBe('light');
  });
});
