import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseWorkspace, Workspaces } from '../../../../src/main/projects/workspaces';
import { firstWorkspace } from '../../../../src/shared/contract/workspace';
import { projectIdSchema } from '../../../../src/shared/ids';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { presets } from '../../../../src/shared/weighting/presets';

const leaves = projectIdSchema.parse('6f0c9f0e-3d1b-4c57-9d2c-0d6f1a7d2c11');
const welds = projectIdSchema.parse('6f0c9f0e-3d1b-4c57-9d2c-0d6f1a7d2c12');
let kept: Map<string, string>;
let writes: number;
let isDiskFull: boolean;
const choices = {
  get: async (key: string) => kept.get(key) ?? null,
  set: async (key: string, json: string) => {
    if (isDiskFull) throw new Error('full');
    writes += 1;
    kept.set(key, json);
  },
};

beforeEach(() => {
  kept = new Map();
  writes = 0;
  isDiskFull = false;
});

describe('the workspace of a project', () => {
  it('is the first one where nothing was kept', async () => {
    expect(await new Workspaces(choices).read(leaves)).toEqual(firstWorkspace);
  });

  it('is there again after a restart, project by project', async () => {
    const before = new Workspaces(choices);
    const runForm = { preset: 'own' as const, config: runConfigSchema.parse({ patch: 64 }) };
    await before.keep(leaves, { screen: 'train', runForm });
    await before.keep(welds, { screen: 'paint' });
    await before.flush();
    const after = new Workspaces(choices);
    expect(await after.read(leaves)).toEqual({ ...firstWorkspace, screen: 'train', runForm });
    expect(await after.read(welds)).toEqual({ ...firstWorkspace, screen: 'paint' });
  });

  it('changes in what is given only, and back to nothing where that is given', async () => {
    const workspaces = new Workspaces(choices);
    await workspaces.keep(leaves, { runForm: { preset: 'quick', config: runConfigSchema.parse({}) } });
    await workspaces.keep(leaves, { screen: 'weights' });
    await workspaces.keep(leaves, { runForm: null, screen: undefined });
    expect(await workspaces.read(leaves)).toEqual({ ...firstWorkspace, screen: 'weights' });
  });

  it('is written once for many changes in a row', async () => {
    vi.useFakeTimers();
    const workspaces = new Workspaces(choices);
    for (const screen of ['paint', 'weights', 'train', 'inspect'] as const) await workspaces.keep(leaves, { screen });
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect(writes).toBe(1);
    expect(parseWorkspace([...kept.values()][0] ?? null).screen).toBe('inspect');
  });

  it('is held on although it cannot be written, and written with the next change', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const workspaces = new Workspaces(choices);
    isDiskFull = true;
    await workspaces.keep(leaves, { screen: 'paint' });
    await workspaces.flush();
    expect(await workspaces.read(leaves)).toMatchObject({ screen: 'paint' });
    isDiskFull = false;
    await workspaces.keep(leaves, { weighting: presets.feature.weighting });
    await workspaces.flush();
    expect(await new Workspaces(choices).read(leaves)).toMatchObject({ screen: 'paint' });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
});

describe('a workspace that was kept by another version', () => {
  it.each(['', 'null', '[]', '"text"', '{', '{}'])('is the first one where it is %j', (json) => {
    expect(parseWorkspace(json)).toEqual(firstWorkspace);
  });

  it('keeps the parts that can be read', () => {
    const json = JSON.stringify({
      ...firstWorkspace,
      screen: 'inspect',
      image: 'no image id',
      run: 'run-007',
      weighting: { terms: [{ source: 'later' }] },
      paint: { tool: 'later' },
      runForm: { preset: 'best', config: { ...runConfigSchema.parse({}), width: 1 } },
      later: true,
    });
    expect(parseWorkspace(json)).toEqual({ ...firstWorkspace, screen: 'inspect', run: 'run-007' });
  });
});
