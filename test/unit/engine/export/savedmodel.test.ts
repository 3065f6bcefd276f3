import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { draftCard, exportSavedModel } from '../../../../src/engine/export/savedmodel';
import { largestDifference } from '../../../../src/engine/export/verify';
import { decodeImage } from '../../../../src/engine/images/decode';
import { loadTrainedRun } from '../../../../src/engine/training/trained-run';
import type { PixelImage } from '../../../../src/shared/images/pixels';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

afterEach(removeRuns);

async function trained(): Promise<MadeRun> {
  const run = await newRun(
    [thinLines(1, 61, 43), thinLines(2, 50, 70)],
    smallConfig({ length: { unit: 'steps', count: 20 } }, 'edge:strength=2'),
  );
  await run.train();
  return run;
}

describe('the exported SavedModel', () => {
  it('gives the probabilities of our own prediction on whole images of any size, and says how far apart they are', async () => {
    const run = await trained();
    const out = join(run.root, 'model');
    const { files, maxDifference } = await exportSavedModel({ runFolder: run.runFolder, out });
    expect(maxDifference).toBeLessThan(1e-4);
    expect(files).toEqual(['saved_model/saved_model.pb', 'model-card.md', 'model-card.json'].map((f) => join(out, f)));

    const own = await loadTrainedRun(run.runFolder);
    try {
      const { image } = await decodeImage(run.imageFiles[0]);
      const tiny = { ...image, width: 3, height: 1, data: image.data.slice(0, 3) };
      expect(await largestDifference(join(out, 'saved_model'), own, [image, tiny])).toBeLessThan(1e-4);
    } finally {
      await own.dispose();
    }
  });

  it('is tried on the values that the network works with where colours become grey, clipped ones too', async () => {
    const deep = [1, 2].map((seed) => {
      const picture = thinLines(seed, 48, 48);
      return { ...picture, pixels: Uint16Array.from(picture.pixels, (x) => 100 * x) };
    });
    const run = await newRun(deep, smallConfig({ length: { unit: 'steps', count: 20 } }));
    await run.train();
    const out = join(run.root, 'model');
    await exportSavedModel({ runFolder: run.runFolder, out });
    const own = await loadTrainedRun(run.runFolder);
    try {
      // Red far beyond the range: clipped before the mean of the channels is taken, not after.
      const data = Uint16Array.from({ length: 3 * 32 * 32 }, (_, i) => (i % 3 === 0 ? 65_535 : 12_000 + 40 * (i % 97)));
      const coloured: PixelImage = { width: 32, height: 32, channels: 3, depth: 16, data };
      expect(await largestDifference(join(out, 'saved_model'), own, [coloured])).toBeLessThan(1e-4);
    } finally {
      await own.dispose();
    }
  });

  it('comes with a card of its classes, input range, data, weighting, scores and limits', async () => {
    const run = await trained();
    const out = join(run.root, 'model');
    await exportSavedModel({ runFolder: run.runFolder, out });
    const card: unknown = JSON.parse(await readFile(join(out, 'model-card.json'), 'utf8'));
    expect(card).toMatchObject({
      trainedSteps: 20,
      input: { shape: [null, null, null, 1], lo: [0], hi: [255] },
      classes: [
        { channel: 0, id: 1, name: 'tissue', color: '#808080' },
        { channel: 1, id: 2, name: 'line', color: '#ff4000' },
      ],
      data: { trainingImages: 1, validationImages: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      training: { loss: 'ce', weighting: expect.stringContaining('edge') },
      validation: { step: 20 },
    });
    const text = await readFile(join(out, 'model-card.md'), 'utf8');
    for (const part of ['| 1 | 2 | line | #ff4000 |', 'tf.saved_model.load', 'Boundary IoU', '## Limits']) {
      expect(text).toContain(part);
    }
  });

  it('is refused into a folder that holds something, and where no image is left to try it on', async () => {
    const run = await trained();
    await writeFile(join(run.root, 'notes.txt'), 'mine');
    await expect(exportSavedModel({ runFolder: run.runFolder, out: run.root })).rejects.toMatchObject({
      code: 'export-folder-not-empty',
    });
    for (const file of run.imageFiles) await rm(file);
    const out = join(run.root, 'model');
    await expect(exportSavedModel({ runFolder: run.runFolder, out })).rejects.toMatchObject({
      code: 'export-no-sample',
    });
    expect(await readdir(run.root)).not.toContain('model');
  });

  it('shows its card before anything is written, all but the verification', async () => {
    const run = await trained();
    const draft = await draftCard(run.runFolder, 'best');
    const out = join(run.root, 'model');
    const { card } = await exportSavedModel({ runFolder: run.runFolder, out });
    const verified = /Before this card was written.*\n/;
    expect(draft).toContain('Not done yet');
    expect(draft.replace(/Not done yet.*\n/, '')).toBe(card.replace(verified, ''));
    expect(await readFile(join(out, 'model-card.md'), 'utf8')).toBe(card);
  });

  it('tells how far it is, and removes what it wrote and the folders it made when it is stopped', async () => {
    const run = await trained();
    const out = join(run.root, 'exports', 'model');
    const stop = new AbortController();
    const told: string[] = [];
    const stopped = exportSavedModel({
      runFolder: run.runFolder,
      out,
      signal: stop.signal,
      onProgress: ({ part, done, total }) => {
        told.push(`${part} ${done} of ${total}`);
        if (part === 'verifying' && done === 1) stop.abort(new Error('stopped'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped');
    expect(told).toEqual(['writing 0 of 1', 'writing 1 of 1', 'verifying 0 of 2', 'verifying 1 of 2']);
    expect(await readdir(run.root)).not.toContain('exports');
  });

  it('goes into a folder that is empty or holds an export that was cut off, and leaves that folder when it fails', async () => {
    const run = await trained();
    const out = join(run.root, 'model');
    await mkdir(join(out, '.unfinished-export', 'saved_model'), { recursive: true });
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(exportSavedModel({ runFolder: run.runFolder, out, signal: stop.signal })).rejects.toThrow('stopped');
    expect(await readdir(out)).toEqual([]);
    await exportSavedModel({ runFolder: run.runFolder, out });
    expect((await readdir(out)).sort()).toEqual(['model-card.json', 'model-card.md', 'saved_model']);
  });

  it('says that a folder cannot be made where a part of its path is a file', async () => {
    const run = await trained();
    await writeFile(join(run.root, 'notes.txt'), 'mine');
    const out = join(run.root, 'notes.txt', 'model');
    await expect(exportSavedModel({ runFolder: run.runFolder, out })).rejects.toMatchObject({
      code: 'path-not-folder',
    });
  });

  it('says plainly that a run without a checkpoint has no model', async () => {
    const run = await newRun([thinLines(1), thinLines(2)], smallConfig());
    const out = join(run.root, 'model');
    await expect(exportSavedModel({ runFolder: run.runFolder, out })).rejects.toMatchObject({
      code: 'run-not-trained',
    });
  });
});
