import { homedir } from 'node:os';
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
registerSchemes();
log.initialize({ includeFutureSessions: false });
log.transports.console.level = 'warn';

const asked = folderFromArguments(process.argv, app.isPackaged, process.cwd());
if (app.requestSingleInstanceLock({ folder: asked })) {
  startApp(folders, asked).catch((error: unknown) => {
    log.error('the app did not start', error);
    app.exit(1);
  });
} else {
  app.quit();
}
