import { Problem } from '../../shared/problem';
import { keepColors } from '../paint/class-acts';
import { strokesSaved, useUnsaved } from '../paint/document/open-documents';
import { useStart } from '../start/start-state';
import { goTo, openProject } from './app-state';
import { ask } from './client';
import { keepNow, useWorkspace } from './workspace';

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
      await openFolder(found.folder);
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

/** Opens a project where the person left it; the one that is open already is shown again. */
export async function openFolder(folder: string, readOnly = false): Promise<void> {
  if (openProject()?.folder === folder) {
    goTo(useWorkspace.getState().screen);
    return;
  }
  await leaveProject();
  await ask('projects.open', { folder, readOnly });
}

export async function openSample(): Promise<void> {
  await leaveProject();
  await ask('projects.makeSample', null);
}

export async function closeProject(): Promise<void> {
  await leaveProject();
  await ask('projects.close', null);
}

export async function offerNewProject(): Promise<void> {
  const { folder } = await ask('projects.suggestFolder', { name: '' });
  useStart.getState().offerNew({ name: '', folder, imagePaths: [] });
  goTo('start');
}

/**
 * Waits until every stroke and every setting of the open project is on the disk.
 * @throws Problem `project-unsaved` where some cannot be saved: leaving would lose them
 */
export async function leaveProject(): Promise<void> {
  await Promise.all([keepNow(), keepColors()]);
  if (await strokesSaved()) return;
  const names = useUnsaved.getState().names.join(', ');
  throw new Problem(
    'project-unsaved',
    `Strokes on ${names} could not be saved, so the project stays open.`,
    'Choose "Save again" in the status line when what kept it from saving is mended, or close the window without them.',
  );
}
