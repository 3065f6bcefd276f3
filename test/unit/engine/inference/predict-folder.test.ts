import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeNpy } from '../../../../src/engine/formats/npy';
import { decodePng, encodeGreyPng } from '../../../../src/engine/formats/png';
import { decodeImage } from '../../../../src/engine/images/decode';
import { outputStems } from '../../../../src/engine/inference/output-names';
import { predictFolder } from '../../../../src/engine/inference/predict-folder';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

afterEach(removeRuns);

async function trained(): Promise<MadeRun> {
  const run = await newRun(
    [1, 2].map((seed) => thinLines(seed)),
    smallConfig({ length: { unit: 'steps', count: 40 } }),
  );
  await run.train();
  return run;
}

/** A folder of pictures as people have them: two of one name, one broken, one of another depth. */
async function makeFolder(run: MadeRun): Promise<string> {
  const folder = join(run.root, 'to-predict');
  await mkdir(join(folder, 'day 1'), { recursive: true });
  await mkdir(join(folder, 'day 2'));
  const { width, height, pixels } = thinLines(9, 70, 45);
  const png = encodeGreyPng(width, height, pixels);
  await writeFile(join(folder, 'day 1', 'cell.png'), png);
  await writeFile(join(folder, 'day 2', 'cell.png'), png);
  await writeFile(join(folder, 'lonely.png'), png);
  await writeFile(join(folder, 'broken.png'), png.subarray(0, png.length / 2));
  await writeFile(
    join(folder, 'deep.png'),
    encodeGreyPng(
      width,
      height,
      Uint16Array.from(pixels, (x) => x * 256),
    ),
  );
  return folder;
}

describe('predicting a folder', () => {
  it('writes label maps, probabilities and overlays that agree, and reports what failed by name', async () => {
    const run = await trained();
    const out = join(run.root, 'out');
    const folder = await makeFolder(run);
    const seen: number[] = [];
    const { written, failed } = await predictFolder({
      runFolder: run.runFolder,
      paths: [folder],
      out,
      probabilities: true,
      overlay: true,
      onProgress: ({ done }) => seen.push(done),
    });
    expect(failed.map(({ file, code }) => [basename(file), code])).toEqual([
      ['broken.png', expect.stringMatching(/^image-/)],
      ['deep.png', 'image-depth-differs'],
    ]);
    expect((await readdir(out)).sort()).toEqual(
      ['day 1-cell', 'day 2-cell', 'lonely'].flatMap((stem) => [`${stem}-overlay.png`, `${stem}.npy`, `${stem}.png`]),
    );
    expect(seen.at(0)).toBe(0);
    expect(seen.at(-1)).toBe(5);

    const [map, probabilities] = written[0].files;
    const labels = await decodePng(new Uint8Array(await readFile(map)));
    expect(labels).toMatchObject({ width: 70, height: 45, colorType: 3 });
    expect([...(labels.palette ?? [])].slice(0, 9)).toEqual([0, 0, 0, 0x80, 0x80, 0x80, 0xff, 0x40, 0]);
    const array = decodeNpy(new Uint8Array(await readFile(probabilities)));
    expect(array.shape).toEqual([45, 70, 2]);
    for (let pixel = 0; pixel < 45 * 70; pixel++) {
      const [tissue, line] = [array.data[2 * pixel], array.data[2 * pixel + 1]];
      if (Math.abs(tissue + line - 1) > 1e-5) expect(tissue + line).toBeCloseTo(1, 5);
      if (labels.data[pixel] !== (line > tissue ? 2 : 1)) expect(labels.data[pixel]).toBe(line > tissue ? 2 : 1);
    }
  });

  it('refuses to write over the images that it reads, however the folder is called', async () => {
    const run = await trained();
    const folder = join(await makeFolder(run), 'day 1');
    const image = await readFile(join(folder, 'cell.png'));
    const link = join(run.root, 'link');
    await symlink(folder, link);
    for (const out of [folder, link]) {
      await expect(predictFolder({ runFolder: run.runFolder, paths: [folder], out })).rejects.toMatchObject({
        code: 'prediction-over-image',
      });
    }
    expect(await readFile(join(folder, 'cell.png'))).toEqual(image);
    expect(await readdir(folder)).toEqual(['cell.png']);
  });

  it('keeps what was finished when it is stopped', async () => {
    const run = await trained();
    const stop = new AbortController();
    const result = await predictFolder({
      runFolder: run.runFolder,
      paths: [await makeFolder(run)],
      out: join(run.root, 'out'),
      signal: stop.signal,
      onProgress: ({ done }) => done === 2 && stop.abort(),
    });
    expect(result.written.length + result.failed.length).toBe(2);
  });
});

describe('tiles', () => {
  it('give the probabilities of the whole image where they leave room for the context, and nearly so where not', async () => {
    const run = await trained();
    const network = await loadTrainedRun(run.runFolder);
    try {
      const { width, height, pixels } = thinLines(5, 300, 200);
      const path = join(run.root, 'large.png');
      await writeFile(path, encodeGreyPng(width, height, pixels));
      const { image } = await decodeImage(path);
      const whole = await network.predict(image);
      const furthest = async (side: number): Promise<number> => {
        const tiled = await network.predict(image, { wholePixels: side * side });
        return whole.data.reduce((most, value, i) => Math.max(most, Math.abs(value - tiled.data[i])), 0);
      };
      expect(await furthest(192)).toBeLessThan(1e-5);
      expect(await furthest(96)).toBeLessThan(0.02);
    } finally {
      await network.dispose();
    }
  });
});

describe('names of results', () => {
  it('are the stem, with the folder before it or a number after it where several share it', () => {
    expect(outputStems(['/a/x.png', '/b/X.tif', '/b/y.jpg', '/c/b/x.png'])).toEqual(['a-x', 'b-X', 'y', 'b-x-2']);
  });

  it('are never the same twice', () => {
    const stems = outputStems(['/a/x-2.png', '/q/a/x.png', '/r/a/x.jpg', '/s/a/x.gif', '/a-x-2.png']);
    expect(new Set(stems).size).toBe(5);
  });
});
