import { create } from 'zustand';
import type { ProjectClassRow } from '../../shared/contract/classes';
import type { ClassId } from '../../shared/ids';
import { onOtherProject, openProject } from '../app/app-state';
import { act, ask } from '../app/client';

interface ClassesState {
  /** In the order of display. */
  classes: readonly ProjectClassRow[];
}

/** The classes of the open project, for the whole window. */
export const useClasses = create<ClassesState>()(() => ({ classes: [] }));

export function classNamed(id: ClassId): ProjectClassRow | undefined {
  return useClasses.getState().classes.find((entry) => entry.id === id);
}

/** Hears of every change from main, and of another project. */
export function followClasses(): void {
  window.maskwright.on('classes.changed', () => act(reloadClasses));
  onOtherProject((folder) => {
    useClasses.setState({ classes: [] });
    if (folder !== null) act(reloadClasses);
  });
}

/** Counts up, so that a late answer to an old question is dropped. */
let generation = 0;

export async function reloadClasses(): Promise<void> {
  const mine = ++generation;
  const folder = openProject()?.folder;
  if (folder === undefined) return;
  const classes = await ask('classes.list', null);
  if (mine === generation && openProject()?.folder === folder) useClasses.setState({ classes });
}
