import { appendFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsInThemes } from './accessibility';
import { makeImageFolder } from './made-images';
import { answerDialogs, launch, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-images-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const images = join(folder, 'images');
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(images, 10);
  opened = await launch(place);
  const { app, page } = opened;
  await page.keyboard.press('Control+n');
  await page.getByLabel('Name', { exact: true }).fill('Tissue');
  await page.getByLabel('Folder').fill(join(folder, 'tissue'));
  await page.getByLabel('Name of class 1').fill('nucleus');
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByText('No images yet').waitFor();
  await answerDialogs(app, [images]);
  await page.getByRole('button', { name: 'Add a folder' }).click();
  await page.getByText('10 images added').waitFor();
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

const chip = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const line = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });

/** The Images screen through an afternoon of sorting; each test goes on where the one before it ended. */
describe('the Images screen', () => {
  it('marks an image as done by a key and goes on to the next', async () => {
    const { page } = opened;
    await page.getByRole('grid', { name: 'Images' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+d');
    await page.getByText('tissue-1.png is done now.').waitFor();
    await page.getByRole('gridcell', { name: 'tissue-2.png, to do', selected: true }).waitFor();
    await page.getByRole('gridcell', { name: 'tissue-1.png, done' }).waitFor();
    await chip(page, 'Done 1').waitFor();
  });

  it('goes on through a filter whose images leave it as they are done', async () => {
    const { page } = opened;
    await chip(page, 'To do 9').click();
    await page.getByRole('grid', { name: 'Images' }).focus();
    await page.keyboard.press('Home');
    for (const number of [2, 3]) {
      await page.keyboard.press('Control+d');
      await page.getByText(`tissue-${number}.png is done now.`).waitFor();
      await page.getByRole('gridcell', { name: `tissue-${number + 1}.png, to do`, selected: true }).waitFor();
    }
    await chip(page, 'To do 7').waitFor();
  });

  it('takes a status back by the notice', async () => {
    const { page } = opened;
    await page.keyboard.press('Control+z');
    await chip(page, 'To do 8').waitFor();
    await page.getByRole('gridcell', { name: 'tissue-3.png, to do' }).waitFor();
    await chip(page, 'All 10').click();
  });

  it('leaves several out at once, from the menu under the right button', async () => {
    const { page } = opened;
    await page.getByRole('gridcell', { name: /^tissue-9/ }).click();
    await page.getByRole('gridcell', { name: /^tissue-10/ }).click({ modifiers: ['Shift'] });
    // Let go late, when an item of the menu lies under the pointer, the button chooses nothing.
    await page.getByRole('gridcell', { name: /^tissue-10/ }).click({ button: 'right', delay: 900 });
    await page.getByText('2 images selected').first().waitFor();
    await page.getByRole('menuitem', { name: 'Left out of the work' }).click();
    await page.getByText('2 images are left out now.').waitFor();
    await chip(page, 'Left out 2').waitFor();
  });

  it('splits the rest at random, says before what it gives, and locks by hand', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Split at random…' }).click();
    // What is typed stays while the part is folded.
    const fold = page.locator('.section-title', { hasText: 'Split' });
    await page.getByLabel('Seed', { exact: true }).fill('1234');
    await fold.click();
    await page.getByLabel('Seed', { exact: true }).waitFor({ state: 'hidden' });
    await fold.click();
    expect(await page.getByLabel('Seed', { exact: true }).inputValue()).toBe('1234');
    await page.getByRole('textbox', { name: 'Validation' }).fill('25');
    await page.keyboard.press('Tab');
    await page.getByText('Gives 6 / 2 / 0.').waitFor();
    await page.getByRole('button', { name: 'Split', exact: true }).last().click();
    await page.getByText('6 images for training, 2 for validation, 0 for testing.').waitFor();
    await page.getByText('6 / 2 / 0').waitFor();
    await page
      .getByRole('gridcell', { name: /, for validation$/ })
      .first()
      .click();
    await page.getByLabel('Locked: never trained on').click();
    await page.getByRole('gridcell', { name: /, for validation, locked$/ }).waitFor();
    await page.getByRole('combobox', { name: 'Split' }).selectOption('training');
    await page.getByText('Nothing changed. 1 locked image was left.').waitFor();
  });

  it('filters by split beside the status', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Validation 2' }).click();
    await page.getByRole('button', { name: 'Validation', exact: true }).waitFor();
    await chip(page, 'All 2').waitFor();
    await page.getByRole('button', { name: 'Validation', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Any' }).first().click();
    await chip(page, 'All 10').waitFor();
  });

  it('shows them as a list, in another order by a click on its head', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Show as a list' }).click();
    await line(page, 'tissue-1.png, done').waitFor();
    await page.getByRole('columnheader', { name: 'name' }).getByRole('button').click();
    await expect.poll(() => page.locator('.list-line').nth(1).getAttribute('aria-label')).toMatch(/^tissue-10/);
    await page.getByRole('grid', { name: 'Images' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('row', { name: /^tissue-9/, selected: true }).waitFor();
  });

  it('has nothing that axe objects to, as a list, with the form and the menus open, in either theme', async () => {
    const { page } = opened;
    const faults: string[] = [];
    const check = async (what: string): Promise<void> => {
      faults.push(...(await faultsInThemes(opened, what)));
    };
    await page.getByRole('button', { name: 'Split at random…' }).click();
    await page.getByRole('button', { name: 'Working sessions' }).click();
    await check('list');
    await page.getByRole('row', { name: /^tissue-9/ }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Unlock' }).waitFor();
    await check('menu');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitemcheckbox').first().waitFor();
    await check('filters');
    await page.keyboard.press('Escape');
    expect(faults).toEqual([]);
  });

  it('is sorted by keys alone: a letter searches, Ctrl moves without selecting, a status has its key', async () => {
    const { page } = opened;
    const grid = page.getByRole('grid', { name: 'Images' });
    await grid.focus();
    await page.keyboard.type('tissue-4');
    await chip(page, 'All 1').waitFor();
    await page.keyboard.press('Escape');
    await chip(page, 'All 10').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('2 images selected').waitFor();
    await page.keyboard.press('Control+i');
    await page.getByText('8 images selected').waitFor();
    await page.keyboard.press('Control+t');
    await chip(page, 'To do 9').waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Escape');
  });

  it('keeps what is selected, and shows it, in another order', async () => {
    const { page } = opened;
    await line(page, 'tissue-2.png').click();
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('added');
    await page.getByRole('button', { name: 'Reverse the order' }).click();
    await page.getByRole('row', { name: /^tissue-2\.png/, selected: true }).waitFor();
    await page.getByText(/^tissue-2\.png · /).waitFor();
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('name');
  });

  it('notices a file that changes while it is shown, and reads it again', async () => {
    const { page } = opened;
    appendFileSync(join(images, 'tissue-2.png'), Buffer.alloc(8));
    await page.evaluate(() => window.maskwright.request('images.verify', null));
    await page.getByText('1 file has changed since the images were added.').waitFor();
    await page.getByRole('button', { name: 'Read it again' }).first().click();
    await page.getByText('1 file was read again.').waitFor();
    await expect.poll(() => page.locator('.missing-note').count()).toBe(0);
  });

  it('finds a folder again that was moved, by one question', async () => {
    const { app, page } = opened;
    renameSync(images, join(folder, 'moved'));
    await page.getByRole('row', { name: /^tissue-8/ }).click();
    await page.getByText('1 image is missing').waitFor();
    await page.evaluate(() => window.maskwright.request('images.verify', null));
    await page.getByText('10 images are missing').waitFor();
    await answerDialogs(app, [join(folder, 'moved')]);
    await page.getByRole('button', { name: 'Choose where they are now' }).click();
    await page.getByText(/^All 10 missing images were found in .*moved; their labels came along\.$/).waitFor();
    await expect.poll(() => page.locator('.missing-note').count()).toBe(0);
  });

  it('heard no complaint from the page', () => {
    expect(opened.complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });
});
