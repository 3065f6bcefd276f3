import { describe, expect, it } from 'vitest';
import { loadSettings, parseChoice } from '../../../src/main/settings';
import { themeSchema } from '../../../src/shared/contract/app';

function madeChoices() {
  const kept = new Map<string, string>();
  return {
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, json: string) => void kept.set(key, json),
  };
}

describe('settings', () => {
  it.each([null, '', '{', '"purple"', '3'])('fall back where %s was kept', (kept) => {
    expect(parseChoice(kept, themeSchema, 'system')).toBe('system');
  });

  it('are kept for the next start', async () => {
    const choices = madeChoices();
    const settings = await loadSettings(choices, '/first');
    await settings.setTheme('light');
    await settings.setDevice('cpu');
    await settings.setProjectsFolder('/second');
    const again = await loadSettings(choices, '/first');
    expect([again.theme, again.device, again.projectsFolder]).toEqual(['light', 'cpu', '/second']);
  });

  it('begin with the system theme, the best device and the suggested folder', async () => {
    const { theme, device, projectsFolder } = await loadSettings(madeChoices(), '/first');
    expect([theme, device, projectsFolder]).toEqual(['system', 'auto', '/first']);
  });
});
