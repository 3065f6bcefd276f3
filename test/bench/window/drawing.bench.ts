import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../src/engine/formats/png';
import '../../../src/shared/contract/client';
import { launch, type OpenedWindow } from '../../e2e/window';
import { median, percentile, report } from '../report';
import { makeLargeProject, showPaint, watchFirstImage } from './large-project';
import { watched } from './watched-work';

const WIDTH = 4000;
const HEIGHT = 3000;
const EVENTS = 200;
const POINTS = 300;
const folder = mkdtempSync(join(tmpdir(), 'maskwright-drawing-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
let opened: OpenedWindow;

beforeAll(async () => {
  mkdirSync(join(folder, 'images'));
  writeFileSync(join(folder, 'images', 'large.png'), encodeGreyPng(WIDTH, HEIGHT, cells()));
  opened = await launch({ ...place, args: [makeLargeProject(place, folder)] });
  await watchFirstImage(opened);
  const { page } = opened;
  await watchKernels(page);
  await showPaint(page);
  await page.waitForTimeout(3000);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

it('the live wire follows the pointer within a frame', async () => {
  const { page } = opened;
  await page.keyboard.press('f');
  await page.keyboard.press('w');
  const way = await loops(page);
  await page.mouse.click(...way(0));
  await page.waitForTimeout(2000);
  const { work, kernels } = await along(page, way, false);
  tell('a pointer event with a live wire open', work, 2);
  tell('answer of the live wire, whole image in view', kernels, 16);
  await page.keyboard.press('Escape');
});

it('the wand shows another tolerance while it is dragged', async () => {
  const { page } = opened;
  await page.keyboard.press('m');
  const way = await loops(page);
  const { work, kernels, gaps } = await along(page, way, true);
  tell('a pointer event while dragging the wand, 12 megapixels in view', work, 16);
  tell('answer of the wand', kernels, 50);
  tell('between frames while dragging the wand', gaps, 34);
  await undo(page);
});

it('the smart brush and superpixels paint under the pointer', async () => {
  const { page } = opened;
  await page.keyboard.press('z');
  for (const [key, what, wanted] of [
    ['s', 'smart brush, 200 px', 16],
    ['u', 'superpixels', 60],
  ] as const) {
    await page.keyboard.press(key);
    if (key === 's') {
      await page.locator('.paint-bar input[type=text]').first().fill('200');
      await page.keyboard.press('Enter');
    }
    const way = await loops(page);
    await page.mouse.move(...way(0));
    await page.waitForTimeout(1500);
    const { work, kernels } = await along(page, way, true);
    tell(`a pointer event while painting, ${what}`, work, 2);
    tell(`answer of a stamp or cell, ${what}`, kernels, wanted);
    await page.waitForTimeout(1000);
    await undo(page);
  }
});

it('a polygon of hundreds of points stays in hand', async () => {
  const { page } = opened;
  await page.keyboard.press('f');
  await page.keyboard.press('p');
  const way = await loops(page);
  await page.mouse.move(...way(0));
  // Keys put points as fast as a test can; the pointer would take minutes.
  for (let point = 0; point < POINTS; point++) {
    await page.keyboard.press('n');
    await page.keyboard.press(point % 3 === 0 ? 'Shift+ArrowDown' : 'Shift+ArrowRight');
  }
  const { work } = await along(page, way, false);
  tell(`a pointer event over an open polygon of ${POINTS} points`, work, 4);
  await page.keyboard.press('Escape');
});

function tell(what: string, values: readonly number[], wanted: number): void {
  const [middle, high] = [median(values), percentile(values, 0.99)];
  report({
    what: `${what}, ${WIDTH}x${HEIGHT}: median / 99th percentile of ${values.length}`,
    figure: `${middle.toFixed(1)} / ${high.toFixed(1)} ms`,
    wanted: `< ${wanted} ms`,
    isReached: middle < wanted,
  });
  expect(values.length).toBeGreaterThan(0);
}

async function undo(page: Page): Promise<void> {
  await page.getByText('All saved').waitFor();
  await page.keyboard.press('Control+z');
  await page.waitForTimeout(500);
}

/** A way of loops over the canvas. */
async function loops(page: Page): Promise<(event: number) => [number, number]> {
  const box = await page.locator('.canvas-stage').boundingBox();
  if (box === null) throw new Error('there is no canvas');
  return (event) => {
    const angle = 0.4 + (event / EVENTS) * Math.PI * 2;
    return [
      box.x + box.width * (0.5 + 0.3 * Math.cos(angle)),
      box.y + box.height * (0.52 + 0.3 * Math.sin(1.3 * angle)),
    ];
  };
}

async function along(
  page: Page,
  way: (event: number) => [number, number],
  isDown: boolean,
): Promise<{ work: number[]; kernels: number[]; gaps: number[] }> {
  await page.mouse.move(...way(0));
  if (isDown) await page.mouse.down();
  await page.waitForTimeout(1500);
  const before = await watched(page);
  const kernelsBefore = (await kernelTimes(page)).length;
  for (let event = 1; event <= EVENTS; event++) await page.mouse.move(...way(event));
  await page.waitForTimeout(500);
  const after = await watched(page);
  if (isDown) await page.mouse.up();
  return {
    work: after.work.slice(before.work.length),
    gaps: after.gaps.slice(before.gaps.length),
    kernels: (await kernelTimes(page)).slice(kernelsBefore),
  };
}

/** From here on the page notes how long each question to the kernels' worker takes. */
async function watchKernels(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    const asked = new Map<number, number>();
    Object.assign(window, { kernelTimes: times });
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (
      this: Worker,
      message: unknown,
      options?: Transferable[] | StructuredSerializeOptions,
    ) {
      const id: unknown = Reflect.get(Object(message), 'id');
      if (typeof id === 'number') {
        asked.set(id, performance.now());
        if (this.onmessage === null) {
          this.onmessage = ({ data }) => {
            const at = asked.get(Reflect.get(Object(data), 'id'));
            if (at !== undefined) times.push(performance.now() - at);
          };
        }
      }
      Reflect.apply(postMessage, this, [message, options ?? []]);
    };
  });
}

async function kernelTimes(page: Page): Promise<number[]> {
  const times: unknown = await page.evaluate(() => Reflect.get(window, 'kernelTimes'));
  return Array.isArray(times) ? times.map(Number) : [];
}

/** Bright cells with dark walls about 60 pixels apart, and some grain. */
function cells(): Uint8Array {
  const image = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const across = Math.abs(((x + 14 * Math.sin(y / 31)) % 60) - 30);
      const down = Math.abs(((y + 11 * Math.sin(x / 23)) % 55) - 27);
      const isWall = across < 3 || down < 3;
      image[y * WIDTH + x] = (isWall ? 70 : 170) + (((x * 1103 + y * 12345) >> 3) & 15);
    }
  }
  return image;
}
