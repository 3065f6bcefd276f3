import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StepScalars, TrainingSessionApi } from '../../../../src/engine/graph/program-types';
import { findCheckpoint } from '../../../../src/engine/training/checkpoint';
import { type LoopOptions, trainLoop } from '../../../../src/engine/training/loop';
import type { Batch } from '../../../../src/engine/training/sampler/batch-types';
import { startState } from '../../../../src/engine/training/training-state';
import type { Validation } from '../../../../src/engine/training/validation';
import { imageIdSchema, runIdSchema } from '../../../../src/shared/ids';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { smallConfig } from './made-run';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-loop-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const imageId = imageIdSchema.parse('00000000000000aa');

interface Fake {
  options: LoopOptions;
  events: RunEvent[];
  fed: StepScalars[];
}

/** A loop over a session that only counts: its one variable holds the number of steps, its loss is 1 / (step + 1). */
function fake(changes: {
  steps: number;
  epoch?: number;
  config?: Parameters<typeof smallConfig>;
  value?: (steps: number) => number;
  validate?: ((validation: number) => Partial<Validation>) | null;
  signal?: AbortSignal;
}): Fake {
  let steps = 0;
  let validations = 0;
  const events: RunEvent[] = [];
  const fed: StepScalars[] = [];
  const never = (): never => {
    throw new Error('not part of this test');
  };
  const session: TrainingSessionApi = {
    step(_, scalars) {
      fed.push(scalars);
      steps += 1;
      return { loss: 1 / steps };
    },
    read: () => new Map([['steps', Float32Array.of(changes.value?.(steps) ?? steps)]]),
    gradients: never,
    predict: never,
    evaluate: never,
    assign: never,
    dispose: never,
  };
  const options: LoopOptions = {
    run: runIdSchema.parse('run-001'),
    runFolder: folder,
    config: smallConfig(...(changes.config ?? [])),
    plan: { totalSteps: changes.steps, stepsPerEpoch: changes.epoch ?? 50 },
    session,
    source: {
      next: async () => madeBatch(steps),
      release: () => undefined,
      close: async () => undefined,
      unweightedImages: [],
    },
    validate: changes.validate === null ? null : async () => madeValidation(changes.validate?.(validations++) ?? {}),
    nameOf: () => 'picture.png',
    signal: changes.signal ?? new AbortController().signal,
    onEvent: (event) => events.push(event),
  };
  return { options, events, fed };
}

function madeBatch(step: number): Batch {
  const empty = new Float32Array(0);
  return {
    step,
    image: empty,
    labels: new Uint8Array(0),
    validity: empty,
    importance: empty,
    imageIds: [imageId],
    waitedMs: 0,
  };
}

function madeValidation(changes: Partial<Validation>): Validation {
  return { loss: 1, seconds: 0, scores: scores(null), ...changes };
}

function scores(meanIou: number | null): Validation['scores'] {
  return { classes: [], meanIou, meanBoundaryIou: null, validPixels: 1 };
}

function validatedSteps(events: RunEvent[]): number[] {
  return events.flatMap((event) => (event.type === 'validated' ? [event.step] : []));
}

describe('the training loop', () => {
  it('feeds each step its learning rate and strength', async () => {
    const { options, fed } = fake({
      steps: 4,
      config: [{ learningRate: 1, schedule: 'cosine' }, 'edge'],
    });
    options.config.weighting.schedule = { kind: 'ramp', steps: 2 };
    await trainLoop(options, { ...startState });
    expect(fed.map(({ learningRate }) => learningRate)).toEqual(
      [0, 1, 2, 3].map((step) => (1 + Math.cos((Math.PI * step) / 4)) / 2),
    );
    expect(fed.map(({ floor, strength }) => floor + strength)).toEqual([3, 5, 5, 5]);
  });

  it('validates at the end of each epoch and of the run, and saves both checkpoints', async () => {
    const { options, events } = fake({ steps: 120, validate: (n) => ({ scores: scores(n) }) });
    const state = { ...startState };
    expect(await trainLoop(options, state)).toMatchObject({ status: 'finished' });
    expect(validatedSteps(events)).toEqual([50, 100, 120]);
    const saved = events.flatMap((event) => (event.type === 'saved' ? [`${event.checkpoint} ${event.step}`] : []));
    expect(saved).toEqual(['best 50', 'last 50', 'best 100', 'last 100', 'best 120', 'last 120']);
    expect([...((await findCheckpoint(folder, 'last'))?.values.get('steps') ?? [])]).toEqual([120]);
  });

  it('validates less often where it would take more than a fifth of the time', async () => {
    // Steps take next to no time here, so that validating for a second is far too slow for every epoch.
    const { options, events } = fake({ steps: 1000, epoch: 10, validate: () => ({ seconds: 1 }) });
    const state = { ...startState };
    await trainLoop(options, state);
    expect(state.epochsBetween).toBeGreaterThan(1);
    expect(validatedSteps(events).length).toBeLessThan(20);
    expect(validatedSteps(events).at(-1)).toBe(1000);
  });

  it('keeps the checkpoint of the highest mean IoU as the best, the first of equal ones', async () => {
    const meanIous = [0.2, 0.5, null, 0.5, 0.4];
    const { options, events } = fake({ steps: 250, validate: (n) => ({ scores: scores(meanIous[n]) }) });
    const state = { ...startState };
    await trainLoop(options, state);
    expect(events.flatMap((event) => (event.type === 'validated' ? [event.isBest] : []))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(state).toMatchObject({ bestStep: 100, bestMeanIou: 0.5 });
    expect((await findCheckpoint(folder, 'best'))?.state.step).toBe(100);
  });

  it('ends after as many validations without gain as patience allows, also when resumed', async () => {
    const meanIous = [0.5, 0.4, 0.3, 0.9];
    const patient = { steps: 500, config: [{ patience: 2 }] as [{ patience: number }] };
    const { options, events } = fake({ ...patient, validate: (n) => ({ scores: scores(meanIous[n]) }) });
    const state = { ...startState };
    expect(await trainLoop(options, state)).toEqual({
      status: 'finished',
      reason: 'No better mean IoU in 2 validations.',
    });
    expect(validatedSteps(events)).toEqual([50, 100, 150]);
    const again = fake(patient);
    expect(await trainLoop(again.options, state)).toMatchObject({ status: 'finished' });
    expect(again.fed).toEqual([]);
  });

  it('never lets variables that are not finite replace good ones', async () => {
    const { options } = fake({ steps: 200, validate: null, value: (steps) => (steps > 60 ? Number.NaN : steps) });
    const state = { ...startState };
    await expect(trainLoop(options, state)).rejects.toMatchObject({ code: 'loss-not-finite' });
    expect((await findCheckpoint(folder, 'last'))?.state.step).toBe(50);
    expect(state.step).toBe(100);
  });

  it('takes no scores of a network whose validation loss is not finite', async () => {
    const { options, events } = fake({ steps: 200, validate: (n) => ({ loss: n === 0 ? 1 : Number.NaN }) });
    const state = { ...startState };
    await expect(trainLoop(options, state)).rejects.toMatchObject({
      code: 'loss-not-finite',
      message: expect.stringContaining('validation images'),
    });
    expect(validatedSteps(events)).toEqual([50]);
    expect(state).toMatchObject({ step: 100, bestStep: 50, lastValidationLoss: 1 });
    expect((await findCheckpoint(folder, 'last'))?.state.step).toBe(50);
  });

  it('stops in the middle of validating, and validates again when it goes on', async () => {
    const stop = new AbortController();
    const stopped = fake({
      steps: 50,
      signal: stop.signal,
      validate: () => {
        stop.abort();
        throw new Error('aborted');
      },
    });
    expect(await trainLoop(stopped.options, { ...startState })).toMatchObject({ status: 'stopped' });
    const found = await findCheckpoint(folder, 'last');
    expect(found?.state.step).toBe(50);
    const resumed = fake({ steps: 50 });
    if (found) await trainLoop(resumed.options, found.state);
    expect(resumed.fed).toEqual([]);
    expect(validatedSteps(resumed.events)).toEqual([50]);
  });

  it('hears a stop after the step in hand', async () => {
    const stop = new AbortController();
    const { options, fed } = fake({ steps: 1000, signal: stop.signal });
    setImmediate(() => setImmediate(() => setImmediate(() => stop.abort())));
    expect(await trainLoop(options, { ...startState })).toMatchObject({ status: 'stopped' });
    expect(fed.length).toBeLessThan(10);
    expect((await findCheckpoint(folder, 'last'))?.state.step).toBe(fed.length);
  });
});
