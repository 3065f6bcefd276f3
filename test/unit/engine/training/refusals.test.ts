import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeGreyPng } from '../../../../src/engine/formats/png';
import { findCheckpoint, writeCheckpoint } from '../../../../src/engine/training/checkpoint';
import { readPrepared } from '../../../../src/engine/training/run-folder';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { newRun, removeRuns, smallConfig, thinLines } from './made-run';

afterEach(removeRuns);

const pictures = [1, 2, 3].map((seed) => thinLines(seed, 48, 48));
const short = smallConfig({ length: { unit: 'steps', count: 3 } });

function warnings(events: RunEvent[]) {
  return events.filter((event) => event.type === 'warned').map(({ problem, images }) => ({ ...problem, images }));
}

describe('a run whose images changed since they were added', () => {
  it('leaves out a deleted and a replaced image, naming each, and goes on with the others', async () => {
    const run = await newRun([...pictures, thinLines(4, 48, 48)], short);
    await rm(run.imageFiles[0]);
    await writeFile(run.imageFiles[1], encodeGreyPng(48, 48, new Uint8Array(48 * 48)));
    const { finished, events } = await run.train();
    expect(finished).toMatchObject({ status: 'finished', step: 3 });
    const [gone, replaced] = warnings(events);
    expect(gone).toMatchObject({ code: 'image-gone', file: run.imageFiles[0], images: [run.snapshot.images[0].id] });
    expect(gone.message).toContain('picture-0.png');
    expect(replaced).toMatchObject({ code: 'image-replaced', file: run.imageFiles[1] });
    expect(events.find((event) => event.type === 'started')).toMatchObject({ trainingImages: 1 });
  });

  it('fails plainly where no training image is left, and keeps nothing half-made', async () => {
    const run = await newRun(pictures, short);
    for (const file of run.imageFiles) await rm(file);
    const { finished } = await run.train();
    expect(finished).toMatchObject({ status: 'failed', problem: { code: 'no-training-image' }, step: 0 });
    expect(finished.reason).toContain('picture-0.png');
    expect(await findCheckpoint(run.runFolder, 'last')).toBeNull();
  });
});

describe('a run of images deeper than 8 bits', () => {
  it('takes its input range from the training images, and leaves out images of another depth by name', async () => {
    const deep = pictures.map((picture) => ({
      ...picture,
      pixels: Uint16Array.from(picture.pixels, (x) => 1000 + 100 * x),
    }));
    const run = await newRun([pictures[0], ...deep], short);
    const { finished, events } = await run.train();
    expect(finished).toMatchObject({ status: 'finished', step: 3 });
    expect(warnings(events)).toMatchObject([{ code: 'image-depth-differs', file: run.imageFiles[0] }]);
    const prepared = await readPrepared(run.runFolder);
    const values = deep.slice(0, 2).flatMap(({ pixels }) => [...pixels]);
    expect(prepared?.lo[0]).toBeGreaterThanOrEqual(Math.min(...values));
    expect(prepared?.hi[0]).toBeLessThanOrEqual(Math.max(...values));
    expect(prepared?.hi[0]).toBeGreaterThan(10_000);
  });
});

describe('a run whose own files are damaged', () => {
  it('says which, and trains nothing', async () => {
    const run = await newRun(pictures, short);
    await rm(join(run.runFolder, 'labels.bin'));
    expect((await run.train()).finished).toMatchObject({
      status: 'failed',
      problem: { code: 'run-snapshot-damaged', file: join(run.runFolder, 'labels.bin') },
    });
    await writeFile(join(run.runFolder, 'snapshot.json'), '{"version": 1');
    await expect(run.train()).rejects.toMatchObject({ code: 'run-snapshot-damaged' });
    await rm(join(run.runFolder, 'snapshot.json'));
    await expect(run.train()).rejects.toMatchObject({ code: 'run-snapshot-missing' });
  });
});

describe('a run that cannot teach anything', () => {
  it('says that nothing is painted', async () => {
    const unpainted = pictures.map((picture) => ({ ...picture, labels: new Uint8Array(48 * 48).fill(255) }));
    const run = await newRun(unpainted, short);
    expect((await run.train()).finished).toMatchObject({ status: 'failed', problem: { code: 'nothing-painted' } });
  });

  it('warns of a class without a painted pixel, naming it, and trains the rest', async () => {
    const withoutLine = pictures.map((picture) => ({
      ...picture,
      labels: picture.labels.map((id) => (id === 2 ? 0 : id)),
    }));
    const { finished, events } = await (await newRun(withoutLine, short)).train();
    expect(finished.status).toBe('finished');
    expect(warnings(events)[0]).toMatchObject({ code: 'class-without-pixels' });
    expect(warnings(events)[0].message).toContain('"line"');
  });

  it('says so where the weights of whole images are 0, and counts those images unweighted', async () => {
    const flat = { ...pictures[0], pixels: new Uint8Array(48 * 48).fill(90) };
    const config = smallConfig({ length: { unit: 'steps', count: 3 } }, 'edge:floor=0,strength=1');
    const run = await newRun([flat, ...pictures], config);
    const { finished, events } = await run.train();
    expect(finished.status).toBe('finished');
    expect(finished.trainingLoss).toBeGreaterThan(0);
    expect(warnings(events)).toMatchObject([{ code: 'weights-all-zero', images: [run.snapshot.images[0].id] }]);
  });
});

describe('a loss that is not finite', () => {
  it('stops the run with the step, the images of the batch and a hint, and keeps the last good checkpoint', async () => {
    const config = smallConfig({ length: { unit: 'steps', count: 60 }, optimizer: { kind: 'sgd', momentum: 0 } });
    const run = await newRun(pictures, config);
    const half = new AbortController();
    await run.train({ signal: half.signal, onEvent: (event) => event.type === 'step' && half.abort() });
    const good = await findCheckpoint(run.runFolder, 'last');
    if (!good) throw new Error('no checkpoint');
    // One huge value, as a far too high rate leaves behind: finite itself, and no longer after the next step.
    const kernel = good.values.get('head/kernel');
    expect(kernel).toBeDefined();
    kernel?.fill(1e38);
    await writeCheckpoint(run.runFolder, 'last', good);

    const { finished } = await run.train({ resume: true });
    expect(finished).toMatchObject({ status: 'failed', problem: { code: 'loss-not-finite' } });
    expect(finished.reason).toMatch(new RegExp(`step ${good.state.step + 1}\\b.*picture-[01]\\.png`));
    expect(finished.problem?.hint).toContain('lower learning rate');
    expect((await findCheckpoint(run.runFolder, 'last'))?.state.step).toBe(good.state.step);
  });
});

describe('a run that cannot fit', () => {
  it('names the patches that the network takes', async () => {
    const run = await newRun(pictures, smallConfig({ patch: 33 }));
    const { finished } = await run.train();
    expect(finished).toMatchObject({ status: 'failed', problem: { code: 'patch-not-multiple' } });
    expect(finished.problem?.hint).toContain('32 or 36');
  });

  it('is refused before anything is allocated, and says which batch or patch would fit', async () => {
    const run = await newRun(pictures, smallConfig({ patch: 256, batch: 16 }));
    const { finished } = await run.train({ memoryLimitBytes: 100e6 });
    expect(finished).toMatchObject({ status: 'failed', problem: { code: 'training-too-large' }, step: 0 });
    const [, batch, patch] = /a batch of (\d+), or a patch of (\d+) pixels/.exec(finished.problem?.hint ?? '') ?? [];
    expect(Number(batch)).toBeGreaterThanOrEqual(1);
    const smaller = await newRun(pictures, {
      ...smallConfig({ length: { unit: 'steps', count: 1 } }),
      batch: Number(batch),
      patch: 256,
    });
    expect((await smaller.train({ memoryLimitBytes: 100e6 })).finished.status).toBe('finished');
    const narrower = await newRun(pictures, {
      ...smallConfig({ length: { unit: 'steps', count: 1 } }),
      batch: 16,
      patch: Number(patch),
    });
    expect((await narrower.train({ memoryLimitBytes: 100e6 })).finished.status).toBe('finished');
  });

  it('is refused where one tensor would end the process', async () => {
    const run = await newRun(
      pictures,
      smallConfig({ network: { kind: 'unet', width: 64, depth: 2 }, patch: 4096, batch: 1 }),
    );
    const { finished } = await run.train();
    expect(finished).toMatchObject({ status: 'failed', problem: { code: 'training-too-large' } });
    expect(finished.reason).toContain('tensor');
  });
});
