import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { decodePng, encodeGreyPng } from '../../src/engine/formats/png';
import { tiffFile } from '../unit/engine/images/made-files';
import { faultsInThemes } from './accessibility';
import { launch, launchParameters, type OpenedWindow } from './window';

const [WIDTH, HEIGHT] = [900, 600];
const square = { x: 200, y: 150, side: 200 };
/** From here on every second column is bright. */
const STRIPES = 600;
const [DARK, BRIGHT, GROUND] = [40, 200, 64];
/** On a busy machine. */
const arrives = { timeout: 30_000 };
const CLASS_RGB = [230, 159, 0];

const folder = mkdtempSync(join(tmpdir(), 'maskwright-display-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const project = join(folder, 'project');
let opened: OpenedWindow;

const deepValue = (x: number, y: number): number => 500 + 7 * x + 131 * y;

beforeAll(async () => {
  const images = join(folder, 'images');
  const labels = join(folder, 'labels');
  for (const made of [images, labels]) mkdirSync(made);
  const grey = pixels((x) => (x < STRIPES ? GROUND : x % 2 === 0 ? DARK : BRIGHT));
  const map = pixels((x, y) => (isIn(x, square.x) && isIn(y, square.y) ? 1 : 0));
  writeFileSync(join(images, 'a-plain.png'), encodeGreyPng(WIDTH, HEIGHT, grey));
  writeFileSync(join(labels, 'a-plain.png'), encodeGreyPng(WIDTH, HEIGHT, map));
  writeFileSync(join(images, 'b-deep.tif'), deepTiff(300, 200));
  command('project', 'create', project, '--name', 'Display', '--classes', 'cell:#e69f00');
  command('images', 'add', project, images);
  command('masks', 'import', project, '--from', labels, '--map', '0=unpainted,1=cell');
  await open();
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How Paint shows image and labels, measured on the screen. */
describe('the display', () => {
  it('draws labels as outlines of one pixel, filled, or both', async () => {
    const { page } = opened;
    await page.keyboard.press('z');
    await expect.poll(() => row(50, 50, 1), arrives).toEqual([[GROUND, GROUND, GROUND]]);
    await page.getByRole('button', { name: 'Outlines' }).click();
    const edge = async () => row(square.x - 2, square.y + 100, 4);
    const image = [GROUND, GROUND, GROUND];
    await expect.poll(edge, arrives).toEqual([image, image, CLASS_RGB, image]);
    await page.mouse.move(3, 300);
    await page.keyboard.press('t');
    const half = CLASS_RGB.map((value) => Math.round((value + GROUND) / 2));
    await expect.poll(async () => near(await edge(), [image, image, CLASS_RGB, half]), arrives).toBe(true);
    await page.keyboard.press('t');
    await expect.poll(async () => near(await edge(), [image, image, half, half]), arrives).toBe(true);
  });

  it('raises the picture to a gamma, and puts it back', async () => {
    const { page } = opened;
    const ground = async (): Promise<number> => (await row(50, 50, 1))[0]?.[0] ?? 0;
    expect(await ground()).toBe(GROUND);
    await page.getByRole('textbox', { name: 'Gamma' }).fill('0.5');
    await expect.poll(ground, arrives).toBe(Math.floor(255 * (GROUND / 255) ** 0.5));
    await page.getByRole('button', { name: 'Brightness, contrast and gamma as they were' }).click();
    await expect.poll(ground, arrives).toBe(GROUND);
  });

  it('magnifies what is under the pointer while a key is held', async () => {
    const { page } = opened;
    await page.keyboard.press('v');
    await page.keyboard.down('d');
    await page.mouse.move(...(await screenOf(700, 300)));
    await page.locator('.canvas-lens').getByText('400 %').waitFor();
    // A picture of the screen would bring the display's own pointer in: read from the lens itself.
    const columns = (): Promise<number[]> =>
      page
        .locator('.canvas-lens canvas')
        .first()
        .evaluate((element) => {
          if (!(element instanceof HTMLCanvasElement)) return [];
          const { width, height } = element;
          const { data } = element.getContext('2d')?.getImageData(0, height / 2, width, 1) ?? { data: [] };
          return Array.from({ length: width }, (_, i) => data[4 * i] ?? 0);
        });
    const runs = async (): Promise<number[]> => {
      const values = await columns();
      return [...values.keys()].filter((i) => values[i] !== values[i - 1]);
    };
    await expect.poll(async () => (await runs()).length, arrives).toBeGreaterThan(50);
    // Every column of the picture is four columns of the screen.
    const starts = (await runs()).slice(1);
    expect(starts.slice(1).map((start, i) => start - (starts[i] ?? 0))).toEqual(starts.slice(1).map(() => 4));
    await page.keyboard.up('d');
    await page.locator('.canvas-lens').waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+D');
    await page.locator('.canvas-lens').waitFor();
    await page.keyboard.press('Shift+D');
    await page.locator('.canvas-lens').waitFor({ state: 'detached' });
  });

  it('shows where it is in the whole image, and goes elsewhere by mouse and arrows', async () => {
    const { page } = opened;
    const overview = page.getByRole('region', { name: 'Overview', exact: true });
    await page.keyboard.press('f');
    await overview.waitFor({ state: 'detached' });
    await page.keyboard.press('z');
    for (let step = 0; step < 4; step++) await page.keyboard.press('Control+=');
    const map = overview.getByRole('button', { name: /^Part of the image in view/ });
    const box = await map.boundingBox();
    if (box === null) throw new Error('the overview is not on the screen');
    const before = await pointed();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 22, box.y + box.height / 2 + 11, { steps: 5 });
    await page.mouse.up();
    const after = await pointed();
    const shown = WIDTH / box.width;
    expect(Math.abs(after.x - before.x - 22 * shown)).toBeLessThan(4);
    expect(Math.abs(after.y - before.y - 11 * shown)).toBeLessThan(4);
    await map.focus();
    await page.keyboard.press('ArrowLeft');
    expect((await pointed()).x).toBeLessThan(after.x - 20);
    await page.keyboard.press('y');
    await map.waitFor({ state: 'detached' });
    await overview.getByRole('button', { name: 'Overview of the whole image' }).click();
    await map.waitFor();
  });

  it('has nothing against it for people who see or reach less', async () => {
    const { page } = opened;
    await page.mouse.move(...(await screenOf(300, 300)));
    await page.keyboard.press('Shift+D');
    expect(await faultsInThemes(opened, 'lens and overview')).toEqual([]);
    await page.keyboard.press('Shift+D');
  });

  it('says the values of pixels: 8 bits of the picture, 16 of the file', async () => {
    const { page } = opened;
    await page.keyboard.press('f');
    const status = page.getByRole('contentinfo');
    const { x: column } = await pointed(0.75);
    await status.getByText(`value ${column % 2 === 0 ? DARK : BRIGHT}`, { exact: true }).waitFor();
    await page.keyboard.press('.');
    await status.getByText('b-deep.tif').waitFor();
    for (const share of [0.4, 0.55, 0.7]) {
      const { x, y } = await pointed(share);
      await status.getByText(`value ${deepValue(x, y)}`, { exact: true }).waitFor();
    }
    expect(opened.complaints).toEqual([]);
  });

  it('is as it was when the project is opened again', async () => {
    await opened.page.getByRole('button', { name: 'Both' }).click();
    await opened.page.getByRole('textbox', { name: 'Gamma' }).fill('0.8');
    await opened.page.keyboard.press('Enter');
    await opened.page.waitForTimeout(1000);
    await opened.app.close();
    await open();
    const { page } = opened;
    await expect
      .poll(() => page.getByRole('button', { name: 'Both' }).getAttribute('aria-pressed'), arrives)
      .toBe('true');
    expect(await page.getByRole('textbox', { name: 'Gamma' }).inputValue()).toBe('0.8');
  });
});

async function open(): Promise<void> {
  opened = await launch({ ...place, args: [project] });
  await opened.page.locator('.tab', { hasText: 'Paint' }).click();
  await opened.page.locator('.canvas-stage').waitFor();
}

function command(...args: string[]): void {
  const { executablePath, env } = launchParameters(place);
  const run = spawnSync(executablePath, [resolve(import.meta.dirname, '../../out/main/cli.js'), ...args], {
    encoding: 'utf8',
    env: { ...env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  if (run.status !== 0) throw new Error(`${args.join(' ')}: ${run.stderr}`);
}

/** Where a pixel of the plain image is on the screen at 100 %. */
async function screenOf(x: number, y: number): Promise<[number, number]> {
  const box = await opened.page.locator('.canvas-stage').boundingBox();
  if (box === null) throw new Error('the canvas is not on the screen');
  return [
    box.x + Math.round(box.width / 2 - WIDTH / 2) + x + 0.5,
    box.y + Math.round(box.height / 2 - HEIGHT / 2) + y + 0.5,
  ];
}

/** Colours of pixels of the plain image on the screen at 100 %, to the right from one on. */
async function row(x: number, y: number, count: number): Promise<number[][]> {
  const [left, top] = await screenOf(x, y);
  const clip = { x: Math.floor(left), y: Math.floor(top), width: count, height: 1 };
  const { channels, data } = await decodePng(await opened.page.screenshot({ clip }));
  return Array.from({ length: count }, (_, i) => Array.from(data.subarray(i * channels, i * channels + 3)));
}

/** The pixel that the status line says is under the pointer at a share of the canvas's sides. */
async function pointed(share = 0.45): Promise<{ x: number; y: number }> {
  const { page } = opened;
  const box = await page.locator('.canvas-stage').boundingBox();
  if (box === null) throw new Error('the canvas is not on the screen');
  await page.mouse.move(box.x + box.width * share, box.y + box.height * share);
  await page.waitForTimeout(150);
  const [, column, line] = /x (\d+) y (\d+)/.exec((await page.locator('.status-pointer').textContent()) ?? '') ?? [];
  return { x: Number(column), y: Number(line) };
}

function near(seen: readonly number[][], wanted: readonly number[][]): boolean {
  return seen.every((color, i) => color.every((value, c) => Math.abs(value - (wanted[i]?.[c] ?? 0)) <= 2));
}

function pixels(value: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => value(i % WIDTH, Math.floor(i / WIDTH)));
}

function isIn(at: number, from: number): boolean {
  return at >= from && at < from + square.side;
}

/** Of 16 bits, put together byte by byte. */
function deepTiff(width: number, height: number): Uint8Array {
  const strip = Buffer.alloc(2 * width * height);
  for (let i = 0; i < width * height; i++) strip.writeUInt16LE(deepValue(i % width, Math.floor(i / width)), 2 * i);
  return tiffFile({ width, height, bits: 16, channels: 1, photometric: 1, strip });
}
