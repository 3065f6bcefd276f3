import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import '../../../src/shared/contract/client';
import { runConfigSchema } from '../../../src/shared/training/run-config';
import { writeLinePictures } from '../../made/pictures';
import { report } from '../report';
import { type LargeMap, MAP_HEIGHT, MAP_WIDTH, openLargeMap, setBrush, showView } from './large-map';
import { command } from './large-project';
import { EVENTS, type Hand, late, move, showBareCanvas } from './on-canvas';

const ROUNDS = 3;
let map: LargeMap;

beforeAll(async () => {
  map = await openLargeMap();
  await startTraining(map.page);
});
afterAll(() => map?.close());

it.each([
  { hand: 'painting', doing: 'painting with a 400 px brush' },
  { hand: 'panning', doing: 'panning' },
] as const)(
  'shows as many frames while $doing as a bare canvas does, a training run beside it',
  async ({ hand, doing }) => {
    const { page } = map;
    await setBrush(page, 400);
    await showView(page, '100 %');
    let [bare, ours] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      bare += late(await moveOverBareCanvas(page));
      ours += late(await move(page, hand satisfies Hand));
    }
    report({
      what: `frames over 34 ms while ${doing} beside a training run, ${MAP_WIDTH}x${MAP_HEIGHT}, and of a bare canvas`,
      figure: `${ours} and ${bare} of about ${ROUNDS * EVENTS}`,
      wanted: 'none more',
      isReached: ours <= bare,
    });
    expect(await page.evaluate(() => window.maskwright.request('runs.active', null))).toMatchObject({ value: [{}] });
  },
);

async function moveOverBareCanvas(page: Page): ReturnType<typeof move> {
  const remove = await showBareCanvas(page);
  const watched = await move(page, 'moving');
  await remove();
  return watched;
}

/** A long run of another project, begun in the window as a person would; then the large one is opened again. */
async function startTraining(page: Page): Promise<void> {
  const { folder, place } = map;
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
  // The labels are read again, and the run prepares itself.
  await page.waitForTimeout(10_000);
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
