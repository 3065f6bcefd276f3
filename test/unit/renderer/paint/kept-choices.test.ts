import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../src/renderer/app/app-state';
import { resetWorkspace, takeWorkspace, useWorkspace } from '../../../../src/renderer/app/workspace';
import {
  setSize,
  setTool,
  toggleHidden,
  toggleLocked,
  usePaint,
} from '../../../../src/renderer/paint/document/paint-state';
import { followPaintChoices } from '../../../../src/renderer/paint/kept-choices';
import { setAmount, setToolSettings, useToolSettings } from '../../../../src/renderer/paint/tool-settings';
import { type PaintChoices, paintChoicesSchema } from '../../../../src/shared/contract/paint-choices';
import { firstWorkspace } from '../../../../src/shared/contract/workspace';
import { classIdSchema } from '../../../../src/shared/ids';
import { MadeClient } from '../made/client';
import { openProject } from '../made/open-project';

const id = (value: number) => classIdSchema.parse(value);
let kept: unknown[];

beforeAll(followPaintChoices);

beforeEach(() => {
  vi.useFakeTimers();
  kept = [];
  vi.stubGlobal(
    'window',
    new MadeClient((name, input) => {
      if (name === 'workspace.keep') kept.push(input);
      return null;
    }),
  );
  open('/a', null);
});

afterEach(() => {
  close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** As following main does it. */
function open(folder: string, paint: PaintChoices | null): void {
  takeWorkspace({ ...firstWorkspace, paint });
  useApp.setState({ project: { status: 'open', project: { ...openProject, folder } } });
}

function close(): void {
  resetWorkspace();
  useApp.setState({ project: { status: 'none' } });
}

describe('what is in hand on Paint', () => {
  it('is there again when the project is opened the next time, as main keeps it', () => {
    setTool('wand');
    setSize(480, 'brush');
    setAmount('tolerance', 77);
    toggleLocked(id(2));
    toggleHidden(id(3));
    setToolSettings({ over: 'class', overClass: id(2), regionScope: 'shape' });
    vi.advanceTimersByTime(1000);
    expect(kept).toHaveLength(1);
    const [paint, settings] = [usePaint.getState(), useToolSettings.getState()];
    const sent = paintChoicesSchema.parse(JSON.parse(JSON.stringify(useWorkspace.getState().paint)));
    close();
    expect(usePaint.getState().tool).toBe('brush');
    open('/a', sent);
    expect([usePaint.getState(), useToolSettings.getState()]).toEqual([paint, settings]);
  });

  it("is each project's own, and is told to none where it is only taken over", () => {
    setTool('lasso');
    close();
    open('/b', null);
    expect(usePaint.getState().tool).toBe('brush');
    vi.advanceTimersByTime(1000);
    expect(kept).toEqual([]);
  });
});
