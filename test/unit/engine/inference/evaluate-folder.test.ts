import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { evaluateFolder } from '../../../../src/engine/inference/evaluate-folder';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

afterEach(removeRuns);

interface Folders {
  run: MadeRun;
  images: string;
  masks: string;
  mask(name: string, width: number, height: number, values: Uint8Array): Promise<void>;
}

async function trained(): Promise<Folders> {
  const run = await newRun(
    [1, 2].map((seed) => thinLines(seed)),
    smallConfig({ length: { unit: 'steps', count: 40 } }),
  );
  await run.train();
  const [images, masks] = [join(run.root, 'images'), join(run.root, 'masks')];
  await mkdir(images);
  await mkdir(masks);
  const picture = thinLines(2);
  for (const name of ['a', 'b']) {
    await writeFile(join(images, `${name}.png`), encodeGreyPng(picture.width, picture.height, picture.pixels));
  }
  const mask: Folders['mask'] = (name, width, height, values) =>
    writeFile(join(masks, `${name}.png`), encodeGreyPng(width, height, values));
  return { run, images, masks, mask };
}

const { width, height, labels } = thinLines(2);

describe('evaluating a folder', () => {
  it('gives the scores of validation where image and mask are those of the validation image', async () => {
    const { run, images, masks, mask } = await trained();
    await mask('a', width, height, labels);
    const { finished } = await run.train({ resume: true });
    const result = await evaluateFolder({
      runFolder: run.runFolder,
      which: 'last',
      images: [join(images, 'a.png')],
      masks,
    });
    expect(result.failed).toEqual([]);
    expect(result.classes).toEqual(finished.scores?.classes);
    expect(result.images[0].meanIou).toBe(finished.scores?.meanIou);
    expect(result.loss).toBeCloseTo(finished.validationLoss ?? 0, 6);
  });

  it('reads mask values by the map, and does not score what it calls void', async () => {
    const { run, images, masks, mask } = await trained();
    const values = Uint8Array.from(labels, (id, i) => (i < width ? 7 : id === 1 ? 200 : 90));
    await mask('a', width, height, values);
    const map = { 200: 'tissue', 90: 'line', 7: 'void' };
    const result = await evaluateFolder({ runFolder: run.runFolder, images: [join(images, 'a.png')], masks, map });
    expect(result.failed).toEqual([]);
    expect(result.validPixels).toBe(width * (height - 1));
  });

  it('names masks of a wrong size, with values without a class, and missing ones, and scores the others', async () => {
    const { run, images, masks, mask } = await trained();
    for (const name of ['c', 'd'])
      await writeFile(join(images, `${name}.png`), encodeGreyPng(16, 16, new Uint8Array(256)));
    await mask('a', width, height, labels);
    await mask('c', 20, 16, new Uint8Array(320).fill(1));
    await mask('d', 16, 16, new Uint8Array(256).fill(77));
    const result = await evaluateFolder({ runFolder: run.runFolder, images: [images], masks });
    expect(result.images.map(({ image }) => basename(image))).toEqual(['a.png']);
    expect(result.failed.map(({ file, code }) => [basename(file), code])).toEqual([
      ['b.png', 'mask-missing'],
      ['c.png', 'mask-size'],
      ['d.png', 'mask-value-without-class'],
    ]);
    expect(result.failed[1].message).toContain('20 x 16');
    expect(result.failed[2].message).toContain('77');
  });

  it('refuses a map with a name that is no class, before anything is predicted', async () => {
    const { run, images, masks } = await trained();
    await expect(
      evaluateFolder({ runFolder: run.runFolder, images: [images], masks, map: { 0: 'membrane' } }),
    ).rejects.toMatchObject({ code: 'mask-map-class' });
  });
});
