import { useStart } from '../start/start-state';
import { goTo } from './app-state';
import { ask } from './client';

/** Asks for a folder and opens the project in it, or offers to make one of its images. */
export async function openByDialog(): Promise<void> {
  const { paths } = await ask('app.chooseFolder', { purpose: 'open-project' });
  if (paths.length > 0) await openOrOffer(paths);
}

/** A project is opened; images become the start of a new one. */
export async function openOrOffer(paths: string[]): Promise<void> {
  const found = await ask('projects.examine', { paths });
  switch (found.kind) {
    case 'project':
      await ask('projects.open', { folder: found.folder, readOnly: false });
      return;
    case 'images':
      useStart.getState().offerNew({
        name: found.suggestedName,
        folder: found.suggestedFolder,
        imagePaths: found.paths,
      });
      goTo('start');
      return;
    case 'nothing':
      useStart.getState().showProblem(found.problem);
      goTo('start');
      return;
  }
}

export async function offerNewProject(): Promise<void> {
  const { folder } = await ask('projects.suggestFolder', { name: '' });
  useStart.getState().offerNew({ name: '', folder, imagePaths: [] });
  goTo('start');
}
