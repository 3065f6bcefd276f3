import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import log from 'electron-log/main';
import { appFolders } from '../shared/app-folders';
import { registerSchemes } from './app-protocol';
import { folderFromArguments } from './arguments';
import { startApp } from './start-app';

const named = appFolders(process.env, process.platform, homedir());
// Electron takes whole paths only; the person may have named a folder from where they stand.
const folders = { data: resolve(named.data), cache: resolve(named.cache) };
app.setName('Maskwright');
// Also decides which instances know each other: one a data folder.
app.setPath('userData', folders.data);
// The browser's own files lie apart from the library.
app.setPath('sessionData', join(folders.data, 'browser'));
registerSchemes();
log.transports.file.resolvePathFn = () => join(folders.data, 'logs', 'main.log');
log.transports.console.level = 'warn';
Object.assign(console, log.functions);

const asked = folderFromArguments(process.argv, app.isPackaged, process.cwd());
if (app.requestSingleInstanceLock({ folder: asked })) {
  startApp(folders, asked).catch((error: unknown) => {
    console.error('the app did not start', error);
    app.exit(1);
  });
} else {
  app.quit();
}
