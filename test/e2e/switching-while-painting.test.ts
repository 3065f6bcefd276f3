import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlainLabels, type PlainPoint } from '../made/plain-labels';
import { Hand } from './hand';
import { makeImageFolder } from './made-images';
import { makeProject, showPaint } from './made-project';
import { storedImages } from './stored-labels';
import { launch, type OpenedWindow } from './window';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const SWITCHES = isSoak ? 800 : 100;
/** Twenty switches a second. */
const PACE_MS = 50;
const IMAGES = 5;
const SIDE = isSoak ? 640 : 320;
/** Every stroke has a square of the image to itself, so that the labels tell which strokes are there. */
const SQUARE = 16;
const BRUSH_PX = 8;
const folder = mkdtempSync(join(tmpdir(), 'maskwright-switching-'));
const project = join(folder, 'tissue');
const random = xoroshiro128plus(20261124);
let opened: OpenedWindow;

beforeAll(async () => {
  makeImageFolder(join(folder, 'images'), IMAGES, SIDE);
  opened = await launch({ data: join(folder, 'data'), cache: join(folder, 'cache') });
  const { app, page } = opened;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1600, 1000));
  const settings = { images: join(folder, 'images'), folder: project, classes: ['wall', 'body'], count: IMAGES };
  await makeProject(page, settings);
  await showPaint(page);
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A stroke or an undo as the page met it, with the name of the image that was shown. */
interface Met {
  kind: 'stroke' | 'undo';
  image: string;
}

it(`gives each stroke to the image that was shown, at ${1000 / PACE_MS} switches a second with undos between`, {
  timeout: 600_000,
}, async () => {
  const { app, page, complaints } = opened;
  const hand = await Hand.at(page, { width: SIDE, height: SIDE });
  for (let size = 24; size > BRUSH_PX; size -= Math.max(1, Math.round(size / 10))) hand.key('[');
  await hand.rest();
  await notePlaces(page);
  let strokes = 0;
  for (let switched = 0; switched < SWITCHES; switched++) {
    const due = new Promise((resolve) => setTimeout(resolve, PACE_MS));
    hand.key(draw() < 0.5 ? '.' : ',');
    for (let stroke = 0; stroke < 1 + Math.floor(2 * draw()); stroke++) {
      hand.key(String(labelOf(strokes)));
      hand.drag(wayOf(strokes++));
      if (draw() < 0.3) hand.key('z', { ctrl: true });
    }
    await due;
    if (switched % 10 === 9) await hand.rest();
  }
  await hand.rest();
  const met = await metSoFar(page);
  // The last strokes are on their way: the window closes once they are saved.
  await app.close();
  expect(met.filter(({ kind }) => kind === 'stroke')).toHaveLength(strokes);
  const stored = storedImages(project);
  for (const { name, labels, standing } of stored) {
    const possible = standingStrokes(met, name);
    const found = possible.filter((each) => paintedBy(each).equals(labels));
    expect(found, `${name} has the strokes of one of ${JSON.stringify(possible)}`).toHaveLength(1);
    expect(standing).toBe(found[0]?.length);
  }
  expect(new Set(met.map(({ image }) => image)).size).toBe(IMAGES);
  expect(complaints).toEqual([]);
});

/** Strokes that stand on an image in the end. Several answers, where an undo came on an image that had just been taken. */
function standingStrokes(met: readonly Met[], image: string): number[][] {
  let possible = new Map<string, number[]>([['', []]]);
  let stroke = -1;
  let isSureOn = '';
  for (const each of met) {
    if (each.kind === 'stroke') {
      stroke++;
      isSureOn = each.image;
    }
    if (each.image !== image) continue;
    const lists = [...possible.values()].flatMap((list) => {
      if (each.kind === 'stroke') return [[...list, stroke]];
      return isSureOn === image ? [list.slice(0, -1)] : [list, list.slice(0, -1)];
    });
    possible = new Map(lists.map((list) => [list.join(' '), list]));
  }
  return [...possible.values()];
}

function paintedBy(strokes: readonly number[]): PlainLabels {
  const labels = new PlainLabels(SIDE, SIDE);
  for (const stroke of strokes) labels.stroke(wayOf(stroke), BRUSH_PX, labelOf(stroke));
  return labels;
}

function labelOf(stroke: number): number {
  return 1 + (stroke % 2);
}

function wayOf(stroke: number): PlainPoint[] {
  const columns = SIDE / SQUARE;
  const x = SQUARE * (stroke % columns) + SQUARE / 2;
  const y = SQUARE * Math.floor(stroke / columns) + SQUARE / 2;
  return [
    { x: x - 3, y: y - 3 },
    { x: x + 3, y: y - 3 },
    { x, y: y + 3 },
  ];
}

/** From here on the page notes which image it shows when a stroke begins and when an undo is asked for. */
async function notePlaces(page: Page): Promise<void> {
  await page.evaluate(() => {
    const met: { kind: 'stroke' | 'undo'; image: string }[] = [];
    Object.assign(window, { met });
    const note = (kind: 'stroke' | 'undo'): void => {
      const shown = document.querySelector('.canvas-pane')?.getAttribute('aria-label') ?? '';
      met.push({ kind, image: shown.replace('Image ', '') });
    };
    window.addEventListener('pointerdown', () => note('stroke'), { capture: true });
    window.addEventListener('keydown', ({ key, ctrlKey }) => key === 'z' && ctrlKey && note('undo'), { capture: true });
  });
}

async function metSoFar(page: Page): Promise<Met[]> {
  const met: unknown = await page.evaluate(() => Reflect.get(window, 'met'));
  if (!Array.isArray(met)) throw new Error('the page noted nothing');
  return met;
}

function draw(): number {
  return ((random.next() >>> 0) + 0.5) / 2 ** 32;
}
