import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../src/engine/formats/png';
import '../../../src/shared/contract/client';
import { runConfigSchema } from '../../../src/shared/training/run-config';
import { launch, type OpenedWindow } from '../../e2e/window';
import { writeLinePictures } from '../../made/pictures';
import { median, percentile, report } from '../report';
import { command, makeLargeProject, showPaint, watchFirstImage } from './large-project';
import { type Watched, watched } from './watched-work';

const WIDTH = 12_000;
const HEIGHT = 9_000;
const BRUSH_PX = 400;
const EVENTS = 300;
const folder = mkdtempSync(join(tmpdir(), 'maskwright-painting-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
let opened: OpenedWindow;

beforeAll(async () => {
  writeLargeImage();
  const project = makeLargeProject(place, folder);
  command(place, 'masks', 'import', project, '--from', join(folder, 'labels'), '--map', '1=ground,2=line');
  opened = await launch({ ...place, args: [project] });
  await watchFirstImage(opened);
  const { page } = opened;
  await showPaint(page);
  await page.keyboard.press('b');
  await page.locator('.floating-bar input[type=text]').fill(String(BRUSH_PX));
  await page.keyboard.press('Enter');
  // All tiles are fetched, in messages of 64.
  await page.waitForTimeout(8000);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ['at 100 %', 'z'],
  ['with the whole map in view', 'f'],
])('a pointer event while painting, %s, costs under a millisecond', async (view, key) => {
  const { page } = opened;
  await page.locator('.canvas-stage').hover();
  await page.keyboard.press(key);
  await page.waitForTimeout(3000);
  // The first stroke finds the code not yet compiled.
  await move(page, 'painting');
  const { work } = await move(page, 'painting');
  const [middle, high] = [median(work), percentile(work, 0.99)];
  report({
    what: `a pointer event while painting, ${WIDTH}x${HEIGHT}, ${BRUSH_PX} px brush, ${view}: median / 99th percentile`,
    figure: `${middle.toFixed(1)} / ${high.toFixed(1)} ms`,
    wanted: '< 1 / < 2 ms',
    isReached: middle < 1 && high < 2,
  });
  expect(work.length).toBeGreaterThan(EVENTS / 2);
});

it('shows as many frames while painting as while only moving, a training run beside it', async () => {
  const { page } = opened;
  await startTraining(page);
  await page.locator('.canvas-stage').hover();
  await page.keyboard.press('z');
  await page.waitForTimeout(10_000);
  let [empty, painting] = [0, 0];
  for (let round = 0; round < 3; round++) {
    empty += late(await move(page, 'moving'));
    painting += late(await move(page, 'painting'));
  }
  report({
    what: 'frames over 34 ms while painting beside a training run, and while only moving',
    figure: `${painting} and ${empty} of about ${3 * EVENTS}`,
    wanted: 'none more',
    isReached: painting <= empty,
  });
  expect(await page.evaluate(() => window.maskwright.request('runs.active', null))).toMatchObject({ value: [{}] });
});

/** The pointer on a way of loops over the canvas, as fast as a hasty hand: about 30 px an event. */
async function move(page: Page, how: 'painting' | 'moving'): Promise<Watched> {
  const box = await page.locator('.canvas-stage').boundingBox();
  if (box === null) throw new Error('there is no canvas');
  const at = (i: number): [number, number] => {
    const angle = (i / EVENTS) * Math.PI * 6;
    return [
      box.x + box.width * (0.5 + 0.38 * Math.cos(angle)),
      box.y + box.height * (0.52 + 0.36 * Math.sin(1.3 * angle)),
    ];
  };
  await page.mouse.move(...at(0));
  if (how === 'painting') await page.mouse.down();
  await page.waitForTimeout(100);
  const before = await watched(page);
  for (let i = 1; i <= EVENTS; i++) await page.mouse.move(...at(i));
  const after = await watched(page);
  if (how === 'painting') await page.mouse.up();
  await page.waitForTimeout(500);
  return { work: after.work.slice(before.work.length), gaps: after.gaps.slice(before.gaps.length) };
}

function late({ gaps }: Watched): number {
  return gaps.filter((ms) => ms > 34).length;
}

function writeLargeImage(): void {
  const image = new Uint8Array(WIDTH * HEIGHT);
  const labels = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const isLine = (x + 40 * Math.sin(y / 90)) % 300 < 40;
      labels[y * WIDTH + x] = isLine ? 2 : 1;
      image[y * WIDTH + x] = (isLine ? 70 : 180) + ((x * 7 + y * 13) & 15);
    }
  }
  for (const [name, data] of [
    ['images', image],
    ['labels', labels],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'large.png'), encodeGreyPng(WIDTH, HEIGHT, data));
  }
}

/** A long run of another project, begun in the window as a person would; then the large one is opened again. */
async function startTraining(page: Page): Promise<void> {
  const project = join(folder, 'training');
  const { images, labels } = writeLinePictures(join(folder, 'lines'), 6, 256);
  command(place, 'project', 'create', project, '--name', 'Lines', '--classes', 'line:#e69f00,ground:#56b4e9');
  command(place, 'images', 'add', project, images);
  command(place, 'masks', 'import', project, '--from', labels, '--map', '0=line,255=ground');
  const config = runConfigSchema.parse({ length: { unit: 'steps', count: 20_000 }, patch: 128 });
  await openProject(page, project, 'Lines');
  const started = await page.evaluate((wanted) => window.maskwright.request('runs.start', { config: wanted }), config);
  expect(started).toMatchObject({ ok: true });
  await openProject(page, join(folder, 'large'), 'Large');
  await page.locator('.canvas-stage').waitFor();
}

async function openProject(page: Page, at: string, name: string): Promise<void> {
  await page.evaluate(
    (project) => window.maskwright.request('projects.open', { folder: project, readOnly: false }),
    at,
  );
  await page.waitForFunction((wanted) => document.title.startsWith(wanted), name);
  // Where the person was in it is read and shown.
  await page.waitForTimeout(1000);
  await page.locator('.tab', { hasText: 'Paint' }).click();
}
