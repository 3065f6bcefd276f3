import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { encodeGreyPng } from '../../../src/engine/formats/png';
import { launch, type OpenedWindow } from '../../e2e/window';
import { command, makeLargeProject, type Place, showPaint, watchFirstImage } from './large-project';

export const MAP_WIDTH = 12_000;
export const MAP_HEIGHT = 9_000;

/** The views that painting is measured in. */
export const mapViews = ['whole map', '25 %', '100 %', '400 %'] as const;
export type MapView = (typeof mapViews)[number];

/** Steps of the zoom commands from 100 % on. */
const stepsTo: Record<Exclude<MapView, 'whole map'>, [key: string, count: number]> = {
  '25 %': ['Control+-', 4],
  '100 %': ['Control+-', 0],
  '400 %': ['Control+=', 4],
};

export interface LargeMap extends OpenedWindow {
  folder: string;
  place: Place;
  close(): Promise<void>;
}

/**
 * Makes a project of one image of 12,000 x 9,000, every pixel of it painted with one of two classes in wavy bands, and
 * opens it in Paint, all labels loaded.
 * @param onEmpty told of the window with no project, before it is opened
 */
export async function openLargeMap(): Promise<LargeMap> {
  const folder = mkdtempSync(join(tmpdir(), 'maskwright-map-'));
  const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
  writeMap(folder);
  const project = makeLargeProject(place, folder);
  command(place, 'masks', 'import', project, '--from', join(folder, 'labels'), '--map', '1=ground,2=line');
  const opened = await launch({ ...place, args: [project] });
  await watchFirstImage(opened);
  await showPaint(opened.page);
  await opened.page.keyboard.press('b');
  await labelsLoaded(opened.page);
  const close = async (): Promise<void> => {
    await opened.app.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...opened, folder, place, close };
}

/** All tiles are fetched, in messages of 64; the status line speaks of it until they are. */
async function labelsLoaded(page: Page): Promise<void> {
  await page.waitForTimeout(500);
  await page.getByText('All saved').waitFor();
  await page.waitForTimeout(5000);
}

/** Sets the brush's size in pixels of the image. */
export async function setBrush(page: Page, sizePx: number): Promise<void> {
  await page.keyboard.press('b');
  const field = page.locator('.floating-bar input[type=text]');
  await field.fill(String(sizePx));
  await page.keyboard.press('Enter');
  // A field that is written in takes the keys of the tools and views.
  await field.blur();
}

export async function showView(page: Page, view: MapView): Promise<void> {
  await page.locator('.canvas-stage').hover();
  await page.keyboard.press('f');
  if (view !== 'whole map') {
    await page.keyboard.press('z');
    const [key, count] = stepsTo[view];
    for (let step = 0; step < count; step++) await page.keyboard.press(key);
  }
  if (view !== 'whole map') await page.locator('.status-bar').getByText(view, { exact: true }).waitFor();
  // What is drawn of the picture at this zoom arrives.
  await page.waitForTimeout(2000);
}

function writeMap(folder: string): void {
  const image = new Uint8Array(MAP_WIDTH * MAP_HEIGHT);
  const labels = new Uint8Array(MAP_WIDTH * MAP_HEIGHT);
  for (let y = 0; y < MAP_HEIGHT; y++) {
    const shift = 40 * Math.sin(y / 90);
    for (let x = 0; x < MAP_WIDTH; x++) {
      const isLine = (x + shift) % 300 < 40;
      labels[y * MAP_WIDTH + x] = isLine ? 2 : 1;
      image[y * MAP_WIDTH + x] = (isLine ? 70 : 180) + ((x * 7 + y * 13) & 15);
    }
  }
  for (const [name, data] of [
    ['images', image],
    ['labels', labels],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'large.png'), encodeGreyPng(MAP_WIDTH, MAP_HEIGHT, data));
  }
}
