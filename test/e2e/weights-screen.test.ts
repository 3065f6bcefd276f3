import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsInThemes } from './accessibility';
import { makeImageFolder } from './made-images';
import { makeProject } from './made-project';
import { launch, type OpenedWindow } from './window';

const folder = mkdtempSync(join(tmpdir(), 'maskwright-weights-'));
let opened: OpenedWindow;

beforeAll(async () => {
  const images = makeImageFolder(join(folder, 'images'), 3);
  opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
  const project = { images, folder: join(folder, 'cells'), classes: ['nucleus', 'wall'], count: 3 };
  await makeProject(opened.page, project);
  await opened.page.keyboard.press('Alt+3');
});

afterAll(async () => {
  expect(opened.complaints).toEqual([]);
  await opened.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** One window; each test goes on where the one before it ended. Every state is looked at by axe in both themes. */
describe('the Weights screen', () => {
  it('says what a preset does, source by source', async () => {
    const { page } = opened;
    await page.getByLabel('Preset').selectOption({ label: 'Edges and borders' });
    await page.getByText(/^Edges smoothed by 1 px \(60 %\) and borders between objects/).waitFor();
    expect(await faultsInThemes(opened, 'two sources')).toEqual([]);
  });

  it('warns that borders need labels, and goes to where they are painted', async () => {
    const { page } = opened;
    const warnings = page.getByRole('region', { name: 'Warnings' });
    await warnings.getByRole('button', { name: 'Paint this image' }).waitFor();
    expect(await faultsInThemes(opened, 'a warning')).toEqual([]);
    await warnings.getByRole('button', { name: 'Paint this image' }).click();
    await page.locator('.tab[aria-current=page]', { hasText: 'Paint' }).waitFor();
    await page.keyboard.press('Alt+3');
  });

  it('lists the sources that can be added, each with when it helps', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByRole('menuitem', { name: /^Regions/ }).waitFor();
    expect(await faultsInThemes(opened, 'the sources')).toEqual([]);
    await page.getByRole('menuitem', { name: /^Regions/ }).click();
    await page.getByRole('listitem', { name: 'Regions' }).getByLabel('Threshold').first().waitFor();
  });

  it('keeps a weighting of the person by a name', async () => {
    const { page } = opened;
    await page.getByLabel('Name for your own preset').fill('Walls');
    expect(await faultsInThemes(opened, 'a weighting to keep')).toEqual([]);
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect.poll(() => page.getByLabel('Preset', { exact: true }).inputValue()).toBe('kept Walls');
  });

  it('shows another weighting of the image beside the one in hand', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Side by side' }).click();
    const beside = page.getByRole('region', { name: 'The weighting beside' });
    await beside.getByLabel('Beside').selectOption({ label: 'Dark regions' });
    await page
      .getByRole('complementary', { name: 'The weighting beside' })
      .getByText(/^Regions darker/)
      .waitFor();
    await page.getByRole('complementary', { name: 'The weighting beside' }).getByText('mean weight').waitFor();
    expect(await faultsInThemes(opened, 'side by side')).toEqual([]);
  });

  it('shows the maps of all images, and opens the one that is chosen', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'All images', exact: true }).click();
    const tiles = page.getByRole('list', { name: 'Weight maps of all images' }).getByRole('button');
    await expect.poll(async () => (await tiles.all()).length).toBe(3);
    await page.getByRole('button', { name: /^tissue-3\.png mean \d/ }).click();
    await page.getByRole('contentinfo').getByText('tissue-3.png').waitFor();
    await page.getByRole('button', { name: 'All images', exact: true }).click();
    await page.getByRole('button', { name: /^tissue-3\.png mean \d/ }).waitFor();
    expect(await faultsInThemes(opened, 'all images')).toEqual([]);
  });
});

describe('the Train screen', () => {
  it('shows every field that a network with a pretrained encoder has', async () => {
    const { page } = opened;
    await page.keyboard.press('Alt+4');
    await page.getByLabel('Network', { exact: true }).selectOption({ label: 'EfficientNet-Lite0' });
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByLabel('Gradients').selectOption('limited');
    await page.getByLabel('Predict with').selectOption('average');
    await page.getByLabel('Frozen for').fill('3');
    await page.getByLabel('Average keeps').fill('1');
    await page.getByText('A number from 0 to 0.999999.').waitFor();
    expect(await faultsInThemes(opened, 'all details')).toEqual([]);
    await page.getByLabel('Average keeps').fill('0.95');
    await page.getByText('A number from 0 to 0.999999.').waitFor({ state: 'detached' });
    await page.getByLabel('Encoder', { exact: true }).selectOption('random');
    await page.getByLabel('Frozen for').waitFor({ state: 'detached' });
  });

  it('offers weightings to compare by their names', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: /^Compar/ }).click();
    await page.getByRole('checkbox', { name: /^Smoothed edges/ }).check();
    expect(await faultsInThemes(opened, 'a comparison to be')).toEqual([]);
  });
});
