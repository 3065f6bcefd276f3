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
import type { RunRow, StoredRunEvent } from '../../../../src/shared/contract/runs';
import { projectIdSchema, type RunId, runIdSchema } from '../../../../src/shared/ids';
import { runConfigSchema } from '../../../../src/shared/training/run-config';

/** Main as the window meets it: answers, and events that a test sends. */
class MadeMain {
  rows: RunRow[] = [];
  events: StoredRunEvent[] = [];
  asked: string[] = [];
  readonly #listeners = new Map<string, (payload: unknown) => void>();

  readonly client = {
    request: async (name: string): Promise<{ ok: true; value: unknown }> => {
      this.asked.push(name);
      const answers: Record<string, unknown> = {
        'runs.list': this.rows,
        'runs.active': [],
        'runs.events': [...this.events],
      };
      return { ok: true, value: answers[name] };
    },
    on: (name: string, listener: (payload: unknown) => void) => {
      this.#listeners.set(name, listener);
      return () => undefined;
    },
  };

  send(name: string, payload: unknown): void {
    this.#listeners.get(name)?.(payload);
  }
}

const first = runIdSchema.parse('run-001');
const second = runIdSchema.parse('run-002');

function row(id: RunId, part: Partial<RunRow> = {}): RunRow {
  return {
    id,
    status: 'finished',
    config: runConfigSchema.parse({}),
    createdAt: '2026-05-20T12:00:00.000Z',
    startedAt: null,
    endedAt: null,
    step: 0,
    totalSteps: null,
    best: null,
    trainingLoss: null,
    validationLoss: null,
    scores: null,
    reason: null,
    problem: null,
    notes: '',
    isTrained: false,
    ...part,
  };
}

function entry(seq: number): StoredRunEvent {
  const event = { type: 'saved', run: first, step: seq, checkpoint: 'last' } as const;
  return { seq, at: '2026-05-20T12:00:00.000Z', event };
}

const project = {
  id: projectIdSchema.parse('00000000-0000-4000-8000-000000000000'),
  folder: '/projects/cells',
  name: 'Cells',
  isReadOnly: false,
  unpainted: 'void' as const,
  inputChannels: 1,
  notices: [],
};
const seqs = (run: RunId): number[] =>
  useRuns
    .getState()
    .entries.get(run)
    ?.map(({ seq }) => seq) ?? [];
const ids = (): RunId[] => useRuns.getState().rows?.map(({ id }) => id) ?? [];
let main: MadeMain;

beforeEach(async () => {
  main = new MadeMain();
  main.rows = [row(second), row(first)];
  main.events = [entry(1), entry(2)];
  vi.stubGlobal('window', { maskwright: main.client });
  useApp.setState({ project: { status: 'none' } });
  followRuns();
  useApp.setState({ project: { status: 'open', project } });
  await vi.waitFor(() => expect(useRuns.getState().rows).not.toBeNull());
});

afterEach(() => {
  vi.unstubAllGlobals();
  useWorkspace.setState({ run: null });
});

describe('the runs of the window', () => {
  it('are those of its project, newest first, and follow each change', () => {
    const third = runIdSchema.parse('run-003');
    main.send('runs.changed', row(third, { status: 'running' }));
    main.send('runs.changed', row(first, { notes: 'baseline' }));
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
    main.events = [1, 2, 3, 4].map(entry);
    main.send('runs.eventAdded', { run: first, entry: entry(4) });
    await vi.waitFor(() => expect(seqs(first)).toEqual([1, 2, 3, 4]));
  });

  it('lose none that comes while they are being asked for', async () => {
    const asking = needEntries(first);
    main.events = [1, 2, 3].map(entry);
    main.send('runs.eventAdded', { run: first, entry: entry(3) });
    await asking;
    expect(seqs(first)).toEqual([1, 2, 3]);
  });

  it('are asked for in another project, while those of a run of the same name are on their way', async () => {
    const before = needEntries(first);
    useApp.setState({ project: { status: 'open', project: { ...project, folder: '/projects/other' } } });
    main.events = [entry(1)];
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
