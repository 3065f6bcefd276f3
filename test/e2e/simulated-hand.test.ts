import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePng, encodeGreyPng } from '../../src/engine/formats/png';
import { CELL, MEMBRANE, micrograph } from '../made/membranes';
import { PlainLabels } from '../made/plain-labels';
import { Hand } from './hand';
import { Labeller } from './labeller';
import { makeProject } from './made-project';
import { storedImages } from './stored-labels';
import { launch, type OpenedWindow } from './window';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
/** Micrographs with labels in `images` and `labels`, 0 where a membrane is, in place of made ones. */
const given = process.env.MASKWRIGHT_MICROGRAPHS;
/** In the soak as large as the micrographs that people train with. */
const SIDE = isSoak || given !== undefined ? 512 : 320;
const IMAGES = 3;
/** All three are painted in the soak. */
const PAINTED = isSoak ? IMAGES : 1;
const folder = mkdtempSync(join(tmpdir(), 'maskwright-hand-'));
const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
const project = join(folder, 'membranes');
/** What is meant, by image. */
let meant: PlainLabels[];
/** Width of the brush in hand, as it is at first. */
let brushPx = 24;
let opened: OpenedWindow;

beforeAll(async () => {
  mkdirSync(join(folder, 'images'));
  meant = [];
  for (let index = 0; index < IMAGES; index++) meant.push(await writeMicrograph(index));
  opened = await launch(place);
  const { app, page } = opened;
  // An image at 100 % with room around it.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1600, 1000));
  const settings = { images: join(folder, 'images'), folder: project, count: IMAGES };
  await makeProject(page, { ...settings, classes: ['membrane', 'cell'] });
  await page.keyboard.press('Alt+2');
});

afterAll(async () => {
  await opened?.app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All of what a person does to label a micrograph, by mouse and keys in the real window. */
describe('a hand that labels membranes', () => {
  it.each(Array.from({ length: PAINTED }, (_, index) => index + 1))(
    'paints micrograph %i, each tool exactly as it is defined',
    { timeout: 1_800_000 },
    async (number) => {
      const { page } = opened;
      if (number > 1) await page.keyboard.press('.');
      await page.getByRole('contentinfo').getByText(`membrane-${number}.png`).waitFor();
      const hand = await Hand.at(page, { width: SIDE, height: SIDE });
      brushPx = await new Labeller(page, hand, meant[number - 1], brushPx).label();
    },
  );

  it('finds in the database what was meant, pixel for pixel', async () => {
    expect(opened.complaints).toEqual([]);
    await opened.app.close();
    const stored = storedImages(project);
    for (let index = 0; index < PAINTED; index++) {
      const image = stored.find(({ name }) => name === `membrane-${index + 1}.png`);
      expect(image?.painted).toEqual(meant[index].painted());
      expect(image !== undefined && meant[index].equals(image.labels)).toBe(true);
    }
  });
});

/** Puts an image into the folder of images. @returns the labels that are meant */
async function writeMicrograph(index: number): Promise<PlainLabels> {
  const file = join(folder, 'images', `membrane-${index + 1}.png`);
  if (given === undefined) {
    const { grey, labels } = micrograph(SIDE, index);
    writeFileSync(file, encodeGreyPng(SIDE, SIDE, grey));
    return labels;
  }
  const name = readdirSync(join(given, 'images')).sort()[index];
  writeFileSync(file, readFileSync(join(given, 'images', name)));
  const { width, height, data } = await decodePng(readFileSync(join(given, 'labels', name)));
  return new PlainLabels(
    width,
    height,
    Uint8Array.from(data, (value) => (value === 0 ? MEMBRANE : CELL)),
  );
}
