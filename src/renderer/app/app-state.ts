import { create } from 'zustand';
import type { AppFacts, Theme } from '../../shared/contract/app';
import type { EngineState } from '../../shared/contract/engine';
import type { ProjectState } from '../../shared/contract/projects';
import { ask } from './client';
import { useNotices } from './notices';

export type Screen = 'start' | 'images';

interface AppState {
  facts: AppFacts | null;
  engine: EngineState;
  project: ProjectState;
  screen: Screen;
  goTo(screen: Screen): void;
}

export const useApp = create<AppState>()((set) => ({
  facts: null,
  engine: { status: 'starting' },
  project: { status: 'none' },
  screen: 'start',
  goTo: (screen) => set({ screen }),
}));

/** Takes over what main holds, and follows it from then on. */
export async function followMain(): Promise<void> {
  window.maskwright.on('engine.changed', (engine) => useApp.setState({ engine }));
  window.maskwright.on('projects.stateChanged', showProject);
  window.maskwright.on('app.themeChanged', setTheme);
  const [facts, engine, project] = await Promise.all([
    ask('app.facts', null),
    ask('engine.state', null),
    ask('projects.state', null),
  ]);
  useApp.setState({ facts, engine });
  showProject(project);
}

/** An opened project shows its images; a refused or closed one leads back to Start. */
function showProject(project: ProjectState): void {
  // What could be undone belonged to the project before.
  useNotices.getState().dismiss();
  useApp.setState({ project, screen: project.status === 'open' ? 'images' : 'start' });
  document.title = project.status === 'open' ? `${project.project.name} · Maskwright` : 'Maskwright';
}

function setTheme(theme: Theme): void {
  const { facts } = useApp.getState();
  if (facts !== null) useApp.setState({ facts: { ...facts, theme } });
}
