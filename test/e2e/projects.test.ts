import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from './accessibility';
import { makeImageFolder } from './made-images';
import '../../src/shared/contract/client';
import { drop, launch, launchParameters, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-projects-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const project = join(folder, 'tissue');
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(join(folder, 'images'), 3);
  opened = await launch(place);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a project and its window', () => {
  it('is offered with name and images when a folder is dropped on Start', async () => {
    const { page } = opened;
    await drop(page, [join(folder, 'images')]);
    await page.getByRole('heading', { name: 'New project' }).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Images');
    await page.getByLabel('Folder').fill(project);
    await page.getByLabel('Name of class 1').fill('nucleus');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('button', { name: 'All 3' }).waitFor();
  });

  it('is opened by a second start in the window that runs, not in a program of its own', async () => {
    const { page, app } = opened;
    await page.getByRole('button', { name: 'Project Images' }).click();
    await page.getByRole('menuitem', { name: 'Close project' }).click();
    await page.getByText('3 images').waitFor();
    const { executablePath, args, env } = launchParameters({ ...place, args: [project] });
    const second = spawn(executablePath, args, { env, stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => second.once('exit', resolve));
    await page.getByRole('button', { name: 'All 3' }).waitFor();
    expect(await ended).toBe(0);
    expect(app.windows()).toHaveLength(1);
  });

  it('is refused to a second program with the reason, and can be read there', async () => {
    const other = await launch({ data: join(folder, 'other-data'), cache: place.cache, args: [project] });
    try {
      await other.page.getByText(/is open for painting in Maskwright/).waitFor();
      expect(await accessibilityFaults(other.page)).toEqual([]);
      await other.page.getByRole('button', { name: 'Open for reading only' }).click();
      await other.page.getByRole('button', { name: 'All 3' }).waitFor();
      await other.page.getByText('Open for reading only').waitFor();
      expect(await other.page.getByRole('button', { name: 'Add images' }).count()).toBe(0);
    } finally {
      await other.app.close();
    }
  });

  it('is there again with its images after the program was closed, opened by its folder', async () => {
    await opened.app.close();
    opened = await launch({ ...place, args: [project] });
    await opened.page.getByRole('button', { name: 'All 3' }).waitFor();
    expect(await opened.page.title()).toBe('Images · Maskwright');
  });

  it('flags a file that went missing, and one that changed', async () => {
    const { page } = opened;
    renameSync(join(folder, 'images/tissue-1.png'), join(folder, 'away.png'));
    writeFileSync(join(folder, 'images/tissue-2.png'), readFileSync(join(folder, 'images/tissue-3.png')));
    await page.evaluate(() => window.maskwright.request('images.verify', null));
    await page.getByRole('gridcell', { name: /tissue-1\.png.*file missing/ }).click();
    await page.getByText(/is no longer at .*tissue-1\.png/).waitFor();
    await page.getByRole('gridcell', { name: /tissue-2\.png.*file changed/ }).waitFor();
  });

  it('finds a missing image again where it was moved to', async () => {
    const { page } = opened;
    await drop(page, [join(folder, 'away.png')]);
    await page.getByText('1 image added; 1 of them back with their labels.').waitFor();
    await page.getByRole('gridcell', { name: 'away.png, to do' }).waitFor();
    await page.getByRole('button', { name: 'All 3' }).waitFor();
  });

  it('is not opened when its database is damaged, which stays as it was', async () => {
    await opened.app.close();
    const database = join(project, 'project.sqlite');
    const bytes = readFileSync(database);
    bytes.fill(0xa5, 4096, Math.min(bytes.length, 4096 * 12));
    writeFileSync(database, bytes);
    opened = await launch({ ...place, args: [project] });
    await opened.page.getByText(/is damaged; nothing was written to it/).waitFor();
    expect(await opened.page.getByRole('button', { name: 'Open for reading only' }).count()).toBe(0);
    expect(sha256(readFileSync(database))).toBe(sha256(bytes));
  });

  it('is shown as gone, and leaves the list on request, when its folder was moved away', async () => {
    const { page } = opened;
    renameSync(project, join(folder, 'elsewhere'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText(/holds no project/).waitFor();
    await page.getByText('The folder is no longer there:').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove from the list' }).click();
    await page.getByText('The folder is no longer there:').waitFor({ state: 'detached' });
  });

  it('cannot be made where a folder cannot be written', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'New project' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Nowhere');
    await page.getByLabel('Folder').fill(join(folder, 'away.png', 'inside a file'));
    await page.getByLabel('Name of class 1').fill('nucleus');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('heading', { name: 'New project' }).waitFor();
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
