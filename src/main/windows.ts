import { join } from 'node:path';
import { BrowserWindow, nativeTheme, type WebContents } from 'electron';
import type { EventName, EventPayload } from '../shared/contract/index';
import { reloadCrashedPage } from './crashed-page';
import type { RenditionSource } from './image-protocol';
import { guardUnsavedStrokes } from './labels/unsaved-strokes';
import { APP_ORIGIN } from './own-addresses';
import { openInWorker } from './projects/open-in-worker';
import { WindowProject } from './projects/window-project';
import type { AppServices, WindowContext } from './window-context';
import { tellWindow } from './window-events';

const background = { dark: '#16181b', light: '#f3f4f6' };

/** The app's windows; each shows one project, and no project is shown twice. */
export class Windows {
  readonly #contexts = new Map<number, WindowContext>();
  /** Projects of windows that are closed already, until their last write is done. */
  readonly #closing = new Set<Promise<void>>();

  constructor(
    private readonly app: AppServices,
    private readonly devServer: string | undefined,
  ) {}

  get contexts(): WindowContext[] {
    return [...this.#contexts.values()];
  }

  contextOf(contents: WebContents): WindowContext | null {
    return this.#contexts.get(contents.id) ?? null;
  }

  broadcast<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    for (const { window } of this.contexts) tellWindow(window, name, payload);
  }

  tellProject<Name extends EventName>(folder: string, name: Name, payload: EventPayload<Name>): void {
    for (const { window, project } of this.contexts) if (project.folder === folder) tellWindow(window, name, payload);
  }

  /** The project in the window that has it, else in `from` or an idle window, else in a new one. */
  async showProject(folder: string, isReadOnly: boolean, from: WindowContext | null): Promise<void> {
    const has = this.contexts.find(({ project }) => project.folder === folder);
    if (has !== undefined && has !== from) {
      raise(has.window);
      return;
    }
    const idle = from ?? this.contexts.find(({ project }) => project.folder === null) ?? this.open();
    raise(idle.window);
    await idle.project.open(folder, isReadOnly);
  }

  open(): WindowContext {
    const window = new BrowserWindow({
      width: 1440,
      height: 900,
      minWidth: 1024,
      minHeight: 700,
      show: false,
      title: 'Maskwright',
      icon: join(__ENTRIES__, '../../resources/icon.png'),
      backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
      autoHideMenuBar: true,
      webPreferences: {
        preload: join(__ENTRIES__, '../preload/index.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    const project = new WindowProject({
      opener: openInWorker,
      library: this.app.library,
      callEngine: (name, input, signal) => this.app.engine.call(name, input, { signal }),
      onState: (state) => tellWindow(window, 'projects.stateChanged', state),
      onImagesChanged: () => tellWindow(window, 'images.changed', null),
      onAddState: (state) => tellWindow(window, 'images.addChanged', state),
    });
    const context = { window, project, app: this.app };
    const { id } = window.webContents;
    this.#contexts.set(id, context);
    window.once('ready-to-show', () => window.show());
    window.on('focus', () => void project.verifyAgain());
    reloadCrashedPage(window);
    guardUnsavedStrokes(window);
    window.on('closed', () => {
      this.#contexts.delete(id);
      const closing = project.close();
      this.#closing.add(closing);
      void closing.finally(() => this.#closing.delete(closing));
    });
    void window.loadURL(this.devServer ?? `${APP_ORIGIN}/`);
    return context;
  }

  /** The file behind an image of an open project; null for ids that no open project knows. */
  async findImage(owner: string, id: string): Promise<RenditionSource | null> {
    // A copy of a project's folder has the id of the first: both may be open.
    const owners = this.contexts.filter(
      ({ project: { state } }) => state.status === 'open' && state.project.id === owner,
    );
    for (const { project } of owners) {
      const found = await project.findImage(id);
      if (found !== null) return found;
    }
    return null;
  }

  /** Brings a window to the front, where there is one. */
  raiseOne(): void {
    const [first] = this.contexts;
    if (first !== undefined) raise(first.window);
  }

  /** Closes every project; working sessions end and locks are given back. */
  async closeProjects(): Promise<void> {
    await Promise.allSettled([...this.contexts.map(({ project }) => project.close()), ...this.#closing]);
  }
}

function raise(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
