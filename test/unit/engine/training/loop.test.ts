import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StepScalars, TrainingSessionApi } from '../../../../src/engine/graph/program-types';
import { findCheckpoint } from '../../../../src/engine/training/checkpoint';
import { type LoopOptions, trainLoop } from '../../../../src/engine/training/loop';
import type { Batch } from '../../../../src/engine/training/sampler/batch-types';
import { startState, type TrainingState } from '../../../../src/engine/training/training-state';
import type { Validation } from '../../../../src/engine/training/validation';
import { imageIdSchema, runIdSchema } from '../../../../src/shared/ids';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import type { RuleMoment, RunAct, RunRule } from '../../../../src/shared/training/run-rules';
import { repeatingConfig } from '../../../../src/shared/training/steering';
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
  /** Steps done before. */
  from?: number;
  /** What the person asks for, and the time, by the steps done. */
  hand?: (steps: number) => RunAct[];
  clock?: (steps: number) => number;
  loss?: (steps: number) => number;
}): Fake {
  let steps = changes.from ?? 0;
  let validations = Math.floor(steps / (changes.epoch ?? 50));
  const events: RunEvent[] = [];
  const fed: StepScalars[] = [];
  const never = (): never => {
    throw new Error('not part of this test');
  };
  const session: TrainingSessionApi = {
    step(_, scalars) {
      fed.push(scalars);
      steps += 1;
      return { loss: changes.loss?.(steps) ?? 1 / steps };
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
    hand: { take: () => changes.hand?.(steps) ?? [] },
    clock: () => changes.clock?.(steps) ?? 0,
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

  it('stops by a rule with a checkpoint, and does not stop for it again when it goes on', async () => {
    const rules: RunRule[] = [{ when: { kind: 'epoch', epoch: 1 }, what: { kind: 'stop' } }];
    const { options, fed } = fake({ steps: 80, config: [{ rules }] });
    expect(await trainLoop(options, { ...startState })).toEqual({
      status: 'stopped',
      reason: 'Stopped by a rule: stop: epoch 1 has ended.',
    });
    expect(fed).toHaveLength(50);
    const found = await findCheckpoint(folder, 'last');
    const again = fake({ steps: 80, config: [{ rules }] });
    if (found) expect(await trainLoop(again.options, found.state)).toMatchObject({ status: 'finished' });
    expect(again.fed).toHaveLength(30);
  });

  it('stops on a loss that grows to a multiple of its lowest', async () => {
    const rules: RunRule[] = [{ when: { kind: 'loss', times: 3 }, what: { kind: 'stop' } }];
    const { options, fed } = fake({ steps: 200, config: [{ rules }], loss: (step) => (step < 60 ? 1 : 20) });
    expect(await trainLoop(options, { ...startState })).toMatchObject({ status: 'stopped' });
    // 0.9 + 0.1 * 20 = 2.9 after one bad step, 4.6 after two.
    expect(fed).toHaveLength(61);
  });

  it('lowers the rate on a plateau, again and again', async () => {
    const rules: RunRule[] = [{ when: { kind: 'no-progress', validations: 2 }, what: { kind: 'rate', times: 0.1 } }];
    const { options, fed } = fake({
      steps: 300,
      config: [{ rules, schedule: 'constant', learningRate: 1 }],
      validate: () => ({ scores: scores(0.5) }),
    });
    await trainLoop(options, { ...startState });
    // Best at 50; without gain at 100 and 150, 200 and 250.
    const rates = [0, 149, 150, 249, 250].map((step) => fed[step].learningRate);
    expect(rates).toEqual([1, 1, 0.1, 0.1, 0.1 * 0.1]);
  });

  it('feeds the same scalars when whatever was done to a run is repeated, or it goes on from any step', async () => {
    const anyAct: fc.Arbitrary<RunAct> = fc.oneof(
      fc.record({ kind: fc.constant('rate' as const), times: fc.constantFrom(0.1, 0.5, 3) }),
      fc.record({ kind: fc.constant('strength' as const), strength: fc.integer({ min: 0, max: 9 }) }),
    );
    const anyMoment: fc.Arbitrary<RuleMoment> = fc.oneof(
      fc.record({ kind: fc.constant('no-progress' as const), validations: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('epoch' as const), epoch: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ kind: fc.constant('loss' as const), times: fc.constantFrom(1.2, 2) }),
      fc.record({ kind: fc.constant('time' as const), time: fc.constant('18:00') }),
    );
    const six = new Date('2026-03-02T18:00').getTime();
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rules: fc.array(fc.record({ when: anyMoment, what: anyAct }), { maxLength: 4 }),
          hand: fc.dictionary(fc.integer({ min: 0, max: 79 }).map(String), anyAct, { maxKeys: 4 }),
          sixAt: fc.integer({ min: 0, max: 200 }),
          losses: fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 80, maxLength: 80 }),
          ious: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
          cutAt: fc.integer({ min: 0, max: 7 }),
        }),
        async ({ rules, hand, sixAt, losses, ious, cutAt }) => {
          await rm(folder, { recursive: true });
          await mkdir(folder);
          const how = {
            steps: 80,
            epoch: 10,
            config: [{ rules }, 'edge'] as Parameters<typeof smallConfig>,
            validate: (n: number) => ({ scores: scores(ious[n]) }),
            loss: (step: number) => losses[step - 1],
          };
          const first = fake({
            ...how,
            hand: (step) => (hand[step] === undefined ? [] : [hand[step]]),
            clock: (step) => six + (step - sixAt) * 1000,
          });
          const kept = new Map<number, TrainingState>();
          const state = { ...startState };
          first.options.onEvent = (event) => {
            if (event.type === 'saved') kept.set(event.step, { ...state });
          };
          await trainLoop(first.options, state);

          const cut = kept.get(10 * cutAt) ?? startState;
          const resumed = fake({ ...how, from: cut.step, clock: () => six - 3_600_000 });
          await trainLoop(resumed.options, { ...cut });
          expect(resumed.fed).toEqual(first.fed.slice(cut.step));

          await rm(join(folder, 'changes.json'), { force: true });
          const repeated = fake(how);
          repeated.options.config = repeatingConfig(first.options.config, state.changes, state.step);
          await trainLoop(repeated.options, { ...startState });
          expect(repeated.fed).toEqual(first.fed);
        },
      ),
      { seed: 11, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 300 : 15 },
    );
  });
});
