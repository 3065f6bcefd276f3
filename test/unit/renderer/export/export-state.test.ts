import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../src/renderer/app/app-state';
import { useNotices } from '../../../../src/renderer/app/notices';
import { followExports, startExport, useExport } from '../../../../src/renderer/export/export-state';
import { useRuns } from '../../../../src/renderer/train/runs-state';
import type { FinishedExport } from '../../../../src/shared/contract/exports';
import { projectIdSchema, runIdSchema } from '../../../../src/shared/ids';
import { runConfigSchema } from '../../../../src/shared/training/run-config';

const run = runIdSchema.parse('run-001');
const facts = {
  id: projectIdSchema.parse('00000000-0000-4000-8000-000000000000'),
  folder: '/projects/cells',
  name: 'Cells',
  isReadOnly: false,
  unpainted: 'void' as const,
  inputChannels: 1,
  notices: [],
};
const finished: FinishedExport = {
  folder: '/exports/run-001 best',
  files: [],
  maxDifference: 0,
  notices: [],
  card: '',
};
let finish: () => void;
let exporting: Promise<void>;

beforeEach(() => {
  const written = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const request = async (name: string) => {
    if (name === 'exports.start') await written;
    return { ok: true, value: name === 'exports.start' ? finished : { folder: '/exports/run-001 best 2' } };
  };
  vi.stubGlobal('window', { maskwright: { request, on: () => () => undefined } });
  followExports();
  useApp.setState({ project: { status: 'open', project: facts }, screen: 'export' });
  useRuns.setState({ rows: [row] });
  useExport.setState({ folder: finished.folder });
  useNotices.getState().dismiss();
  exporting = startExport();
});

afterEach(() => {
  useApp.setState({ project: { status: 'none' }, screen: 'start' });
  useRuns.setState({ rows: null });
  vi.unstubAllGlobals();
});

describe('what an export came to', () => {
  it('stands on the screen, with a free folder for the next', async () => {
    expect(useExport.getState().progress).not.toBeNull();
    finish();
    await exporting;
    expect(useExport.getState()).toMatchObject({ result: finished, progress: null, folder: '/exports/run-001 best 2' });
    expect(useNotices.getState().notice).toBeNull();
  });

  it('is said in a notice where another network is shown by then', async () => {
    useExport.setState({ checkpoint: 'last', folder: '/exports/run-001 last' });
    finish();
    await exporting;
    expect(useExport.getState()).toMatchObject({ result: null, progress: null, folder: '/exports/run-001 last' });
    expect(sentence()).toBe('Run 1 is exported and verified, in /exports/run-001 best.');
  });

  it('is said in a notice on another screen', async () => {
    useApp.setState({ screen: 'train' });
    finish();
    await exporting;
    expect(sentence()).toContain('/exports/run-001 best');
  });

  it('leaves another project as it is', async () => {
    useApp.setState({ project: { status: 'open', project: { ...facts, folder: '/projects/other' } } });
    const untouched = useExport.getState();
    finish();
    await exporting;
    expect(useExport.getState()).toBe(untouched);
    expect(sentence()).toContain('/exports/run-001 best');
  });
});

function sentence(): string {
  const { notice } = useNotices.getState();
  return notice?.kind === 'done' ? notice.sentence : '';
}

const row = {
  id: run,
  status: 'finished' as const,
  config: runConfigSchema.parse({}),
  createdAt: '',
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
  isTrained: true,
};
