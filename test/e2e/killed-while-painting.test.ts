import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlainLabels, type PlainPoint } from '../made/plain-labels';
import { Hand } from './hand';
import { makeImageFolder } from './made-images';
import { makeProject, showPaint } from './made-project';
import { type StoredImage, storedImages } from './stored-labels';
import { launch, type OpenedWindow } from './window';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const KILLS = isSoak ? 200 : 10;
/** Strokes that the hand has made at most when the kill is due, and the longest that it goes on for. */
const MOST_STROKES = 16;
const LONGEST_MS = 80;
/** Strokes that the hand is ahead of the window at most: then edits wait for each other. */
const AHEAD = [1, 1, 4];
const SIDE = 320;
/** Of the brush as it is in hand at first, image pixels. */
const BRUSH_PX = 24;
const folder = mkdtempSync(join(tmpdir(), 'maskwright-killed-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const project = join(folder, 'tissue');
const answers = join(folder, 'answers');
const random = xoroshiro128plus(20261124);

beforeAll(async () => {
  makeImageFolder(join(folder, 'images'), 2, SIDE);
  const { app, page } = await launch(place);
  const settings = { images: join(folder, 'images'), folder: project, classes: ['wall', 'body'], count: 2 };
  await makeProject(page, settings);
  await showPaint(page);
  await app.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`has every acknowledged stroke and no half one after each of ${KILLS} kills at random moments`, {
  timeout: KILLS * 30_000,
}, async () => {
  let kept = new PlainLabels(SIDE, SIDE);
  let strokes = 0;
  const rounds: { acknowledged: number; stored: number; painted: number }[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const { states, acknowledged } = await paintUntilKilled(kept, AHEAD[kill % AHEAD.length]);
    const stored = firstImage(storedImages(project));
    const count = states.findIndex((state) => state.equals(stored.labels));
    rounds.push({ acknowledged, stored: count, painted: states.length - 1 });
    // What is stored is what was painted up to one of the strokes, and to none before the last acknowledged one.
    expect(rounds.filter(({ stored: each }) => each < 0)).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(acknowledged);
    // Edits wait for each other's answer: at most the one on its way is stored as well.
    expect(count).toBeLessThanOrEqual(acknowledged + 1);
    strokes += count;
    expect([stored.edits, stored.standing]).toEqual([strokes, strokes]);
    expect(stored.painted).toEqual(states[count].painted());
    kept = states[count];
  }
  // The kills met strokes on their way, and others that were saved: else the test has not seen what it is for.
  expect(rounds.some(({ stored, painted }) => stored < painted)).toBe(true);
  expect(rounds.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(KILLS);
});

/**
 * Opens the project, paints strokes as fast as the window takes them, and kills all of the program's processes at a
 * random moment. @returns the labels after each of the strokes, what was there before as the first; and how many of them
 * the program said were saved
 */
async function paintUntilKilled(
  before: PlainLabels,
  ahead: number,
): Promise<{ states: PlainLabels[]; acknowledged: number }> {
  const opened = await launch({ ...place, args: [project] });
  const { page } = opened;
  // A start beside other work.
  await page.locator('.tab').first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('Alt+2');
  await page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
  const hand = await Hand.at(page, before);
  await page.getByRole('status', { name: 'Saving' }).getByText('All saved').waitFor();
  await noteAnswers(opened);
  const states = [before];
  const due = 1 + Math.floor(draw() * MOST_STROKES);
  let killing: Promise<void> | null = null;
  let isKilled = false;
  while (!isKilled) {
    const label = 1 + (states.length % 2);
    const way = Array.from({ length: 5 }, (): PlainPoint => ({ x: pixel(), y: pixel() }));
    const next = states[states.length - 1].copy().stroke(way, BRUSH_PX, label);
    if (next.equals(states[states.length - 1].data)) continue;
    states.push(next);
    hand.key(String(label));
    hand.drag(way);
    if (states.length > due) {
      killing ??= kill(opened, draw() * LONGEST_MS).then(() => {
        isKilled = true;
      });
    }
    if (states.length % ahead === 0) await Promise.race([hand.rest(), killing].filter((each) => each !== null));
  }
  return { states, acknowledged: readFileSync(answers).length };
}

/** From here on the program writes a byte to a file for every stroke that it tells the page is saved, before it does. */
async function noteAnswers({ app }: OpenedWindow): Promise<void> {
  writeFileSync(answers, '');
  await app.evaluate(({ ipcMain }, file) => {
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    if (!(handlers instanceof Map)) throw new Error('the handlers of requests are not where they were');
    const { appendFileSync } = process.getBuiltinModule('node:fs');
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (event: unknown, name: unknown, input: unknown) => {
        const reply: unknown = await handler(event, name, input);
        if (name === 'labels.commit' && Reflect.get(Object(reply), 'ok') === true) appendFileSync(file, '.');
        return reply;
      });
    }
  }, answers);
}

/** Ends the program's whole process group without a word. */
async function kill({ app }: OpenedWindow, afterMs: number): Promise<void> {
  const main = app.process();
  const ended = new Promise<void>((done) => main.once('exit', () => done()));
  await new Promise((done) => setTimeout(done, afterMs));
  if (main.pid === undefined) throw new Error('the program has no process');
  process.kill(-main.pid, 'SIGKILL');
  await ended;
}

function firstImage(images: readonly StoredImage[]): StoredImage {
  const image = images.find(({ name }) => name === 'tissue-1.png');
  if (image === undefined) throw new Error('the project has no image');
  return image;
}

function draw(): number {
  return ((random.next() >>> 0) + 0.5) / 2 ** 32;
}

function pixel(): number {
  return Math.floor(draw() * (SIDE + 1));
}
