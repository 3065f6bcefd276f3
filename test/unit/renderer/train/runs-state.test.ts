import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../src/renderer/app/app-state';
import { useWorkspace } from '../../../../src/renderer/app/workspace';
import {
  currentRun,
  followRuns,
  needEntries,
  toggleCompared,
  useRuns,
} from '../../../../src/renderer/train/runs-state';
import type { StoredRunEvent } from '../../../../src/shared/contract/runs';
import type { RunId } from '../../../../src/shared/ids';
import { MadeClient } from '../made/client';
import { openProject } from '../made/open-project';
import { runRow } from '../made/run-row';

const { id: first } = runRow(1);
const { id: second } = runRow(2);

function entry(seq: number): StoredRunEvent {
  const event = { type: 'saved', run: first, step: seq, checkpoint: 'last' } as const;
  return { seq, at: '2026-05-20T12:00:00.000Z', event };
}

const seqs = (run: RunId): number[] =>
  useRuns
    .getState()
    .entries.get(run)
    ?.map(({ seq }) => seq) ?? [];
const ids = (): RunId[] => useRuns.getState().rows?.map(({ id }) => id) ?? [];
let events: StoredRunEvent[];
let main: MadeClient;

beforeEach(async () => {
  events = [entry(1), entry(2)];
  main = new MadeClient((name) => {
    const answers: Record<string, unknown> = {
      'runs.list': [runRow(2), runRow(1)],
      'runs.active': [],
      'runs.events': [...events],
    };
    return answers[name];
  });
  vi.stubGlobal('window', main);
  useApp.setState({ project: { status: 'none' } });
  followRuns();
  useApp.setState({ project: { status: 'open', project: openProject } });
  await vi.waitFor(() => expect(useRuns.getState().rows).not.toBeNull());
});

afterEach(() => {
  vi.unstubAllGlobals();
  useWorkspace.setState({ run: null });
});

describe('the runs of the window', () => {
  it('are those of its project, newest first, and follow each change', () => {
    const running = runRow(3, { status: 'running' });
    const third = running.id;
    main.send('runs.changed', running);
    main.send('runs.changed', runRow(1, { notes: 'baseline' }));
    expect(ids()).toEqual([third, second, first]);
    expect(useRuns.getState().rows?.[2].notes).toBe('baseline');
  });

  it('are forgotten with the project', () => {
    useApp.setState({ project: { status: 'none' } });
    expect(useRuns.getState().rows).toBeNull();
  });

  it('hand on what was in hand when it is deleted', () => {
    useWorkspace.setState({ run: first });
    toggleCompared(first);
    expect(currentRun()?.id).toBe(first);
    main.send('runs.removed', { run: first });
    expect(currentRun()?.id).toBe(second);
    expect(useRuns.getState().compared.size).toBe(0);
  });
});

describe('the events of a run', () => {
  it('are asked once, and added to as they come', async () => {
    await needEntries(first);
    await needEntries(first);
    main.send('runs.eventAdded', { run: first, entry: entry(3) });
    expect(seqs(first)).toEqual([1, 2, 3]);
    expect(main.asked.filter((name) => name === 'runs.events')).toHaveLength(1);
  });

  it('are asked again where some were missed', async () => {
    await needEntries(first);
    events = [1, 2, 3, 4].map(entry);
    main.send('runs.eventAdded', { run: first, entry: entry(4) });
    await vi.waitFor(() => expect(seqs(first)).toEqual([1, 2, 3, 4]));
  });

  it('lose none that comes while they are being asked for', async () => {
    const asking = needEntries(first);
    events = [1, 2, 3].map(entry);
    main.send('runs.eventAdded', { run: first, entry: entry(3) });
    await asking;
    expect(seqs(first)).toEqual([1, 2, 3]);
  });

  it('are asked for in another project, while those of a run of the same name are on their way', async () => {
    const before = needEntries(first);
    useApp.setState({ project: { status: 'open', project: { ...openProject, folder: '/projects/other' } } });
    events = [entry(1)];
    await needEntries(first);
    await before;
    expect(seqs(first)).toEqual([1]);
  });

  it('take none twice', async () => {
    await needEntries(first);
    main.send('runs.eventAdded', { run: first, entry: entry(2) });
    expect(seqs(first)).toEqual([1, 2]);
  });
});
