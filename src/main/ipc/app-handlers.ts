import { dialog, nativeTheme } from 'electron';
import type { appRequests } from '../../shared/contract/app';
import type { WindowContext } from '../window-context';
import type { Handlers } from './handler';

const titles = { 'open-project': 'Open a project', 'new-project': 'Folder of the new project', images: 'Add a folder' };

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
};

async function choose({ window }: WindowContext, options: Electron.OpenDialogOptions): Promise<{ paths: string[] }> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return { paths: canceled ? [] : filePaths };
}
