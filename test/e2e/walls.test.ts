import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { launch, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-walls-'));
let opened: OpenedWindow;

beforeAll(async () => {
  opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what the page cannot do', () => {
  it('has no Node and no more of the app than its client', async () => {
    const found = await opened.page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
      client: Object.keys(window.maskwright).sort(),
    }));
    expect(found).toEqual({ node: [], client: ['on', 'pathOf', 'request'] });
  });

  it('runs in a sandbox of its own', async () => {
    const preferences = await opened.app.evaluate(({ webContents }) => {
      const found = webContents.getAllWebContents()[0];
      // Not among the documented functions: the preferences as the window was really made with.
      const preferences: unknown = Reflect.apply(Reflect.get(found ?? {}, 'getLastWebPreferences'), found, []);
      const of = (name: string): unknown => Object(preferences)[name];
      return ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity'].map((name) => [name, of(name)]);
    });
    expect(Object.fromEntries(preferences)).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
  });

  it('runs no code from text and none that is put into the page', async () => {
    const found = await opened.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.body.dataset.ran = "yes"';
      document.body.append(script);
      // A turn later, since the debugger that runs this may evaluate whatever it likes.
      const evaluated = await new Promise<boolean>((resolve) => {
        setTimeout(() => {
          try {
            Reflect.apply(Reflect.get(globalThis, 'eval'), undefined, ['1']);
            resolve(true);
          } catch {
            resolve(false);
          }
        });
      });
      return { ran: document.body.dataset.ran ?? 'no', evaluated };
    });
    expect(found).toEqual({ ran: 'no', evaluated: false });
  });

  it('reaches neither the network nor the disk', async () => {
    const outcomes = await opened.page.evaluate(() =>
      Promise.all(
        [
          'https://example.org/',
          'http://127.0.0.1:9/',
          'file:///etc/hostname',
          'app://elsewhere/../../package.json',
        ].map((address) =>
          fetch(address).then(
            (response) => response.status,
            () => 'refused',
          ),
        ),
      ),
    );
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  it('gets renditions by ids that exist, and nothing by a path', async () => {
    const outcomes = await opened.page.evaluate(() =>
      Promise.all(
        [
          'image://cards/0123456789abcdef/640',
          'image://cards/..%2f..%2fetc%2fpasswd/640',
          'image://cards/0123456789abcdef/99999',
        ].map((address) =>
          fetch(address).then(
            (response) => response.ok,
            () => false,
          ),
        ),
      ),
    );
    expect(outcomes).toEqual([false, false, false]);
  });

  it('opens no window and stays where it is', async () => {
    const { app, page } = opened;
    const before = page.url();
    const other = await page.evaluate(() => window.open('https://example.org/') === null);
    await page.evaluate(() => {
      location.href = 'https://example.org/';
    });
    await page.waitForTimeout(300);
    expect({ other, url: page.url(), windows: app.windows().length }).toEqual({ other: true, url: before, windows: 1 });
  });

  it('is given no permission', async () => {
    const state = await opened.page.evaluate(
      async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
    );
    expect(state).toBe('denied');
  });

  it('is told plainly that a request does not fit the contract', async () => {
    const codes = await opened.page.evaluate(async () => {
      const request: unknown = window.maskwright.request;
      const ask = (name: unknown, input: unknown): Promise<{ problem: { code: string } }> =>
        Reflect.apply(request instanceof Function ? request : () => undefined, undefined, [name, input]);
      const replies = await Promise.all([
        ask('projects.open', { folder: 3 }),
        ask('no.such', null),
        ask('__proto__', null),
        ask('images.statistics', null),
      ]);
      return replies.map(({ problem }) => problem.code);
    });
    expect(codes).toEqual(['request-malformed', 'request-malformed', 'request-malformed', 'no-project']);
  });
});
