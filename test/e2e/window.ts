import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { expect } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

export interface OpenedWindow {
  app: ElectronApplication;
  page: Page;
  /** What the page itself complained about; empty at the end of a good test. */
  complaints: string[];
}

export interface LaunchOptions {
  /** The app's data folder; one instance each. */
  data: string;
  cache: string;
  args?: readonly string[];
  /** In place of the person's own folder, where projects are made that nobody chose a place for. */
  home?: string;
}

/** Starts the built app as a person would, and waits for its window. */
export async function launch({ data, cache, args = [], home }: LaunchOptions): Promise<OpenedWindow> {
  const app = await _electron.launch({
    ...launchParameters({ data, cache, args, ...(home === undefined ? {} : { home }) }),
    colorScheme: null,
    timeout: 60_000,
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.locator('.status-bar').waitFor();
  return { app, page, complaints };
}

export function launchParameters({ data, cache, args = [], home }: LaunchOptions): {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
} {
  const executablePath: unknown = require('electron');
  if (typeof executablePath !== 'string') throw new Error('electron is not set up');
  // Chromium's own sandbox does not start as root; the app's other walls are the same without it.
  const isRoot = process.getuid?.() === 0;
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  return {
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), root, ...args],
    env: Object.fromEntries(
      Object.entries({
        ...env,
        MASKWRIGHT_DATA: data,
        MASKWRIGHT_CACHE: cache,
        ...(home === undefined ? {} : { HOME: home }),
      }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

/** The next dialogs answer with these paths. */
export async function answerDialogs(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths: [...filePaths] });
  }, paths);
}

/** Drops files or folders on the window, as the system would. */
export async function drop(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  }
  await session.detach();
}

/** Sets the system's theme, and waits until the page shows it. */
export async function setTheme({ app, page }: OpenedWindow, theme: 'dark' | 'light'): Promise<void> {
  await app.evaluate(({ nativeTheme }, themeSource) => {
    nativeTheme.themeSource = themeSource;
  }, theme);
  await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, theme === 'dark');
}

/** Kills the page's process, and waits until another one has loaded the page whole. */
export async function crashPage(app: ElectronApplication): Promise<void> {
  const loadedBy = (): Promise<number | null> =>
    app.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      return contents === undefined || contents.isCrashed() || contents.isLoading() ? null : contents.getOSProcessId();
    });
  const before = await loadedBy();
  if (before === null) throw new Error('the page has no process');
  process.kill(before, 'SIGKILL');
  await expect
    .poll(async () => ![null, before].includes(await loadedBy()), { timeout: 20_000, interval: 200 })
    .toBe(true);
}

/** Words of the page, also of one that Playwright has lost since it crashed. */
export async function pageText(app: ElectronApplication): Promise<string> {
  const text: unknown = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.executeJavaScript('document.body.textContent'),
  );
  return String(text);
}

/** Process id of the running engine; null while there is none. */
export async function enginePid(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(
    ({ app: electron }) =>
      electron.getAppMetrics().find(({ name, serviceName }) => [name, serviceName].includes('Maskwright engine'))
        ?.pid ?? null,
  );
}
