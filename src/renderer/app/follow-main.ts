import type { ProjectState } from '../../shared/contract/projects';
import { forgetImages, showProjectImages } from '../images/images-state';
import { takePanes } from '../inspect/inspect-state';
import { setTheme, useApp } from './app-state';
import { act, ask } from './client';
import { ensureImage, showImageById } from './current-image';
import { useNotices } from './notices';
import { canvasScreens } from './window-commands';
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

/** Counts up, so that what is on the way for a project is dropped when another one comes. */
let generation = 0;

/** An opened project shows where the person was; a refused or closed one leads back to Start. */
async function showProject(project: ProjectState): Promise<void> {
  const { project: before } = useApp.getState();
  document.title = project.status === 'open' ? `${project.project.name} · Maskwright` : 'Maskwright';
  if (project.status === 'open' && before.status === 'open' && before.project.folder === project.project.folder) {
    useApp.setState({ project });
    return;
  }
  const mine = ++generation;
  forgetUndo();
  resetWorkspace();
  forgetImages();
  if (project.status !== 'open') {
    useApp.setState({ project, screen: 'start' });
    return;
  }
  // Main answers for the new project already: nothing may go on asking with the ids of the one before.
  if (before.status === 'open') {
    useApp.setState({ project: { status: 'opening', folder: project.project.folder }, screen: 'start' });
  }
  const workspace = await ask('workspace.read', null);
  if (mine !== generation) return;
  takeWorkspace(workspace);
  takePanes(workspace.inspect);
  useApp.setState({ project, screen: workspace.screen });
  await showProjectImages();
  if (mine === generation && workspace.image !== null) await showImageById(workspace.image);
  // The image of the last time may be gone; a screen that works on one takes the first then.
  if (mine === generation && canvasScreens.includes(workspace.screen)) await ensureImage();
}

/** What could be undone belonged to the project before. */
function forgetUndo(): void {
  useNotices.getState().dismiss();
}
