import { create } from 'zustand';
import type { AppFacts, Theme } from '../../shared/contract/app';
import type { EngineState } from '../../shared/contract/engine';
import type { OpenProjectFacts, ProjectState } from '../../shared/contract/projects';

export type Screen = 'start' | 'images' | 'paint' | 'weights' | 'train' | 'inspect' | 'export';

interface AppState {
  facts: AppFacts | null;
  engine: EngineState;
  project: ProjectState;
  screen: Screen;
}

export const useApp = create<AppState>()(() => ({
  facts: null,
  engine: { status: 'starting' },
  project: { status: 'none' },
  screen: 'start',
}));

export function goTo(screen: Screen): void {
  useApp.setState({ screen });
}

/** The open project; null while none is. */
export function openProject(): OpenProjectFacts | null {
  const { project } = useApp.getState();
  return project.status === 'open' ? project.project : null;
}

/** Why nothing in the open project can be changed, a sentence; null where it can. */
export function readOnlyReason(): string | null {
  return openProject()?.isReadOnly ? 'The project is open for reading only.' : null;
}

/** The open project, for a component. */
export function useOpenProject(): OpenProjectFacts | null {
  return useApp(({ project }) => (project.status === 'open' ? project.project : null));
}

/** Hears when another project is open, or none any more; the returned function ends it. */
export function onOtherProject(listener: (folder: string | null, before: string | null) => void): () => void {
  return useApp.subscribe((state, before) => {
    const [folder, folderBefore] = [folderOf(state), folderOf(before)];
    if (folder !== folderBefore) listener(folder, folderBefore);
  });
}

export function setTheme(theme: Theme): void {
  const { facts } = useApp.getState();
  if (facts !== null) useApp.setState({ facts: { ...facts, theme } });
}

function folderOf({ project }: Pick<AppState, 'project'>): string | null {
  return project.status === 'open' ? project.project.folder : null;
}
