import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreComparedRun } from '../../../../src/engine/comparison/score-compared-run';
import { imageScore, pooledScore } from '../../../../src/shared/training/compare/image-counts';
import type { Scores } from '../../../../src/shared/training/run-events';
import { type MadeRun, newRun, removeRuns, smallConfig, thinLines } from '../training/made-run';

/** What the comparison would have frozen: the run's own images, one of them a test image that the run never had. */
async function freeze(run: MadeRun): Promise<string> {
  const folder = join(run.root, 'comparison');
  await mkdir(folder);
  await copyFile(join(run.runFolder, 'labels.bin'), join(folder, 'labels.bin'));
  const { runId: _id, config: _config, ...facts } = run.snapshot;
  const images = facts.images.map((image, index) => (index === 0 ? { ...image, split: 'test' } : image));
  await writeFile(join(folder, 'frozen.json'), JSON.stringify({ ...facts, images }));
  return folder;
}

describe('a compared run', () => {
  const { signal } = new AbortController();
  let run: MadeRun;
  let frozenFolder: string;
  let scores: Scores | null;

  beforeAll(async () => {
    const pictures = [1, 2, 3, 4].map((seed) => thinLines(seed, 64, 48));
    run = await newRun(pictures, smallConfig({ length: { unit: 'steps', count: 20 } }), 2);
    frozenFolder = await freeze(run);
    scores = (await run.train()).finished.scores;
  });
  afterAll(removeRuns);

  const scored = (scoredOn: 'test' | 'validation') =>
    scoreComparedRun({ runFolder: run.runFolder, frozenFolder, scoredOn, signal });

  it('scores on validation what its own last validation found', async () => {
    const images = await scored('validation');
    expect(images.map(({ name }) => name)).toEqual(['picture-2.png', 'picture-3.png']);
    expect(scores?.meanIou).not.toBeNull();
    expect(pooledScore(images, 'iou', null)).toBeCloseTo(Number(scores?.meanIou), 12);
    expect(pooledScore(images, 'boundary-iou', 1)).toBeCloseTo(Number(scores?.classes[1].boundaryIou), 12);
  });

  it('scores on test images where it is asked to', async () => {
    const [image, ...others] = await scored('test');
    expect(others).toEqual([]);
    expect(image.name).toBe('picture-0.png');
    const { labels } = thinLines(1, 64, 48);
    const lines = labels.filter((label) => label === 2).length;
    expect(image.classes[1].truePositives + image.classes[1].falseNegatives).toBe(lines);
    expect(imageScore(image, 'iou', 0)).toBeGreaterThan(0.3);
  });

  it('is not scored on some of the images where one is gone', async () => {
    const [file] = run.imageFiles;
    await copyFile(file, `${file}.kept`);
    await rm(file);
    await expect(scored('test')).rejects.toMatchObject({ code: 'image-gone' });
    await copyFile(`${file}.kept`, file);
  });

  it('is not scored at an earlier step where its last checkpoint is lost', async () => {
    const [last, best] = ['last', 'best'].map((kind) => join(run.runFolder, `${kind}.ckpt`));
    await copyFile(last, best);
    await rm(last);
    await expect(scored('test')).rejects.toMatchObject({ code: 'comparison-last-step-lost' });
  });
});
