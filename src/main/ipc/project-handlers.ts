import type { projectRequests } from '../../shared/contract/projects';
import { examine, freeFolder } from '../projects/examine';
import { trainingSentence } from '../projects/run-sentence';
import { sampleProject } from '../sample/sample-project';
import type { Handlers } from './handler';

export const projectHandlers: Handlers<keyof typeof projectRequests> = {
  'projects.recent': async (_input, { app }) => {
    const known = await app.library.projects.list();
    return known.map((project) => {
      const active = app.runs.active.find(({ projectFolder }) => projectFolder === project.folder);
      return app.cards.recent(active === undefined ? project : { ...project, lastRun: trainingSentence(active) });
    });
  },
  'projects.forget': async ({ folder }, { app }) => {
    await app.library.projects.forget(folder);
    return null;
  },
  'projects.suggestFolder': ({ name }, { app }) => ({ folder: freeFolder(app.settings.projectsFolder, name) }),
  'projects.examine': ({ paths }, { app }) => examine(paths, app.settings.projectsFolder),
  'projects.create': async (settings, { project }) => {
    await project.create(settings);
    return null;
  },
  'projects.makeSample': async (_input, context) => {
    await context.app.showProject(await sampleProject(context), false, context);
    return null;
  },
  'projects.change': async (change, { project }) => {
    await project.change(change);
    return null;
  },
  'projects.open': async ({ folder, readOnly }, context) => {
    await context.app.showProject(folder, readOnly, context);
    return null;
  },
  'projects.close': async (_input, { project }) => {
    await project.close();
    return null;
  },
  'projects.state': (_input, { project }) => project.state,
};
