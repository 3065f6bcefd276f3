import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-crash-'));
let opened: OpenedWindow;

beforeAll(async () => {
  opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

it('shows the page again when its process has crashed', async () => {
  const { app } = opened;
  /** Id of the process that has the page, once the page is there whole. */
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
  const text: unknown = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.executeJavaScript('document.body.textContent'),
  );
  expect(text).toContain('New project');
});
