import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import '../../src/shared/contract/client';
import { encodeRgbPng } from '../../src/engine/formats/png';
import { imageInHand } from './image-in-hand';
import { drop, launch, type OpenedWindow } from './window';

/** Beyond one texture: 54 megapixels. */
const [width, height] = [9000, 6000];
const middle = { x: width / 2, y: height / 2 };
/** A plain square whose left edge is the middle of the picture; around it columns tell their place by their blue. */
const plain = { x: middle.x, y: 2500, side: 1000, rgb: [220, 60, 40] } as const;

/** Tiles are made when they are first asked for. */
const arrives = { timeout: 30_000 };

const folder = mkdtempSync(join(tmpdir(), 'maskwright-large-'));
let opened: OpenedWindow;

beforeAll(async () => {
  const images = join(folder, 'images');
  mkdirSync(images);
  writeFileSync(join(images, 'orthophoto.png'), encodeRgbPng(width, height, madePicture()));
  opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
  const { page } = opened;
  await page.getByText('Drop a folder of images here').waitFor();
  await drop(page, [images]);
  await page.getByLabel('Folder').fill(join(folder, 'survey'));
  await page.getByLabel('Name of class 1').fill('roof');
  await page.getByLabel('Name of class 2').fill('street');
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByText('1 image added.').waitFor();
  await page.keyboard.press('Alt+2');
  await page.getByRole('contentinfo').getByText('orthophoto.png').waitFor();
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A picture that no texture holds, shown and read by its tiles in the real window. */
describe('a large picture', () => {
  it('is shown whole', async () => {
    const { page } = opened;
    await page.keyboard.press('f');
    await expect.poll(async () => isNear(await pixelsLeftOf(page, -40, 1), plain.rgb), arrives).toBe(true);
  });

  it('is exact at 200 %, every pixel a square', async () => {
    const { page } = opened;
    await page.keyboard.press('z');
    for (let step = 0; step < 2; step++) await page.keyboard.press('Control+=');
    await page.getByRole('contentinfo').getByText('200 %').waitFor();
    const expected = Array.from({ length: 60 }, (_, index) => blueAt(middle.x - 30 + Math.floor(index / 2)));
    await expect
      .poll(async () => (await pixelsLeftOf(page, 60, 60)).filter((_, index) => index % 4 === 2), arrives)
      .toEqual(expected);
  });

  it('gives the wand its own pixels, across the edges of tiles', async () => {
    const { page } = opened;
    // A view of all of it would be read from a smaller level, whose pixels are squares of the image's.
    await page.keyboard.press('z');
    for (let step = 0; step < 2; step++) await page.keyboard.press('Control+-');
    await page.getByRole('contentinfo').getByText('50 %').waitFor();
    await page.keyboard.press('m');
    const box = await page.getByRole('region', { name: /^Image orthophoto/ }).boundingBox();
    if (box === null) throw new Error('the canvas is not on the screen');
    await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(() => painted(page), arrives).toEqual([plain.side ** 2]);
    expect(opened.complaints).toEqual([]);
  });
});

function madePicture(): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const isPlain = x >= plain.x && x < plain.x + plain.side && y >= plain.y && y < plain.y + plain.side;
      rgb[at] = isPlain ? plain.rgb[0] : 90;
      rgb[at + 1] = isPlain ? plain.rgb[1] : 160;
      rgb[at + 2] = isPlain ? plain.rgb[2] : blueAt(x);
    }
  }
  return rgb;
}

/** Neighbours differ, and so do places a tile apart. */
function blueAt(x: number): number {
  return (x * 37) % 251;
}

/** RGBA of a row of the picture's canvas, from `offset` device pixels left of its middle. */
function pixelsLeftOf(page: Page, offset: number, count: number): Promise<number[]> {
  return page.evaluate(
    ({ offset, count }) => {
      const canvas = document.querySelector('.canvas-layers canvas');
      if (!(canvas instanceof HTMLCanvasElement)) return [];
      const x = Math.round(canvas.width / 2) - offset;
      const data = canvas.getContext('2d')?.getImageData(x, Math.round(canvas.height / 2), count, 1).data;
      return [...(data ?? [])];
    },
    { offset, count },
  );
}

function isNear(found: readonly number[], rgb: readonly number[]): boolean {
  return rgb.every((value, channel) => Math.abs((found[channel] ?? 0) - value) < 12);
}

/** Pixels by class as they are stored. */
async function painted(page: Page): Promise<number[]> {
  return page.evaluate(
    async (id) => {
      const labels = await window.maskwright.request('labels.open', { id });
      return labels.ok ? labels.value.painted.map(({ pixels }) => pixels) : [];
    },
    await imageInHand(page),
  );
}
