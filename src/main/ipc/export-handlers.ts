import { shell } from 'electron';
import type { exportRequests } from '../../shared/contract/exports';
import { ExportDesk } from '../exports/export-desk';
import { tellWindow } from '../window-events';
import type { Handlers } from './handler';
import { perOpening } from './per-opening';

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

const deskOf = perOpening(
  ({ store, facts }, { window, app }) =>
    new ExportDesk({
      store,
      engine: app.engine,
      projectFolder: facts.folder,
      onProgress: (progress) => tellWindow(window, 'exports.progress', progress),
    }),
);
