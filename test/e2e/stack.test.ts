import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { type TiffParts, tiffFile, tiffPages, tiffText } from '../unit/engine/images/made-files';
import { faultsInThemes } from './accessibility';
import { saved } from './canvas';
import { drop, launch, type OpenedWindow } from './window';

const [SIDE, PAGES] = [96, 3];
const names = ['DAPI', 'GFP', 'RFP', 'Cy5'];
/** Of each page, or channel: the value right of its middle, and half of the one at its right edge; left of it is 0. */
const levels = [4000, 9000, 16_000, 30_000];
const SECOND = 9000;
/** Half of the brightest. */
const GREY = 128;

/** Pictures are made when they are first asked for, after a restart by an engine that has to start. */
const arrives = { timeout: 30_000 };

const folder = mkdtempSync(join(tmpdir(), 'maskwright-stack-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const project = join(folder, 'cells');
let opened: OpenedWindow;

beforeAll(async () => {
  const images = join(folder, 'images');
  mkdirSync(images);
  writeFileSync(join(images, 'stack.tif'), tiffPages(levels.slice(0, PAGES).map(pageOf)));
  writeFileSync(join(images, 'stain.ome.tif'), stain());
  opened = await launch(place);
  const { page } = opened;
  await page.getByText('Drop a folder of images here').waitFor();
  await drop(page, [images]);
  await page.getByLabel('Folder').fill(project);
  await page.getByLabel('Name of class 1').fill('cell');
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByText('4 images added.').waitFor();
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Pages of 16 bits and channels in the real window; each test goes on where the one before it ended. */
describe('a stack of 16 bits', () => {
  it('is an image of each page, of which the second is painted', async () => {
    const { page } = opened;
    await inHand(page, 'stack.tif [2]');
    await expect.poll(() => greyOfRight(page), arrives).toBe(GREY);
    await page.keyboard.press('r');
    await strokeRectangle(page);
    await saved(page);
    expect(await paintedOf(page)).toEqual({ 'stack.tif [2]': SIDE * SIDE });
  });

  it('is shown under a window that is moved by hand', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'By hand' }).click();
    await expect.poll(() => windowOf(page), arrives).toMatchObject({ hi: 2 * SECOND });
    await page.getByRole('slider', { name: 'Values: white' }).focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press('PageDown');
    await expect.poll(async () => (await windowOf(page))?.hi, arrives).toBeLessThan(1.8 * SECOND);
    await expect.poll(() => greyOfRight(page), arrives).toBe(await greyUnderWindow(page));
  });

  it('has the same labels on the same page, and the window, after a restart', async () => {
    const chosen = await windowOf(opened.page);
    const grey = await greyOfRight(opened.page);
    expect(chosen).not.toBeNull();
    await opened.app.close();
    opened = await launch({ ...place, args: [project] });
    const { page } = opened;
    await inHand(page, 'stack.tif [2]');
    expect(await paintedOf(page)).toEqual({ 'stack.tif [2]': SIDE * SIDE });
    expect(await windowOf(page)).toEqual(chosen);
    await expect.poll(() => greyOfRight(page), arrives).toBe(grey);
  });
});

describe('an image of four channels', () => {
  it('is read by its first three, and the channels have the names of the file', async () => {
    const { page } = opened;
    await page.keyboard.press('Alt+1');
    await page.getByText('1 image of 4 channels: networks read channels 1, 2 and 3.').waitFor();
    const blue = page.getByLabel('Blue');
    expect(await blue.locator('option').allTextContents()).toEqual(names.map((name, index) => `${index + 1} ${name}`));
    await blue.selectOption('4 Cy5');
    await page.getByText('Those trained before read other ones.').waitFor();
    await page.getByText('networks read channels 1, 2 and 4.').first().waitFor();
    expect(await faultsInThemes(opened, 'a choice of channels')).toEqual([]);
  });

  it('is shown by the channels that are chosen', async () => {
    const { page } = opened;
    await inHand(page, 'stain.ome.tif');
    await page.getByRole('button', { name: 'Automatic' }).click();
    // Brightest of the three that are read: one window shows them all.
    const seen = [4000, 9000, 30_000].map((level) => Math.round((255 * level) / 60_000));
    await expect.poll(async () => (await colourOfRight(page)).slice(0, 3), arrives).toEqual(seen);
    expect(opened.complaints).toEqual([]);
  });
});

function pageOf(level: number): TiffParts {
  return { width: SIDE, height: SIDE, bits: 16, channels: 1, photometric: 1, strip: bytesOf([level]) };
}

function stain(): Uint8Array {
  const channels = names.map((name, index) => `<Channel ID="Channel:0:${index}" Name="${name}" SamplesPerPixel="1"/>`);
  const xml = `<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYZTC" Type="uint16" SizeX="${SIDE}" SizeY="${SIDE}" SizeZ="1" SizeT="1" SizeC="4">${channels.join('')}<TiffData/></Pixels></Image></OME>`;
  const [first, ...others] = levels.map(pageOf);
  return first === undefined ? tiffFile(pageOf(0)) : tiffPages([{ ...first, extra: [tiffText(270, xml)] }, ...others]);
}

/** 16 bits, the lower byte first. */
function bytesOf([level = 0]: readonly number[]): Uint8Array {
  const values = Uint16Array.from({ length: SIDE * SIDE }, (_, i) => {
    const x = i % SIDE;
    return x >= SIDE - 8 ? 2 * level : x >= SIDE / 2 ? level : 0;
  });
  return new Uint8Array(values.buffer);
}

/** Goes to Paint with this image in hand, whole on the canvas. */
async function inHand(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+1');
  await page.getByRole('gridcell', { name: `${name},` }).click();
  await page.keyboard.press('Alt+2');
  await page.getByRole('contentinfo').getByText(name).waitFor();
  await page.keyboard.press('f');
}

/** From beyond one corner of the image to beyond the other. */
async function strokeRectangle(page: Page): Promise<void> {
  const box = await page.getByRole('region', { name: /^Image / }).boundingBox();
  if (box === null) throw new Error('the canvas is not on the screen');
  const half = Math.min(box.width, box.height) / 2 - 4;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // The bar of the tool floats over the upper left.
  await page.mouse.move(x + half, y - half);
  await page.mouse.down();
  await page.mouse.move(x - half, y + half, { steps: 5 });
  await page.mouse.up();
}

async function greyOfRight(page: Page): Promise<number> {
  return (await colourOfRight(page))[0] ?? 0;
}

/** Of the picture's canvas, a little right of its middle. */
function colourOfRight(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const canvas = document.querySelector('.canvas-layers canvas');
    if (!(canvas instanceof HTMLCanvasElement)) return [];
    const [x, y] = [Math.round(canvas.width / 2) + 40, Math.round(canvas.height / 2)];
    return [...(canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? [])];
  });
}

/** Pixels of each painted image as they are stored. */
function paintedOf(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const found = await window.maskwright.request('images.page', {
      query: {},
      offset: 0,
      limit: 10,
    });
    const painted = found.ok ? found.value.filter(({ paintedPixels }) => paintedPixels > 0) : [];
    return Object.fromEntries(painted.map(({ name, paintedPixels }) => [name, paintedPixels]));
  });
}

/** The ends that are chosen by hand; null where none are. */
function windowOf(page: Page): Promise<{ lo: number; hi: number } | null> {
  return page.evaluate(async () => {
    const workspace = await window.maskwright.request('workspace.read', null);
    return (workspace.ok ? workspace.value.displayWindow?.ranges[0] : undefined) ?? null;
  });
}

/** How bright the second page's value has to be. */
async function greyUnderWindow(page: Page): Promise<number> {
  const { lo, hi } = (await windowOf(page)) ?? { lo: 0, hi: 1 };
  return Math.round((255 * (SECOND - lo)) / (hi - lo));
}
