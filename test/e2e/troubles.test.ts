import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { canvasSquare, pointOf, saved } from './canvas';
import { makeImageFolder } from './made-images';
import { makeProject, showPaint } from './made-project';
import { crashPage, drop, enginePid, launch, type OpenedWindow, pageText } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-troubles-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const images = join(folder, 'images');
/** On a disk of its own where this system lets us make one; everything else is tried all the same. */
const disk = join(folder, 'disk');
const hasDisk = mountSmallDisk();
const project = join(disk, 'tissue');
const filler = join(disk, 'filler');
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(images, 3);
  opened = await launch(place);
  await makeProject(opened.page, { images, folder: project, classes: ['wall'], count: 3 });
  await showPaint(opened.page);
});

afterAll(async () => {
  await opened?.app.close();
  if (hasDisk) execFileSync('umount', ['-l', disk]);
  rmSync(folder, { recursive: true, force: true });
});

/** What goes wrong while the window is open; each test goes on where the one before it ended. */
describe('when trouble comes', () => {
  it('starts a killed engine again, and the map that it was asked for comes', async () => {
    const { app, page } = opened;
    await page.keyboard.press('Alt+3');
    const mean = page.getByText(/^here from .* mean/);
    await mean.waitFor();
    const before = await mean.textContent();
    process.kill((await enginePid(app)) ?? 0, 'SIGKILL');
    await page.getByLabel('Preset').selectOption({ label: 'Dark regions' });
    await page.getByText('The engine ended unexpectedly and was started again. Nothing was lost.').waitFor();
    await expect.poll(() => mean.textContent(), { timeout: 20_000 }).not.toBe(before);
  });

  it('locks an image whose file is deleted, says so on every screen, and unlocks it when it is back', async () => {
    const { page } = opened;
    const file = join(images, 'tissue-1.png');
    await page.keyboard.press('Alt+2');
    await stroke(page, 0.2);
    await saved(page);
    const painted = await paintedPixels(page);
    renameSync(file, `${file}.away`);
    await page.keyboard.press('Alt+3');
    await page.getByLabel('Preset').selectOption({ label: 'Edges' });
    await page.getByRole('alert').getByText(`${file} is not there.`).waitFor();
    await page.keyboard.press('Alt+2');
    await page.getByText('The file of tissue-1.png is missing, so there is nothing to paint on.').waitFor();
    expect(await paintedPixels(page)).toBe(painted);

    renameSync(`${file}.away`, file);
    await page.evaluate(() => window.maskwright.request('images.verify', null));
    await page.getByText('is missing, so there is nothing').waitFor({ state: 'detached' });
    await stroke(page, 0.3);
    await saved(page);
    expect(await paintedPixels(page)).toBeGreaterThan(painted);
  });

  it('puts another picture in place of one shown only when the person says so', async () => {
    const { page } = opened;
    await page.keyboard.press('.');
    await page.getByRole('contentinfo').getByText('tissue-2.png').waitFor();
    const file = join(images, 'tissue-2.png');
    cpSync(file, `${file}.original`);
    writeFileSync(file, 'These are notes, not an image.\n');
    await page.evaluate(() => window.maskwright.request('images.verify', null));
    await page.getByText('The file has changed since it was added.').waitFor();
    await page.getByRole('button', { name: 'Read it again' }).click();
    await page.getByRole('alert').getByText(file).waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    renameSync(`${file}.original`, file);
    await page.getByRole('button', { name: 'Read it again' }).click();
    await page.getByText('The file has changed since it was added.').waitFor({ state: 'detached' });
    await page.keyboard.press(',');
    await page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
  });

  it('has every acknowledged stroke after the page has crashed under a wet one', async () => {
    const { app, page } = opened;
    const painted = await paintedPixels(page);
    await stroke(page, 0.5, false);
    await crashPage(app);
    await expect.poll(() => pageText(app), { timeout: 10_000 }).toContain('All saved');
    await app.close();
    opened = await launch({ ...place, args: [project] });
    await opened.page.locator('.tab').first().waitFor();
    await opened.page.keyboard.press('Alt+2');
    await opened.page.getByRole('option', { name: /^tissue-1\.png/ }).click();
    await opened.page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
    expect(await paintedPixels(opened.page)).toBe(painted);
  });

  it('keeps strokes in the window while the folder of the project is elsewhere', async () => {
    const { page } = opened;
    const painted = await paintedPixels(page);
    renameSync(project, `${project}-away`);
    await stroke(page, 0.85);
    const note = page.getByRole('alert').filter({ hasText: `${project} is not there any more` });
    await note.waitFor();
    expect(await paintedPixels(page)).toBe(painted);
    renameSync(`${project}-away`, project);
    await note.getByRole('button', { name: 'Save again' }).click();
    await saved(page);
    expect(await paintedPixels(page)).toBeGreaterThan(painted);
  });

  it.skipIf(!hasDisk)(
    'keeps strokes in the window while the disk is full, and saves them when there is room',
    async () => {
      const { page } = opened;
      await page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
      const painted = await paintedPixels(page);
      fillDisk();
      await strokesUntilRefused(page);
      const note = page.getByRole('alert').filter({ hasText: 'is full' });
      await note.getByText(join(project, 'project.sqlite')).waitFor();
      await page.keyboard.press('Control+z');
      await page.getByText('The last strokes are not saved: save them again before you undo.').waitFor();

      await page.keyboard.press('.');
      await page.getByRole('contentinfo').getByText('Strokes not saved on tissue-1.png').waitFor();
      await page.keyboard.press(',');
      rmSync(filler);
      await note.getByRole('button', { name: 'Save again' }).click();
      await saved(page);
      const after = await paintedPixels(page);
      expect(after).toBeGreaterThan(painted);
      await page.keyboard.press('Control+z');
      await expect.poll(() => paintedPixels(page)).toBeLessThan(after);
    },
  );

  it.skipIf(!hasDisk)('adds no image to a full disk, and says what keeps the rest out', async () => {
    const { page } = opened;
    const more = makeImageFolder(join(folder, 'more'), 90, 48);
    fillDisk();
    await drop(page, [more]);
    await page.getByText(/No image added; the rest left out, for the reason under Not added/).waitFor();
    await page.getByText(/^Adding /).waitFor({ state: 'detached' });
    rmSync(filler);
    await drop(page, [more]);
    await page.getByText('90 images added.').waitFor();
  });

  it.skipIf(!hasDisk)('offers reading where the disk was made read-only, and shows what was painted', async () => {
    const { page } = opened;
    const painted = await paintedPixels(page);
    const reopen = async (): Promise<void> => {
      await page.evaluate((at) => window.maskwright.request('projects.open', { folder: at, readOnly: false }), project);
    };
    await closed(page);
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    try {
      await reopen();
      await page
        .getByRole('alert')
        .getByText(`${join(project, 'project.sqlite')} cannot be written to.`)
        .waitFor();
      await page.getByRole('button', { name: 'Open for reading only' }).click();
      await page.getByRole('contentinfo').getByText('Open for reading only').waitFor();
      expect(await paintedPixels(page)).toBe(painted);
      await closed(page);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', disk]);
    }
    await reopen();
    await page.getByRole('contentinfo').getByText('All saved').waitFor();
  });

  it('ends as it should after all of it', async () => {
    const { page } = opened;
    const painted = await paintedPixels(page);
    await closed(page);
    await page.evaluate((at) => window.maskwright.request('projects.open', { folder: at, readOnly: false }), project);
    await page.getByRole('contentinfo').getByText('All saved').waitFor();
    expect(await paintedPixels(page)).toBe(painted);
    expect(opened.complaints).toEqual([]);
  });
});

/** Closes the project under the window once no picture is on its way: the page would complain of those. */
async function closed(page: Page): Promise<void> {
  const areThere = () =>
    page.evaluate(() => [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0));
  await expect.poll(areThere, { timeout: 30_000 }).toBe(true);
  await page.evaluate(() => window.maskwright.request('projects.close', null));
}

/** A few megabytes of memory as a disk, which only an administrator of a Linux system may make. */
function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'maskwright-test', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function fillDisk(): void {
  for (const bytes of [1 << 20, 1 << 16, 1 << 12]) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // Nothing of that size fits any more.
    }
  }
}

/** SQLite writes into what it has of its log already, until that is used up. */
async function strokesUntilRefused(page: Page): Promise<void> {
  const refused = page.getByRole('contentinfo').getByText(/not saved/);
  for (let at = 0; at < 40 && !(await refused.isVisible()); at++) {
    await stroke(page, 0.1 + 0.02 * at);
    await page.waitForTimeout(100);
  }
  await refused.waitFor();
}

/** From the left to the right, at a share of the canvas's height. */
async function stroke(page: Page, y: number, isLifted = true): Promise<void> {
  const square = await canvasSquare(page);
  await page.keyboard.press('b');
  await page.mouse.move(...pointOf(square, [0.2, y]));
  await page.mouse.down();
  await page.mouse.move(...pointOf(square, [0.8, y + 0.05]), { steps: 4 });
  if (isLifted) await page.mouse.up();
}

/** Painted pixels of the first image, as the database has them. */
function paintedPixels(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const query = { search: 'tissue-1.png' };
    const found = await window.maskwright.request('images.page', { query, offset: 0, limit: 1 });
    const id = found.ok ? found.value[0]?.id : undefined;
    const labels = id === undefined ? null : await window.maskwright.request('labels.open', { id });
    if (!labels?.ok) throw new Error('the labels of tissue-1.png are not known');
    return labels.value.painted.reduce((sum, { pixels }) => sum + pixels, 0);
  });
}
