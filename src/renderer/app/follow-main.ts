import type { ProjectState } from '../../shared/contract/projects';
import { showProjectImages } from '../images/images-state';
import { setTheme, useApp } from './app-state';
import { act, ask } from './client';
import { showImageById } from './current-image';
import { useNotices } from './notices';
import { resetWorkspace, takeWorkspace } from './workspace';

/** Takes over what main holds, and follows it from then on. */
export async function followMain(): Promise<void> {
  window.maskwright.on('engine.changed', (engine) => useApp.setState({ engine }));
  window.maskwright.on('projects.stateChanged', (project) => act(() => showProject(project)));
  window.maskwright.on('app.themeChanged', setTheme);
  const [facts, engine, project] = await Promise.all([
    ask('app.facts', null),
    ask('engine.state', null),
    ask('projects.state', null),
  ]);
  useApp.setState({ facts, engine });
  await showProject(project);
}

/** An opened project shows where the person was; a refused or closed one leads back to Start. */
async function showProject(project: ProjectState): Promise<void> {
  const before = useApp.getState().project;
  if (project.status !== 'open') {
    forgetUndo();
    resetWorkspace();
    useApp.setState({ project, screen: 'start' });
    document.title = 'Maskwright';
    return;
  }
  document.title = `${project.project.name} · Maskwright`;
  if (before.status === 'open' && before.project.folder === project.project.folder) {
    useApp.setState({ project });
    return;
  }
  forgetUndo();
  const workspace = await ask('workspace.read', null);
  takeWorkspace(workspace);
  useApp.setState({ project, screen: workspace.screen });
  await showProjectImages();
  if (workspace.image !== null) await showImageById(workspace.image);
}

/** What could be undone belonged to the project before. */
function forgetUndo(): void {
  useNotices.getState().dismiss();
}
