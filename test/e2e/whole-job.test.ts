import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { canvasSquare, type Point, pointOf, saved } from './canvas';
import { makeImageFolder } from './made-images';
import { makeProject } from './made-project';
import { launch, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-job-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const project = join(folder, 'tissue');
const IMAGES = 5;
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(join(folder, 'images'), IMAGES);
  opened = await launch(place);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A person's whole job in the real window; each test goes on where the one before it ended. */
describe('the whole job by hand', () => {
  it('makes a project from a folder that is dropped', async () => {
    const images = join(folder, 'images');
    await makeProject(opened.page, { images, folder: project, classes: ['wall', 'body'], count: IMAGES });
  });

  it('paints both classes on the images by mouse, without a Save button', async () => {
    const { page } = opened;
    await page.getByRole('gridcell').first().dblclick();
    for (let image = 1; image <= IMAGES; image++) {
      await page.getByRole('contentinfo').getByText(`tissue-${image}.png`).waitFor();
      await chooseClass(page, 1);
      await stroke(page, [
        [0.2, 0.2],
        [0.8, 0.3],
      ]);
      await chooseClass(page, 2);
      await stroke(page, [
        [0.2, 0.7],
        [0.5, 0.9],
        [0.8, 0.7],
      ]);
      await saved(page);
      expect(Object.keys(await paintedPixels(page))).toHaveLength(2);
      if (image < IMAGES) await page.keyboard.press('.');
    }
  });

  it('undoes and does again', async () => {
    const { page } = opened;
    const before = await paintedPixels(page);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => Object.keys(await paintedPixels(page)).length).toBe(1);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => paintedPixels(page)).toEqual(before);
  });

  it('has every acknowledged stroke after the program was killed in the middle of the next', async () => {
    const { app, page } = opened;
    await chooseClass(page, 1);
    await stroke(page, [
      [0.1, 0.5],
      [0.9, 0.5],
    ]);
    await saved(page);
    const acknowledged = await paintedPixels(page);
    const square = await canvasSquare(page);
    await page.mouse.move(...pointOf(square, [0.3, 0.1]));
    await page.mouse.down();
    await page.mouse.move(...pointOf(square, [0.6, 0.15]), { steps: 5 });
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    app.process().kill('SIGKILL');
    await ended;

    opened = await launch({ ...place, args: [project] });
    const again = opened.page;
    await again.locator('.tab[aria-current=page]', { hasText: 'Paint' }).waitFor();
    await again.getByRole('contentinfo').getByText(`tissue-${IMAGES}.png`).waitFor();
    expect(await paintedPixels(again)).toEqual(acknowledged);
    await again.keyboard.press('Control+z');
    await expect.poll(() => paintedPixels(again)).not.toEqual(acknowledged);
    await again.keyboard.press('Control+Shift+z');
    await expect.poll(() => paintedPixels(again)).toEqual(acknowledged);
  });

  it('shows which pixels training will care about, and another picture for another weighting', async () => {
    const { page } = opened;
    await page.keyboard.press('Alt+3');
    const canvas = page.getByRole('region', { name: /^Weight map over/ });
    await page.getByRole('region', { name: 'Where the weight goes' }).getByText('wall', { exact: true }).waitFor();
    const edges = await stillPicture(canvas);
    await page.getByLabel('Preset', { exact: true }).selectOption({ label: 'Dark regions' });
    await expect.poll(async () => differentPixels(edges, await stillPicture(canvas))).toBeGreaterThan(2000);
    const strength = page.getByRole('textbox', { name: 'Strength' });
    await strength.fill('9');
    await strength.press('Enter');
    await page
      .getByText(/weights 1 to 10/)
      .first()
      .waitFor();
  });

  it('trains with that weighting to the end', async () => {
    const { page } = opened;
    await page.keyboard.press('Alt+4');
    await page.getByRole('button', { name: 'Quick' }).click();
    const details = page.getByRole('button', { name: 'Details' });
    await details.click();
    // What is wrong in a part that is folded still keeps the run from starting.
    const patch = page.getByLabel('Patch');
    await patch.fill('none');
    await details.click();
    await patch.waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: 'Start', exact: true }).isDisabled()).toBe(true);
    await details.click();
    expect(await patch.inputValue()).toBe('none');
    await page.getByLabel('Length in').selectOption('steps');
    await page.getByLabel('Steps', { exact: true }).fill('60');
    await patch.fill('64');
    await patch.press('Tab');
    await page.keyboard.press('Control+Enter');
    await page
      .getByText(/finished/i)
      .first()
      .waitFor({ timeout: 100_000 });
    const runs = await page.evaluate(() => window.maskwright.request('runs.list', null));
    const run = runs.ok ? runs.value[0] : undefined;
    expect(run).toMatchObject({ status: 'finished', step: 60, isTrained: true });
    expect(run?.config.weighting).toMatchObject({ strength: 9, terms: [{ source: 'region' }] });
  });

  it('shows what the network predicts and where it errs', async () => {
    const { page } = opened;
    await page.keyboard.press('Alt+5');
    await page.getByRole('region', { name: 'This image' }).getByRole('row', { name: /wall/ }).waitFor();
    for (const pane of ['First pane', 'Second pane']) {
      const picture = await stillPicture(page.getByRole('region', { name: new RegExp(`^${pane}, `) }));
      expect(new Set(picture).size).toBeGreaterThan(20);
    }
  });

  it('exports a model that was run before it is called done', async () => {
    const { page } = opened;
    await page.keyboard.press('Alt+6');
    await page.getByRole('button', { name: 'Export and verify' }).click();
    await page.getByRole('region', { name: 'Exported' }).waitFor({ timeout: 60_000 });
    const [name = ''] = readdirSync(join(project, 'exports'));
    const model = join(project, 'exports', name);
    expect(existsSync(join(model, 'saved_model/saved_model.pb'))).toBe(true);
    expect(readFileSync(join(model, 'model-card.md'), 'utf8')).toContain('wall');
  });

  it('heard no complaint from the page', () => {
    expect(opened.complaints).toEqual([]);
  });
});

/** Pixels of each class in the image in hand, as the database has them. */
async function paintedPixels(page: Page): Promise<Record<string, number>> {
  const status = (await page.getByRole('contentinfo').textContent()) ?? '';
  const name = /tissue-\d+\.png/.exec(status)?.[0] ?? '';
  return page.evaluate(async (search) => {
    const query = { search };
    const images = await window.maskwright.request('images.page', { query, offset: 0, limit: 1 });
    const id = images.ok ? images.value[0]?.id : undefined;
    if (id === undefined) throw new Error(`no image in hand: ${search}`);
    const labels = await window.maskwright.request('labels.open', { id });
    if (!labels.ok) throw new Error(labels.problem.message);
    return Object.fromEntries(labels.value.painted.map(({ classId, pixels }) => [classId, pixels]));
  }, name);
}

async function chooseClass(page: Page, key: number): Promise<void> {
  await page.keyboard.press('b');
  await page.keyboard.press(String(key));
}

/** A stroke through points that are given as shares of the canvas. */
async function stroke(page: Page, points: readonly Point[]): Promise<void> {
  const square = await canvasSquare(page);
  for (const [index, point] of points.entries()) {
    await page.mouse.move(...pointOf(square, point), { steps: index === 0 ? 1 : 6 });
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Pixels of an element once two pictures in a row are the same. */
async function stillPicture(element: Locator): Promise<Uint8Array> {
  let before = new Uint8Array();
  for (let tries = 0; tries < 20; tries++) {
    const { data } = decode(await element.screenshot());
    const now = Uint8Array.from(data);
    if (differentPixels(before, now) === 0) return now;
    before = now;
    await element.page().waitForTimeout(250);
  }
  return before;
}

function differentPixels(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Math.max(a.length, b.length);
  return a.reduce((count, value, index) => count + (value === b[index] ? 0 : 1), 0);
}
