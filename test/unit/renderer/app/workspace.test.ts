import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../src/renderer/app/app-state';
import { keep, keepNow, setRun, takeWorkspace, useWorkspace } from '../../../../src/renderer/app/workspace';
import { firstWorkspace } from '../../../../src/shared/contract/workspace';
import { runIdSchema } from '../../../../src/shared/ids';
import { MadeClient } from '../made/client';
import { openProject } from '../made/open-project';

const kept: unknown[] = [];
const run = runIdSchema.parse('run-002');

beforeEach(() => {
  vi.useFakeTimers();
  kept.length = 0;
  const client = new MadeClient((name, input) => {
    if (name === 'workspace.keep') kept.push(input);
    return null;
  });
  vi.stubGlobal('window', client);
  useApp.setState({ project: { status: 'open', project: openProject } });
  takeWorkspace(firstWorkspace);
});

afterEach(() => {
  useApp.setState({ project: { status: 'none' } });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what is set up in a project', () => {
  it('is told to main once, when it rests', () => {
    keep({ screen: 'paint' });
    keep({ screen: 'train' });
    setRun(run);
    expect(kept).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(kept).toEqual([{ screen: 'train', run }]);
  });

  it('is told at once where the project is left before it rests', async () => {
    setRun(run);
    await keepNow();
    expect(kept).toEqual([{ run }]);
    vi.advanceTimersByTime(1000);
    expect(kept).toHaveLength(1);
  });

  it('is never told to the project that comes after', () => {
    setRun(run);
    takeWorkspace(firstWorkspace);
    keep({ screen: 'paint' });
    vi.advanceTimersByTime(1000);
    expect(kept).toEqual([{ screen: 'paint' }]);
    expect(useWorkspace.getState().run).toBeNull();
  });
});
