import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { crashPage, launch, type OpenedWindow, pageText } from './window';

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
  await crashPage(opened.app);
  expect(await pageText(opened.app)).toContain('New project');
});
