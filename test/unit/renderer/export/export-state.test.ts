import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../src/renderer/app/app-state';
import { useNotices } from '../../../../src/renderer/app/notices';
import { followExports, startExport, useExport } from '../../../../src/renderer/export/export-state';
import { useRuns } from '../../../../src/renderer/train/runs-state';
import type { FinishedExport } from '../../../../src/shared/contract/exports';
import { MadeClient } from '../made/client';
import { openProject } from '../made/open-project';
import { runRow } from '../made/run-row';

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
  const client = new MadeClient(async (name) => {
    if (name !== 'exports.start') return { folder: '/exports/run-001 best 2' };
    await written;
    return finished;
  });
  vi.stubGlobal('window', client);
  followExports();
  useApp.setState({ project: { status: 'open', project: openProject }, screen: 'export' });
  useRuns.setState({ rows: [runRow(1)] });
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
    useApp.setState({ project: { status: 'open', project: { ...openProject, folder: '/projects/other' } } });
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
