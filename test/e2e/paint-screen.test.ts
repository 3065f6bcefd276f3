import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { faultsInThemes } from './accessibility';
import { canvasSquare, dragIn, type Point, pointOf } from './canvas';
import { makeImageFolder } from './made-images';
import { makeProject, showPaint } from './made-project';
import { launch, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-paint-'));
const images = join(folder, 'images');
const project = join(folder, 'tissue');
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(images, 3);
  opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
  await makeProject(opened.page, { images, folder: project, classes: ['wall', 'body'], count: 3 });
  await showPaint(opened.page);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The Paint screen round its canvas; each test goes on where the one before it ended. */
describe('the Paint screen', () => {
  it('tells who looks for Save that all is saved', async () => {
    const { page } = opened;
    await page.getByText('All saved').hover();
    await page.getByText('there is nothing to save by hand').waitFor();
  });

  it('adds a class by its name alone, in hand at once, with the next key', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Add a class' }).click();
    await page.keyboard.type('vesicle');
    await page.keyboard.press('Enter');
    await expect.poll(() => classNames(page)).toEqual(['wall', 'body', 'vesicle']);
    expect(await inHand(page)).toBe('vesicle');
    await page.keyboard.press('1');
    expect(await inHand(page)).toBe('wall');
    await page.keyboard.press('3');
    expect(await inHand(page)).toBe('vesicle');
  });

  it('says at the field that a name is taken, and keeps what was written', async () => {
    const { page } = opened;
    await page.keyboard.press('F2');
    await page.keyboard.type('Body');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('"Body"').waitFor();
    expect(await page.getByLabel('New name of vesicle').inputValue()).toBe('Body');
    await page.getByLabel('New name of vesicle').fill('nucleus');
    await page.keyboard.press('Enter');
    await expect.poll(() => classNames(page)).toEqual(['wall', 'body', 'nucleus']);
  });

  it('moves a class by keys and by dragging, and the keys 1, 2, 3 follow the order', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: /^3 nucleus/ }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => classNames(page)).toEqual(['wall', 'nucleus', 'body']);
    const rows = page.locator('.class-pick');
    const [from, to] = [await rows.nth(0).boundingBox(), await rows.nth(2).boundingBox()];
    if (from === null || to === null) throw new Error('the classes are not on the screen');
    await page.mouse.move(from.x + 30, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 30, to.y + 14, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => classNames(page)).toEqual(['nucleus', 'body', 'wall']);
    await page.keyboard.press('2');
    expect(await inHand(page)).toBe('body');
    expect(await storedClasses(page)).toEqual(['nucleus', 'body', 'wall']);
  });

  it('paints with each tool, lists what was done, and counts the pixels', async () => {
    const { page } = opened;
    for (let step = 0; step < 8; step++) await page.keyboard.press(']');
    await drag(page, [0.3, 0.3], [0.6, 0.3]);
    await page.keyboard.press('e');
    await drag(page, [0.45, 0.2], [0.45, 0.4]);
    await page.keyboard.press('g');
    await page.keyboard.press('1');
    await click(page, [0.5, 0.7]);
    await expect.poll(() => history(page)).toEqual(['Fill, nucleus', 'Eraser', 'Brush, body']);
    await page.keyboard.press('i');
    await click(page, [0.3, 0.3]);
    await expect.poll(() => inHand(page)).toBe('body');
    await page
      .getByRole('contentinfo')
      .getByText(/x \d+ y \d+ · body/)
      .waitFor();
    await expect.poll(() => shares(page)).toEqual(await storedShares(page));
  });

  it('leaves a folded history alone, and has it up to date when it is unfolded', async () => {
    const { page } = opened;
    const fold = page.getByRole('button', { name: 'History', exact: true });
    await fold.click();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => Object.keys(await shares(page))).toEqual(['body']);
    await expect.poll(() => shares(page)).toEqual(await storedShares(page));
    expect(await page.locator('.history-row').count()).toBe(3);
    expect(await page.locator('.history-row[data-undone=true]').count()).toBe(0);
    await fold.click();
    await expect.poll(() => history(page, '[data-undone=true]')).toEqual(['Fill, nucleus']);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => history(page, '[data-undone=true]')).toEqual([]);
  });

  it('goes back and forth to an edit of the history, seen in the picture of what is stored', async () => {
    const { page } = opened;
    const all = await storedShares(page);
    await page.getByRole('option', { name: /^Brush, body/ }).click();
    await expect.poll(() => history(page, '[data-undone=true]')).toEqual(['Fill, nucleus', 'Eraser']);
    expect(Object.keys(await storedShares(page))).toEqual(['body']);
    await page.getByRole('option', { name: /^Fill, nucleus/ }).click();
    await expect.poll(() => history(page, '[data-undone=true]')).toEqual([]);
    expect(await storedShares(page)).toEqual(all);
  });

  it('reaches every step by keys, the beginning too, each with a picture of what it changed', async () => {
    const { page } = opened;
    const all = await storedShares(page);
    await expect.poll(() => page.locator('.history-row canvas').count()).toBe(3);
    await page.getByRole('listbox', { name: 'Steps, newest first' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => history(page, '[data-undone=true]')).toHaveLength(3);
    expect(await storedShares(page)).toEqual({});
    const beginning = page.getByRole('option', { name: 'Opened, nothing painted' });
    expect(await beginning.getAttribute('aria-selected')).toBe('true');
    expect(await beginning.getAttribute('aria-posinset')).toBe('4');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect.poll(() => history(page, '[data-undone=true]')).toEqual([]);
    expect(await storedShares(page)).toEqual(all);
  });

  it('removes a class with its pixels in all images, and brings both back', async () => {
    const { page } = opened;
    const before = await storedShares(page);
    await page.getByRole('button', { name: 'More for body' }).click();
    await page.getByRole('menuitem', { name: 'Remove body and its pixels' }).click();
    await page.getByText('Class "body" removed.').waitFor();
    await expect.poll(() => classNames(page)).toEqual(['nucleus', 'wall']);
    expect(Object.keys(await storedShares(page))).toEqual(['nucleus']);
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => classNames(page)).toEqual(['nucleus', 'body', 'wall']);
    await expect.poll(() => storedShares(page)).toEqual(before);
  });

  it('never paints over a locked class', async () => {
    const { page } = opened;
    const before = await storedShares(page);
    await page.getByRole('button', { name: /^Lock nucleus/ }).click();
    await page.getByRole('button', { name: /^Lock body/ }).click();
    await page.keyboard.press('e');
    await drag(page, [0.3, 0.3], [0.7, 0.7]);
    await page.getByText('All saved').waitFor();
    expect(await storedShares(page)).toEqual(before);
    await page.getByRole('button', { name: 'Unlock nucleus' }).click();
    await page.getByRole('button', { name: 'Unlock body' }).click();
  });

  it('says that the class in hand is hidden, and shows it again', async () => {
    const { page } = opened;
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Hide body' }).click();
    await page.getByText('body is hidden: strokes of it are not seen.').waitFor();
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('button', { name: 'Hide body' }).waitFor();
  });

  it('steps through the images in the filmstrip by keys and by a click', async () => {
    const { page } = opened;
    const strip = page.getByRole('listbox', { name: 'Filmstrip' });
    await strip.focus();
    await page.keyboard.press('End');
    await page.getByRole('contentinfo').getByText('tissue-3.png').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('option', { name: 'tissue-2.png, to do', selected: true }).waitFor();
    await page.getByRole('option', { name: 'tissue-1.png, in progress' }).click();
    await page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
    await page.keyboard.press('Control+j');
    await page.getByRole('button', { name: 'Image 1 of 3' }).click();
    await strip.waitFor();
  });

  it('says why an image without its file is locked', async () => {
    const { page } = opened;
    rmSync(join(images, 'tissue-2.png'));
    await page.evaluate(() => window.maskwright.request('images.verify', null));
    await page.getByRole('option', { name: /^tissue-2\.png.*file missing/ }).click();
    await page.getByText(/The file of tissue-2\.png is missing/).waitFor();
    await page.getByRole('contentinfo').getByText('Locked').waitFor();
  });

  it('has nothing that axe objects to, in either theme', async () => {
    const faults = await faultsInThemes(opened, 'paint');
    expect(faults).toEqual([]);
  });

  it('shows a project that is open for reading only, and changes nothing in it', async () => {
    const { page } = opened;
    await page.getByRole('option', { name: 'tissue-1.png, in progress' }).click();
    const before = await storedShares(page);
    await page.evaluate(() => window.maskwright.request('projects.close', null));
    await page.evaluate((at) => window.maskwright.request('projects.open', { folder: at, readOnly: true }), project);
    await page.getByText('Open for reading only', { exact: true }).waitFor();
    await page.getByRole('option', { name: 'tissue-1.png, in progress' }).click();
    await page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
    await expect.poll(() => shares(page)).toEqual(before);
    await page.keyboard.press('b');
    await drag(page, [0.2, 0.8], [0.8, 0.8]);
    expect(await storedShares(page)).toEqual(before);
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Add a class' }).count()).toBe(0);
  });
});

function classNames(page: Page): Promise<string[]> {
  return page.locator('.class-pick .truncate').allInnerTexts();
}

async function inHand(page: Page): Promise<string> {
  return (await page.locator('.class-pick[aria-pressed=true] .truncate').allInnerTexts()).join();
}

async function storedClasses(page: Page): Promise<string[]> {
  const reply = await page.evaluate(() => window.maskwright.request('classes.list', null));
  if (!reply.ok) throw new Error(reply.problem.message);
  return reply.value.map(({ name }) => name);
}

function history(page: Page, which = ''): Promise<string[]> {
  return page.locator(`.history-row${which} .truncate`).allInnerTexts();
}

/** Percent of the image, by class with any, as the panel says it. */
async function shares(page: Page): Promise<Record<string, string>> {
  const rows = await page
    .locator('.class-pick')
    .evaluateAll((all) =>
      all.map((row) => [
        row.querySelector('.truncate')?.textContent ?? '',
        row.querySelector('.class-share')?.textContent ?? '',
      ]),
    );
  return Object.fromEntries(rows.filter(([, share]) => share !== '0 %'));
}

/** The same of the image in hand, from what is stored. */
async function storedShares(page: Page): Promise<Record<string, string>> {
  const found = await page.evaluate(async () => {
    const classes = await window.maskwright.request('classes.list', null);
    const query = {};
    const rows = await window.maskwright.request('images.page', { query, offset: 0, limit: 10 });
    const name = document.querySelector('.status-end')?.textContent?.split(' · ')[0];
    if (!classes.ok || !rows.ok) return null;
    const row = rows.value.find((each) => each.name === name);
    const labels = row === undefined ? null : await window.maskwright.request('labels.open', { id: row.id });
    if (row === undefined || !labels?.ok) return null;
    return { classes: classes.value, painted: labels.value.painted, pixels: row.width * row.height };
  });
  if (found === null) throw new Error('the image in hand is not known');
  const { classes, painted, pixels } = found;
  const share = (part: number): string => `${((100 * part) / pixels).toFixed(1)} %`;
  return Object.fromEntries(
    classes.flatMap(({ id, name }) => {
      const count = painted.find(({ classId }) => classId === id)?.pixels ?? 0;
      return count === 0 ? [] : [[name, share(count)]];
    }),
  );
}

async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await dragIn(page, await canvasSquare(page), from, to);
}

async function click(page: Page, point: Point): Promise<void> {
  await page.mouse.click(...pointOf(await canvasSquare(page), point));
}
