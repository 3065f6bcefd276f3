import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsInThemes } from './accessibility';
import { makeBrokenImages, makeImageFolder } from './made-images';
import { answerDialogs, drop, enginePid, launch, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-window-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const project = join(folder, 'tissue');
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(join(folder, 'images'), 8);
  makeBrokenImages(join(folder, 'images'));
  opened = await launch(place);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One window through a first hour; each test goes on where the one before it ended. */
describe('the window', () => {
  it('starts on an empty Start and says what TensorFlow computes on', async () => {
    const { page } = opened;
    expect(await page.title()).toBe('Maskwright');
    await page.getByText('Drop a folder of images here').waitFor();
    await page
      .getByRole('status', { name: 'Engine' })
      .getByText(/^TensorFlow \d+\.\d+ on /)
      .waitFor();
  });

  it('says at its field what a new project lacks', async () => {
    const { page } = opened;
    await page.keyboard.press('Control+n');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByText('Give the project a name.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid')).toBe('true');
  });

  it('makes a project by hand', async () => {
    const { page } = opened;
    await page.getByLabel('Name', { exact: true }).fill('Tissue');
    await page.getByLabel('Folder').fill(project);
    await page.getByLabel('Name of class 1').fill('nucleus');
    await page.getByLabel('Name of class 2').fill('wall');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByText('No images yet').waitFor();
    expect(await page.title()).toBe('Tissue · Maskwright');
  });

  it('adds a folder by the dialog and names each file that it left out', async () => {
    const { app, page } = opened;
    await answerDialogs(app, [join(folder, 'images')]);
    await page.getByRole('button', { name: 'Add a folder' }).click();
    await page.getByText('8 images added; 4 left out').waitFor();
    const rows = await page.getByRole('region', { name: 'Not added (4)' }).getByRole('listitem').allInnerTexts();
    expect(rows.map((row) => row.replace('\n', ' ')).sort()).toEqual([
      'claims.png too large',
      'cut.png cut off',
      'empty.png empty file',
      'notes.png not an image',
    ]);
  });

  it('paints the thumbnails', async () => {
    const { page } = opened;
    const pictures = page.locator('.tile img');
    await expect.poll(() => paintedCount(pictures)).toBe(8);
    const { data } = decode(await pictures.first().screenshot());
    expect(new Set(data).size).toBeGreaterThan(50);
  });

  it('adds what is dropped on it', async () => {
    const { page } = opened;
    await drop(page, [makeImageFolder(join(folder, 'dropped'), 9).concat('/tissue-9.png')]);
    await page.getByText('1 image added.').waitFor();
    await page.getByRole('button', { name: 'All 9' }).waitFor();
  });

  it('says that an image is there already', async () => {
    const { page } = opened;
    await drop(page, [join(folder, 'dropped/tissue-1.png')]);
    await page.getByText('No image added; 1 left out').waitFor();
    await page.getByRole('button', { name: /tissue-1\.png\s*already there/ }).waitFor();
    await page.getByRole('button', { name: 'Dismiss the list' }).click();
  });

  it('moves through the grid by keys and names what is selected', async () => {
    const { page } = opened;
    await page.getByRole('grid', { name: 'Images' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.getByText('tissue-2.png · 160 × 160 · 8 bit').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('2 images selected').waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText('9 images selected').waitFor();
  });

  it('opens an image in Paint by Enter, shows the next one by a full stop, and keeps it in hand', async () => {
    const { page } = opened;
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('.tab[aria-current=page]', { hasText: 'Paint' }).waitFor();
    const status = page.getByRole('contentinfo');
    await status.getByText('tissue-1.png').waitFor();
    await page.keyboard.press('.');
    await status.getByText('tissue-2.png').waitFor();
    await page.keyboard.press('Alt+1');
    await page.getByRole('gridcell', { name: /tissue-2\.png/, selected: true }).waitFor();
  });

  it('finds by name and says when nothing is found', async () => {
    const { page } = opened;
    await page.keyboard.press('/');
    await page.keyboard.type('sue-7');
    await page.getByRole('button', { name: 'All 1' }).waitFor();
    await page.keyboard.type('x');
    await page.getByText('No image here is named like "sue-7x".').waitFor();
    await page.getByRole('button', { name: 'Show all images' }).click();
    await page.getByRole('button', { name: 'All 9' }).waitFor();
  });

  it('removes images and takes them back', async () => {
    const { page } = opened;
    await page.getByRole('grid', { name: 'Images' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'All 8' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'All 9' }).waitFor();
  });

  it('says that the engine ended, starts it again and goes on', async () => {
    const { app, page } = opened;
    const pid = await enginePid(app);
    if (pid === null) throw new Error('no engine runs');
    process.kill(pid, 'SIGKILL');
    const status = page.getByRole('status', { name: 'Engine' });
    await status.getByText('The engine ended unexpectedly and was started again. Nothing was lost.').waitFor();
    await status.getByText(/^TensorFlow/).waitFor();
    expect(await enginePid(app)).not.toBe(pid);
    await drop(page, [makeImageFolder(join(folder, 'later'), 10).concat('/tissue-10.png')]);
    await page.getByText('1 image added.').waitFor();
  });

  it('has nothing that axe objects to, on any screen in either theme', async () => {
    const { page } = opened;
    const faults: string[] = [];
    const check = async (screen: string): Promise<void> => {
      faults.push(...(await faultsInThemes(opened, screen)));
    };
    await drop(page, [join(folder, 'images/notes.png')]);
    await page.getByRole('region', { name: 'Not added (1)' }).waitFor();
    await page.getByRole('gridcell').first().click();
    await check('images');
    for (const screen of ['Paint', 'Weights', 'Train', 'Inspect', 'Export']) {
      await page.locator('.tab', { hasText: screen }).click();
      await page.locator('.tab[aria-current=page]', { hasText: screen }).waitFor();
      await page.waitForTimeout(500);
      await check(screen);
    }
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('dialog', { name: 'Settings' }).getByText('Folders').waitFor();
    await check('settings');
    await closeDialog(page);
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    await check('shortcuts');
    await closeDialog(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Find a command' }).waitFor();
    await check('palette');
    await page.keyboard.type('all projects');
    await page.keyboard.press('Enter');
    await page.getByText('10 images').waitFor();
    await check('start');
    await page.keyboard.press('Control+n');
    await page.getByRole('heading', { name: 'New project' }).waitFor();
    await page.getByRole('button', { name: 'Create project' }).click();
    await check('new project');
    expect(faults).toEqual([]);
  }, 120_000);

  it('heard no complaint from the page', () => {
    expect(opened.complaints).toEqual([]);
  });
});

/** A key that is pressed while a dialog is still leaving would belong to it. */
async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** How many of these `<img>` hold a picture. */
function paintedCount(pictures: Locator): Promise<number> {
  return pictures.evaluateAll(
    (all) => all.filter((one) => one instanceof HTMLImageElement && one.complete && one.naturalWidth > 0).length,
  );
}
