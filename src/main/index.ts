import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import log from 'electron-log/main';
import { appFolders } from '../shared/app-folders';
import { registerSchemes } from './app-protocol';
import { folderFromArguments } from './arguments';
import { startApp } from './start-app';

const folders = appFolders(process.env, process.platform, homedir());
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
