import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { accessibilityFaults } from './accessibility';
import { canvasSquare, dragIn, type Point, pointOf, type Square } from './canvas';
import { imageInHand } from './image-in-hand';
import { makeImageFolder } from './made-images';
import { makeProject, showPaint } from './made-project';
import { launch, type OpenedWindow, setTheme } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-drawing-'));
const images = join(folder, 'images');
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(images, 2);
  opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
  const { page } = opened;
  await makeProject(page, { images, folder: join(folder, 'tissue'), classes: ['wall', 'body'], count: 2 });
  await showPaint(page);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The drawing tools by mouse and keys in the real window; each test begins on labels without a stroke. */
describe('the drawing tools', () => {
  it('paint a polygon of clicks, whose points can be moved, taken back and undone before', async () => {
    const { page } = opened;
    await page.keyboard.press('p');
    for (const point of [
      [0.2, 0.2],
      [0.6, 0.2],
      [0.6, 0.6],
      [0.9, 0.9],
    ] as const) {
      await click(page, point);
    }
    await page.keyboard.press('Control+z');
    await drag(page, [0.2, 0.2], [0.2, 0.6]);
    await page.keyboard.press('Enter');
    await expect.poll(() => history(page)).toEqual(['Polygon, wall']);
    // Half of a rectangle of 0.4 by 0.4 of the square that points are shares of.
    const { painted, square } = await measured(page);
    expect(painted / (square * 0.08)).toBeGreaterThan(0.97);
    expect(painted / (square * 0.08)).toBeLessThan(1.03);
    await undone(page);
  });

  it('draw a polygon by keys alone, and say where its points are', async () => {
    const { page } = opened;
    await page.mouse.move(2, 300);
    await page.keyboard.press('n');
    for (const keys of ['n', 'Shift+ArrowRight', 'n', 'Shift+ArrowDown']) await page.keyboard.press(keys);
    await page.locator('[aria-live=polite]', { hasText: /^Point 3 of 3/ }).waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await expect.poll(() => history(page)).toEqual(['Polygon, wall']);
    expect((await measured(page)).painted).toBe(55);
    await undone(page);
  });

  it('leave a polygon by Escape, and step through the images by arrows again', async () => {
    const { page } = opened;
    await click(page, [0.3, 0.3]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('contentinfo').getByText('tissue-2.png').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
    expect(await history(page)).toEqual([]);
  });

  it('paint lassos, rectangles and ellipses, at once or after changes', async () => {
    const { page } = opened;
    await page.keyboard.press('r');
    await drag(page, [0.1, 0.1], [0.3, 0.3]);
    await page.keyboard.press('2');
    await page.keyboard.press('o');
    await page.getByRole('button', { name: 'Adjust first' }).click();
    await drag(page, [0.5, 0.5], [0.7, 0.7]);
    await page.getByRole('button', { name: 'Paint it' }).click();
    await page.getByRole('button', { name: 'Adjust first' }).click();
    await page.keyboard.press('l');
    await page.mouse.move(...(await at(page, [0.1, 0.6])));
    await page.mouse.down();
    for (const point of [
      [0.3, 0.6],
      [0.3, 0.8],
      [0.1, 0.8],
    ] as const) {
      await page.mouse.move(...(await at(page, point)), { steps: 3 });
    }
    await page.mouse.up();
    await expect.poll(() => history(page)).toEqual(['Lasso, body', 'Ellipse, body', 'Rectangle, wall']);
    const { painted, square } = await measured(page);
    expect(painted / (square * 0.04 * (2 + Math.PI / 4))).toBeGreaterThan(0.96);
    expect(painted / (square * 0.04 * (2 + Math.PI / 4))).toBeLessThan(1.04);
    for (let act = 0; act < 3; act++) await undone(page, 2 - act);
  });

  it('leave what is painted where only unpainted pixels are painted over', async () => {
    const { page } = opened;
    await page.keyboard.press('1');
    await page.keyboard.press('r');
    await drag(page, [0.2, 0.2], [0.6, 0.6]);
    await expect.poll(() => history(page)).toHaveLength(1);
    const { painted } = await measured(page);
    await page.getByRole('button', { name: 'unpainted only' }).click();
    await page.keyboard.press('2');
    await drag(page, [0.1, 0.1], [0.7, 0.7]);
    await expect.poll(() => history(page)).toHaveLength(2);
    const after = await measured(page);
    expect(Math.abs(after.byClass[0] - painted)).toBeLessThanOrEqual(1);
    await page.getByRole('button', { name: 'over all' }).click();
    await undone(page, 1);
    await undone(page);
  });

  it('read the image: wand, live wire, smart brush and superpixels', async () => {
    const { page } = opened;
    await page.keyboard.press('m');
    await drag(page, [0.5, 0.5], [0.6, 0.5]);
    await expect.poll(() => history(page)).toEqual(['Wand, body']);
    await page.keyboard.press('w');
    for (const point of [
      [0.2, 0.2],
      [0.5, 0.2],
      [0.4, 0.5],
    ] as const) {
      await click(page, point);
    }
    await page.keyboard.press('Enter');
    await expect.poll(() => history(page)).toEqual(['Live wire, body', 'Wand, body']);
    await page.keyboard.press('s');
    await drag(page, [0.6, 0.3], [0.8, 0.3]);
    await page.keyboard.press('u');
    await drag(page, [0.6, 0.7], [0.8, 0.8]);
    await expect
      .poll(() => history(page))
      .toEqual(['Superpixels, body', 'Smart brush, body', 'Live wire, body', 'Wand, body']);
  });

  it('show what an act on a region would change, keep it by Enter, and copy labels to the next image', async () => {
    const { page } = opened;
    await page.keyboard.press('r');
    await drag(page, [0.3, 0.3], [0.7, 0.7]);
    // The list follows the save; what is said of it below is said of the rectangle kept.
    await expect.poll(async () => (await history(page))[0]).toBe('Rectangle, body');
    await page.keyboard.press('q');
    await click(page, [0.5, 0.5]);
    await page.locator('.paint-bar', { hasText: /Grow changes [\d,]+ pixels/ }).waitFor();
    await page.keyboard.press('Escape');
    expect((await history(page))[0]).toBe('Rectangle, body');
    await click(page, [0.5, 0.5]);
    await page.locator('.paint-bar', { hasText: /Grow changes/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await history(page))[0]).toBe('Grow');
    const { painted } = await measured(page);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('contentinfo').getByText('tissue-2.png').waitFor();
    await page.keyboard.press('c');
    await click(page, [0.5, 0.5]);
    await page.locator('.paint-bar', { hasText: /Copy of tissue-1.png changes/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => history(page)).toEqual(['Copy of tissue-1.png']);
    expect((await measured(page)).painted).toBe(painted);
  });

  it('paint by keys alone: a mark, the brush set down, one press, and undo', async () => {
    const { page } = opened;
    const done = (await history(page)).length;
    await page.mouse.move(2, 300);
    for (const keys of ['b', '1', 'n']) await page.keyboard.press(keys);
    await said(page, /^Mark at x \d+, y \d+/);
    await page.keyboard.press('n');
    for (const keys of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'n']) await page.keyboard.press(keys);
    await said(page, /^Painted at/);
    await expect.poll(async () => (await history(page)).slice(0, -done)).toEqual(['Brush, wall']);
    await page.keyboard.press('e');
    for (const keys of ['n', 'Enter']) await page.keyboard.press(keys);
    await expect.poll(async () => (await history(page)).slice(0, -done)).toEqual(['Eraser', 'Brush, wall']);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await history(page)).slice(0, -done)).toEqual(['Brush, wall']);
    await page.keyboard.press('Escape');
    await said(page, /^Mark taken away/);
    await undone(page, done);
  });

  it('change what lies inside of a drawn shape alone', async () => {
    const { page } = opened;
    const before = (await measured(page)).painted;
    await page.keyboard.press('q');
    await page.getByRole('combobox', { name: 'What is done' }).selectOption('erase');
    await page.getByRole('button', { name: 'In a shape' }).click();
    await page.keyboard.down('Shift');
    await drag(page, [0.2, 0.2], [0.5, 0.8]);
    await page.keyboard.up('Shift');
    await page.locator('.paint-bar', { hasText: /Erase changes [\d,]+ pixels/ }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await history(page))[0]).toBe('Erase');
    const { painted } = await measured(page);
    expect(painted).toBeGreaterThan(0);
    expect(painted).toBeLessThan(before);
    await page.getByRole('combobox', { name: 'What is done' }).selectOption('grow');
    await page.getByRole('button', { name: 'Region', exact: true }).click();
  });

  it('have bars that axe finds nothing in, in either theme, and complain of nothing', async () => {
    const { page, complaints } = opened;
    const faults: string[] = [];
    for (const theme of ['dark', 'light'] as const) {
      await setTheme(opened, theme);
      for (const key of ['b', 'p', 'o', 'g', 'q', 'c', 'm', 'w', 's', 'u']) {
        await page.keyboard.press(key);
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${key} ${theme} ${fault}`));
      }
    }
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('are as they were left when the project is opened the next time', async () => {
    const { page } = opened;
    for (const keys of ['2', 'b', ']', ']', ']']) await page.keyboard.press(keys);
    await page.getByRole('button', { name: 'Square' }).click();
    await page.getByRole('button', { name: /^Lock wall/ }).click();
    await page.getByRole('button', { name: 'unpainted only' }).click();
    const size = await page.getByRole('textbox', { name: 'Size' }).inputValue();
    await page.keyboard.press('s');
    await opened.app.close();
    opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache'), args: [join(folder, 'tissue')] });
    const again = opened.page;
    await again.getByRole('button', { name: 'Smart brush', pressed: true }).waitFor();
    await again.getByRole('button', { name: 'Unlock wall' }).waitFor();
    await again.getByRole('button', { name: 'unpainted only', pressed: true }).waitFor();
    await again.keyboard.press('b');
    await again.getByRole('button', { name: 'Square', pressed: true }).waitFor();
    expect(await again.getByRole('textbox', { name: 'Size' }).inputValue()).toBe(size);
    expect(await again.getByRole('button', { name: /^Class in hand: body/ }).count()).toBe(1);
  });
});

/** Undoes the newest edit, so that `left` are not undone. */
async function undone(page: Page, left = 0): Promise<void> {
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.locator('.history-row:not([data-undone=true])').count()).toBe(left);
}

/** What the tool in hand has said last. */
async function said(page: Page, words: RegExp): Promise<void> {
  await page.locator('.paint-bar [aria-live=polite]', { hasText: words }).waitFor({ state: 'attached' });
}

function history(page: Page): Promise<string[]> {
  return page.locator('.history-row:not([data-undone=true]) .truncate').allInnerTexts();
}

/** Pixels that are painted, in all and by class, and the square that points are shares of; image pixels. */
async function measured(page: Page): Promise<{ painted: number; byClass: number[]; square: number }> {
  await page.getByText('All saved').waitFor();
  const found = await page.evaluate(
    async (id) => {
      const lists = await window.maskwright.request('classes.list', null);
      const words = [...document.querySelectorAll('.status-end *')].map(({ textContent }) => textContent ?? '');
      const zoom = Number.parseFloat(words.find((each) => /^[\d.]+ %$/.test(each)) ?? '');
      const labels = await window.maskwright.request('labels.open', { id });
      if (!lists.ok || !labels.ok) return null;
      const { painted } = labels.value;
      const byClass = lists.value.map(({ id }) => painted.find(({ classId }) => classId === id)?.pixels ?? 0);
      return { byClass, zoom: zoom / 100 };
    },
    await imageInHand(page),
  );
  if (found === null) throw new Error('the image in hand is not known');
  const side = (await squareOf(page)).side / found.zoom;
  return {
    painted: found.byClass.reduce((sum, pixels) => sum + pixels, 0),
    byClass: found.byClass,
    square: side * side,
  };
}

function squareOf(page: Page): Promise<Square> {
  return canvasSquare(page, 0.6);
}

/** A point of the canvas, as shares of a square in its middle. */
async function at(page: Page, point: Point): Promise<[number, number]> {
  return pointOf(await squareOf(page), point);
}

async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await dragIn(page, await squareOf(page), from, to);
}

async function click(page: Page, point: Point): Promise<void> {
  await page.mouse.move(...(await at(page, point)));
  await page.mouse.click(...(await at(page, point)));
}
