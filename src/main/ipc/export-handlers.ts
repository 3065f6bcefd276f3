import { shell } from 'electron';
import type { exportRequests } from '../../shared/contract/exports';
import { ExportDesk } from '../exports/export-desk';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { WindowContext } from '../window-context';
import { tellWindow } from '../window-events';
import type { Handlers } from './handler';

/** One an opening of a project, as its store is. */
const desks = new WeakMap<Remote<ProjectStore>, ExportDesk>();

export const exportHandlers: Handlers<keyof typeof exportRequests> = {
  'exports.suggest': (network, context) => deskOf(context).suggest(network),
  'exports.card': (network, context) => deskOf(context).card(network),
  'exports.start': (wanted, context) => deskOf(context).start(wanted),
  'exports.cancel': (_input, context) => {
    deskOf(context).cancel();
    return null;
  },
  'exports.reveal': async ({ folder }, context) => {
    shell.showItemInFolder(await deskOf(context).shown(folder));
    return null;
  },
};

function deskOf({ window, project, app }: WindowContext): ExportDesk {
  const { store, facts } = project.require();
  const known = desks.get(store);
  if (known !== undefined) return known;
  const made = new ExportDesk({
    store,
    engine: app.engine,
    projectFolder: facts.folder,
    onProgress: (progress) => tellWindow(window, 'exports.progress', progress),
  });
  desks.set(store, made);
  return made;
}
