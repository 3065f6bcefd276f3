import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../../e2e/window';
import { noise } from '../../unit/shared/segmentation/made-patches';
import { report } from '../report';
import { type LargeMap, MAP_HEIGHT, MAP_WIDTH, mapViews, openLargeMap, setBrush, showView } from './large-map';

/** A stroke a second for an hour, at full length; otherwise five minutes of them. */
const STROKES = process.env.MASKWRIGHT_SOAK === '1' ? 3600 : 300;
/** On a busy machine; 0.5 s on an idle one of two cores. */
const MOST_MS_A_STROKE = 4000;
const MOST_MB = 1200;
/** Grown by less since the half is flat: before, the map is painted over and the database's cache of 64 MB fills. */
const FLAT_MB = 80;
const MIB = 1024 * 1024;

let map: LargeMap;
let emptyMb: number;

beforeAll(async () => {
  emptyMb = await emptyWindowMb();
  map = await openLargeMap();
});
afterAll(() => map?.close());

it(
  'holds no more after an hour of random strokes than at its beginning',
  async () => {
    const { app, page } = map;
    const opened = await heldMb(app, page);
    const random = noise(7);
    let [early, half, highest] = [Number.NaN, Number.NaN, 0];
    for (let stroke = 1; stroke <= STROKES; stroke++) {
      if (stroke % 20 === 1) {
        await setBrush(page, [20, 100, 400, 2000][random() % 4] ?? 400);
        await showView(page, mapViews[random() % mapViews.length] ?? '100 %');
        highest = Math.max(highest, residentMb(await processes(app)));
      }
      await page.keyboard.press(String(1 + (stroke % 2)));
      await randomStroke(page, random);
      if (random() % 8 === 0) await page.keyboard.press('Control+z');
      if (stroke === STROKES / 10) early = await heldMb(app, page);
      if (stroke === STROKES / 2) half = await heldMb(app, page);
    }
    await page.getByText('All saved').waitFor();
    const late = await heldMb(app, page);
    const over = (mb: number): string => `${(mb - emptyMb).toFixed(0)}`;
    const what = `${MAP_WIDTH}x${MAP_HEIGHT}, over the empty window's ${emptyMb.toFixed(0)} MB`;
    report({
      what: `memory of all processes, ${what}: opened / after ${STROKES / 10} / ${STROKES / 2} / ${STROKES} strokes`,
      figure: `${over(opened)} / ${over(early)} / ${over(half)} / ${over(late)} MB`,
      wanted: `< ${MOST_MB} MB, grown by < ${FLAT_MB} MB since the half`,
      isReached: late - emptyMb < MOST_MB && late - half < FLAT_MB,
    });
    report({
      what: `memory of all processes, ${what}: most in between, what was not collected yet included`,
      figure: `${over(highest)} MB`,
      wanted: `< ${MOST_MB} MB`,
      isReached: highest - emptyMb < MOST_MB,
    });
    expect(late).toBeGreaterThan(emptyMb);
  },
  STROKES * MOST_MS_A_STROKE,
);

async function randomStroke(page: Page, random: () => number): Promise<void> {
  const box = await page.locator('.canvas-stage').boundingBox();
  if (box === null) throw new Error('there is no canvas');
  const place = (): [number, number] => [
    box.x + (random() / 255) * (box.width - 1),
    // Below what floats over the canvas.
    box.y + 60 + (random() / 255) * (box.height - 61),
  ];
  await page.mouse.move(...place());
  await page.mouse.down();
  for (let turn = 0; turn < 3; turn++) await page.mouse.move(...place(), { steps: 5 });
  await page.mouse.up();
}

/** The window that a person sees first, without a project. */
async function emptyWindowMb(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'maskwright-empty-'));
  const { app, page } = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
  await page.waitForTimeout(3000);
  const mb = await heldMb(app, page);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return mb;
}

/** What is held once the page's garbage is collected, MB. */
async function heldMb(app: ElectronApplication, page: Page): Promise<number> {
  await page.waitForTimeout(2000);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  await page.waitForTimeout(500);
  return residentMb(await processes(app));
}

async function processes(app: ElectronApplication): Promise<{ pid: number; kilobytes: number }[]> {
  return app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, memory }) => ({ pid, kilobytes: memory.workingSetSize })),
  );
}

/**
 * Memory that several processes share is counted once where the system tells (Linux), otherwise for each of them. There,
 * pages of files are not counted: they are the programs' own, are dropped when memory is short, and a share of them is
 * counted elsewhere while another program of the same Electron runs.
 */
function residentMb(all: readonly { pid: number; kilobytes: number }[]): number {
  const kilobytes = all.map(({ pid, kilobytes: own }) => {
    const file = `/proc/${pid}/smaps_rollup`;
    if (!existsSync(file)) return own;
    const found = [...readFileSync(file, 'utf8').matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+)/gm)];
    return found.reduce((sum, [, each]) => sum + Number(each), 0);
  });
  return (kilobytes.reduce((sum, each) => sum + each, 0) * 1024) / MIB;
}
