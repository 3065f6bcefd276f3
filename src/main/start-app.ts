import { join } from 'node:path';
import { app, dialog, nativeTheme, session } from 'electron';
import { z } from 'zod';
import type { AppFolders } from '../shared/app-folders';
import { serveApp } from './app-protocol';
import { ComparisonKeeper } from './comparisons/comparison-keeper';
import { forkEngine } from './engines/fork-engine';
import { EngineSupervisor } from './engines/supervisor';
import { serveImages } from './image-protocol';
import { registerRequests } from './ipc/register';
import { setMenu } from './menu';
import { APP_ORIGIN } from './own-addresses';
import { CARDS_OWNER, CardPictures } from './projects/card-pictures';
import { openInWorker } from './projects/open-in-worker';
import { Workspaces } from './projects/workspaces';
import { RenditionQueue, type TileRequest } from './rendition-queue';
import { RunKeeper } from './runs/run-keeper';
import { Speeds } from './runs/speeds';
import { hardenSession, holdPages } from './security';
import { loadSettings } from './settings';
import { StoreClient } from './store/store-client';
import type { AppServices } from './window-context';
import { windowProblem } from './window-problem';
import { Windows } from './windows';

/** electron-vite's server while developing; never in what ships. */
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
/** The engine starts after so long in any case. */
const LONGEST_HOLD_MS = 4000;
const secondInstanceSchema = z.object({ folder: z.string().nullable() });

/** From a first instance to its first window. @param asked the project that the arguments name */
export async function startApp(folders: AppFolders, asked: string | null): Promise<void> {
  holdPages();
  const libraryClient = new StoreClient();
  const library = await libraryClient.openLibrary(folders.data).catch(async (error: unknown) => {
    await app.whenReady();
    const { message, hint } = windowProblem(error);
    dialog.showErrorBox('Maskwright cannot start', `${message}\n\n${hint}`);
    throw error;
  });
  await app.whenReady();
  const settings = await loadSettings(library.choices, join(app.getPath('documents'), 'Maskwright'));
  nativeTheme.themeSource = settings.theme;
  setMenu(process.platform);
  hardenSession(session.defaultSession, devServer);
  serveApp(join(__ENTRIES__, '../renderer'));

  const engine = new EngineSupervisor({
    start: () => forkEngine(settings.device),
    onState: (state) => windows?.broadcast('engine.changed', state),
    // TensorFlow takes every core while it loads: the window is shown first.
    isHeld: true,
  });
  const speeds = new Speeds(library.choices, engine);
  const runs = new RunKeeper({
    openForRuns: (folder) => openInWorker.open(folder, 'runs'),
    startEngine: () => forkEngine(settings.device, 'training'),
    cacheFolder: folders.cache,
    vendorFolder: join(__ENTRIES__, '../../vendor'),
    tellProject: (folder, name, payload) => windows?.tellProject(folder, name, payload),
    tellAll: (name, payload) => windows?.broadcast(name, payload),
    onTrained: (run) => void speeds.learn(run).catch((error: unknown) => console.error('no speed kept', error)),
  });
  const services: AppServices = {
    engine,
    library,
    settings,
    cards: new CardPictures(),
    workspaces: new Workspaces(library.choices),
    speeds,
    runs,
    comparisons: new ComparisonKeeper({
      openForRuns: (folder) => openInWorker.open(folder, 'runs'),
      runs,
      score: (input) => engine.call('scoreComparedRun', input),
      tellProject: (folder, name, payload) => windows?.tellProject(folder, name, payload),
      tellAll: (name, payload) => windows?.broadcast(name, payload),
    }),
    folders,
    version: app.getVersion(),
    broadcast: (name, payload) => windows?.broadcast(name, payload),
    tellProject: (folder, name, payload) => windows?.tellProject(folder, name, payload),
    showProject: async (folder, isReadOnly, from) => windows?.showProject(folder, isReadOnly, from),
  };
  const windows: Windows | undefined = new Windows(services, devServer);
  serveImages({
    origin: devServer === undefined ? APP_ORIGIN : new URL(devServer).origin,
    find: (owner, id) =>
      owner === CARDS_OWNER ? Promise.resolve(services.cards.find(id)) : windows.findImage(owner, id),
    renditions: new RenditionQueue({
      make: async (request) => {
        const cacheFolder = join(folders.cache, 'renditions');
        return (await services.engine.call('rendition', { ...request, cacheFolder })).path;
      },
    }),
    tiles: new RenditionQueue<TileRequest>({
      make: async (request, signal) => {
        const cacheFolder = folders.cache;
        return (await services.engine.call('pyramidTile', { ...request, cacheFolder }, { signal })).path;
      },
      // A tile may wait for rows of the file to be read: the engine's other places stay free meanwhile.
      maxRunning: 2,
      maxWaiting: 200,
    }),
  });
  registerRequests((contents) => windows.contextOf(contents), devServer);

  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const { folder } = secondInstanceSchema.catch({ folder: null }).parse(data);
    if (folder !== null) void windows.showProject(folder, false, null);
    else windows.raiseOne();
  });
  app.on('activate', () => {
    if (windows.contexts.length === 0) windows.open();
  });
  quitInOrder(windows, services, libraryClient);

  const { window, project } = windows.open();
  window.once('ready-to-show', () => engine.begin());
  setTimeout(() => engine.begin(), LONGEST_HOLD_MS).unref();
  if (asked !== null) await project.open(asked, false);
}

/** Projects are closed and their last writes done before the process ends. */
function quitInOrder(windows: Windows, services: AppServices, library: StoreClient): void {
  let isDone = false;
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (isDone) return;
    event.preventDefault();
    services.engine.stop();
    void Promise.all([services.comparisons.close(), services.runs.close()])
      .then(() => windows.closeProjects())
      .then(() => services.workspaces.flush())
      .then(() => library.end())
      .finally(() => {
        isDone = true;
        app.quit();
      });
  });
}
