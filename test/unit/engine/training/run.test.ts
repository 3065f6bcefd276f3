import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findCheckpoint } from '../../../../src/engine/training/checkpoint';
import { preparedSchema } from '../../../../src/shared/training/snapshot';
import { newRun, removeRuns, smallConfig, thinLines } from './made-run';

afterEach(removeRuns);

const threePictures = [1, 2, 3].map((seed) => thinLines(seed));

describe('a training run', () => {
  it('learns: the loss falls, validation rises, and the best checkpoint is the one of highest mean IoU', async () => {
    const run = await newRun(threePictures, smallConfig({ length: { unit: 'steps', count: 150 } }, 'edge'));
    const { finished, events } = await run.train();
    expect(finished).toMatchObject({ status: 'finished', step: 150, reason: 'All steps are done.' });

    const validated = events.filter((event) => event.type === 'validated');
    expect(validated.map(({ step, epoch }) => [step, epoch])).toEqual([
      [50, 1],
      [100, 2],
      [150, 3],
    ]);
    const [first, , last] = validated;
    expect(last.trainingLoss).toBeLessThan(0.8 * (first.trainingLoss ?? 0));
    expect(last.validationLoss).toBeLessThan(first.validationLoss);

    const highest = Math.max(...validated.map(({ scores }) => scores.meanIou ?? 0));
    const best = await findCheckpoint(run.runFolder, 'best');
    expect(best?.state.lastScores?.meanIou).toBe(highest);
    expect(best?.state.step).toBe(finished.bestStep);
    expect((await findCheckpoint(run.runFolder, 'last'))?.state.step).toBe(150);
  });

  it('tells of itself in order: preparing, started, steps with their times, validated, saved, finished', async () => {
    const run = await newRun(threePictures, smallConfig());
    const { events } = await run.train();
    const kinds = events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
    expect(kinds).toEqual(['preparing', 'started', 'step', 'validated', 'saved', 'finished']);
    const started = events.find((event) => event.type === 'started');
    expect(started).toMatchObject({
      totalSteps: 30,
      fromStep: 0,
      stepsPerEpoch: 50,
      trainingImages: 2,
      validationImages: 1,
    });
    const steps = events.filter((event) => event.type === 'step');
    expect(steps.at(-1)).toMatchObject({ step: 30, totalSteps: 30, secondsLeft: 0 });
    for (const step of steps) expect(step.waitMsPerStep).toBeLessThanOrEqual(step.msPerStep);
  });

  it('tells how large the labelled objects are', async () => {
    const withCell = threePictures.map((picture) => {
      const labels = new Uint8Array(picture.labels.length).fill(1);
      for (let y = 20; y < 34; y++) labels.fill(2, y * picture.width + 30, y * picture.width + 39);
      return { ...picture, labels };
    });
    const run = await newRun(withCell, smallConfig({ length: { unit: 'steps', count: 1 } }));
    const { events } = await run.train();
    expect(events.find((event) => event.type === 'started')).toMatchObject({ estimate: { objectPx: 14 } });
  });

  it('freezes what it found out about the images, and repeats itself exactly', async () => {
    const config = smallConfig({ length: { unit: 'steps', count: 5 } }, 'edge*0.5+balance*0.5');
    const [a, b] = [await newRun(threePictures, config), await newRun(threePictures, config)];
    await a.train();
    await b.train();
    const prepared = preparedSchema.parse(JSON.parse(await readFile(join(a.runFolder, 'prepared.json'), 'utf8')));
    expect(prepared).toMatchObject({ lo: [0], hi: [255] });
    const training = threePictures.slice(0, 2);
    const values = training.flatMap(({ pixels }) => [...pixels]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length / 255;
    expect(prepared.mean[0]).toBeCloseTo(mean, 6);
    expect(prepared.pixelCounts).toEqual(
      [1, 2].map((id) => training.reduce((sum, { labels }) => sum + labels.filter((label) => label === id).length, 0)),
    );
    const [first, second] = [await findCheckpoint(a.runFolder, 'last'), await findCheckpoint(b.runFolder, 'last')];
    expect(first?.values).toEqual(second?.values);
  });

  it('trains without validation images, warns, and its last step counts as its best', async () => {
    const run = await newRun(threePictures, smallConfig(), 0);
    const { finished, events } = await run.train();
    expect(finished).toMatchObject({ status: 'finished', bestStep: 30, scores: null, validationLoss: null });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'warned', problem: expect.objectContaining({ code: 'no-validation-image' }) }),
    );
    expect((await findCheckpoint(run.runFolder, 'best'))?.kind).toBe('last');
  });

  it('trains in bfloat16, with AdamW, Dice and augmentation, and in plain SGD', async () => {
    const length = { unit: 'steps', count: 5 } as const;
    const run = await newRun(
      threePictures,
      smallConfig({
        length,
        precision: 'bfloat16',
        loss: { kind: 'ce+dice', diceShare: 0.5, focalGamma: 2, labelSmoothing: 0.1 },
        optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.01 },
        augmentation: 'strong',
        schedule: 'onecycle',
      }),
    );
    expect((await run.train()).finished).toMatchObject({ status: 'finished', step: 5 });
    const sgd = await newRun(threePictures, smallConfig({ length, optimizer: { kind: 'sgd', momentum: 0.9 } }));
    expect((await sgd.train()).finished).toMatchObject({ status: 'finished', step: 5 });
  });
});
