import { create } from 'zustand';
import { firstWorkspace, type Workspace } from '../../shared/contract/workspace';
import type { RunId } from '../../shared/ids';
import type { Weighting } from '../../shared/weighting/schema';
import { openProject, useApp } from './app-state';
import { act, ask } from './client';

/** What is set up in the project: kept by main as it changes, so that it is there when the project is opened again. */
export const useWorkspace = create<Workspace>()(() => firstWorkspace);

export function setWeighting(weighting: Weighting): void {
  keep({ weighting });
}

export function setRun(run: RunId | null): void {
  keep({ run });
}

export function setRunForm(runForm: Workspace['runForm']): void {
  keep({ runForm });
}

/** What main had kept, without telling it. */
export function takeWorkspace(workspace: Workspace): void {
  unkept = {};
  if (timer !== null) clearTimeout(timer);
  timer = null;
  useWorkspace.setState(workspace);
}

export function resetWorkspace(): void {
  takeWorkspace(firstWorkspace);
}

/** A slider changes many times a second; the disk hears of it when it rests. */
const REST_MS = 300;
let unkept: Partial<Workspace> = {};
let timer: ReturnType<typeof setTimeout> | null = null;

export function keep(part: Partial<Workspace>): void {
  useWorkspace.setState(part);
  if (openProject() === null) return;
  unkept = { ...unkept, ...part };
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => act(keepNow), REST_MS);
}

/** Has main keep at once what would wait for the rest: the project is about to be left. */
export async function keepNow(): Promise<void> {
  const part = unkept;
  unkept = {};
  if (Object.keys(part).length > 0 && openProject() !== null) await ask('workspace.keep', part);
}

/** The screen belongs to what is found again. */
export function followScreen(): void {
  useApp.subscribe(({ screen, project }, before) => {
    if (project.status === 'open' && screen !== before.screen && screen !== 'start') keep({ screen });
  });
  window.addEventListener('pagehide', () => act(keepNow));
}
