import { mkdir } from 'node:fs/promises';
import { dialog, nativeTheme, shell } from 'electron';
import type { appRequests } from '../../shared/contract/app';
import { cacheBytes, emptyCache } from '../cache-folder';
import { wholePath } from '../whole-path';
import type { WindowContext } from '../window-context';
import type { Handlers } from './handler';

const titles = {
  'open-project': 'Open a project',
  'new-project': 'Folder of the new project',
  images: 'Add a folder',
  'moved-images': 'Where the images are now',
  export: 'Folder of the model',
  'projects-home': 'Where new projects are made',
  'weight-maps': 'Save weight maps',
};

/** Offered in the dialog; whether a file is an image is decided by what it holds. */
const imageExtensions = ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'gif', 'bmp', 'webp'];

export const appHandlers: Handlers<keyof typeof appRequests> = {
  'app.facts': (_input, { app }) => ({
    version: app.version,
    platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
    theme: app.settings.theme,
  }),
  'app.setTheme': async ({ theme }, { app }) => {
    await app.settings.setTheme(theme);
    nativeTheme.themeSource = theme;
    app.broadcast('app.themeChanged', theme);
    return null;
  },
  'app.chooseFolder': ({ purpose }, context) =>
    choose(context, { title: titles[purpose], properties: ['openDirectory', 'createDirectory'] }),
  'app.chooseImages': (_input, context) =>
    choose(context, {
      title: 'Add images',
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: 'Images', extensions: imageExtensions },
        { name: 'All files', extensions: ['*'] },
      ],
    }),
  'app.settings': (_input, { app: { settings, folders } }) => ({
    device: settings.device,
    folders: { projects: settings.projectsFolder, cache: folders.cache, data: folders.data },
  }),
  'app.setDevice': async ({ device }, { app }) => {
    if (device === app.settings.device) return null;
    await app.settings.setDevice(device);
    app.engine.renew();
    return null;
  },
  'app.setProjectsFolder': async ({ folder }, { app }) => {
    await app.settings.setProjectsFolder(wholePath(folder));
    return null;
  },
  'app.cacheSize': async (_input, { app }) => ({ bytes: await cacheBytes(app.folders.cache) }),
  'app.emptyCache': async (_input, { app }) => {
    await emptyCache(app.folders.cache);
    return null;
  },
  'app.revealFolder': async ({ folder }, { app }) => {
    const path = folderOf(folder, app);
    await mkdir(path, { recursive: true });
    await shell.openPath(path);
    return null;
  },
};

/** Where a person finds what. */
function folderOf(folder: 'projects' | 'cache' | 'data', { settings, folders }: WindowContext['app']): string {
  return folder === 'projects' ? settings.projectsFolder : folders[folder];
}

async function choose({ window }: WindowContext, options: Electron.OpenDialogOptions): Promise<{ paths: string[] }> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return { paths: canceled ? [] : filePaths };
}
