import { existsSync, readdirSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-node-gpu';
import { describe, expect, it } from 'vitest';
import { initialValues } from '../../../../src/engine/graph/initial-values';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import { TrainingSession } from '../../../../src/engine/graph/session';
import { uniformValues } from './random-values';
import { colourBatch, flat, openWithInitialValues, scalars, smallSpec } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const spec = smallSpec();
const batch = colourBatch(spec);

describe('a step', () => {
  it('returns the loss from before its update', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 5; i++) {
      const { loss } = session.gradients(batch, scalars);
      expect(session.step(batch, scalars).loss).toBe(loss);
    }
    session.dispose();
  });

  it('learns a batch by heart', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    const first = session.step(batch, { ...scalars, learningRate: 1e-2 }).loss;
    let last = first;
    for (let i = 0; i < 200; i++) last = session.step(batch, { ...scalars, learningRate: 1e-2 }).loss;
    expect(first).toBeGreaterThan(0.7);
    expect(last).toBeLessThan(0.05);
    session.dispose();
  });

  it('goes on bit for bit after its variables were read and set again', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 3; i++) session.step(batch, scalars);
    const values = session.read();
    const onward = () => Array.from({ length: 5 }, () => session.step(batch, scalars).loss);
    const first = onward();
    session.assign(values);
    expect(onward()).toEqual(first);
    const { session: other } = await openWithInitialValues(spec, folder, 99);
    other.assign(values);
    const elsewhere = Array.from({ length: 5 }, () => other.step(batch, scalars).loss);
    expect(elsewhere).toEqual(first);
    session.dispose();
    other.dispose();
  });

  it('takes weights from floor and strength', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    const losses = [0, 1, 4].map((strength) => session.gradients(batch, { floor: 1, strength }).loss);
    expect(new Set(losses).size).toBe(3);
    const flatImportance = { ...batch, importance: new Float32Array(batch.importance.length).fill(0.3) };
    expect(session.gradients(flatImportance, { floor: 1, strength: 4 }).loss).toBeCloseTo(losses[0] ?? Number.NaN, 6);
    session.dispose();
  });

  it('keeps no tensor alive and leaves no folder', async () => {
    const before = readdirSync(folder).length;
    const { session } = await openWithInitialValues(spec, folder);
    const tensors = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) {
      session.step(batch, scalars);
      session.read();
      session.predict(batch.image, { batch: 2, height: 16, width: 16 });
    }
    expect(tf.memory().numTensors).toBe(tensors);
    expect(readdirSync(folder).length).toBe(before + 1);
    session.dispose();
    expect(readdirSync(folder).length).toBe(before);
  });
});

describe('gradients', () => {
  it('change nothing', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    const before = flat(session.read());
    session.gradients(batch, scalars);
    expect(flat(session.read())).toEqual(before);
    session.dispose();
  });

  it('do not see what stands under void', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    const clean = { ...batch, labels: batch.labels.map((label, i) => (batch.validity[i] === 1 ? label : 0)) };
    const changed = { ...batch, importance: batch.importance.map((n, i) => (batch.validity[i] === 1 ? n : 1 - n)) };
    const [a, b] = [session.gradients(clean, scalars), session.gradients(changed, scalars)];
    expect(b.loss).toBe(a.loss);
    expect(flat(b.gradients)).toEqual(flat(a.gradients));
    session.dispose();
  });

  it('are the slope of the whole network along any direction', async () => {
    const { program, session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 5; i++) session.step(batch, scalars);
    const start = session.read();
    const { gradients } = session.gradients(batch, scalars);
    const size = Math.sqrt(flat(gradients).reduce((sum, g) => sum + g * g, 0));
    // Along the gradient itself the loss must fall by its length; 2e-3 stays on one side of most kinks.
    const lossAt = (by: number): number => {
      session.assign(
        new Map(
          program.variables.map(({ name }) => {
            const slope = gradients.get(name);
            const values = start.get(name) ?? new Float32Array();
            return [name, slope ? values.map((value, i) => value + (by * (slope[i] ?? 0)) / size) : values];
          }),
        ),
      );
      return session.gradients(batch, scalars).loss;
    };
    expect((lossAt(2e-3) - lossAt(-2e-3)) / 4e-3 / size).toBeCloseTo(1, 2);
    session.dispose();
  });
});

describe('assign', () => {
  it('refuses values of another network and says of which variable', async () => {
    const program = buildTrainingProgram(spec);
    const session = await TrainingSession.open(program, folder);
    const values = initialValues(program, 1);
    const without = new Map(values);
    without.delete('bottom/conv1/kernel');
    expect(() => session.assign(without)).toThrow('bottom/conv1/kernel');
    expect(() => session.assign(new Map(values).set('head/bias', new Float32Array(7)))).toThrow('head/bias');
    expect(() => session.step(batch, scalars)).toThrow('assign the variables');
    session.dispose();
  });

  it('copies: what happens to the arrays afterwards does not reach the variables', async () => {
    const { program, session } = await openWithInitialValues(spec, folder);
    const values = initialValues(program, 7);
    session.assign(values);
    for (const array of values.values()) array.fill(Number.NaN);
    expect(session.read()).toEqual(initialValues(program, 7));
    session.dispose();
  });

  it('takes what read gave, for every kind of variable', async () => {
    const { program, session } = await openWithInitialValues(spec, folder);
    const values = new Map(
      program.variables.map(({ name, shape }, i) => [
        name,
        uniformValues(
          shape.reduce((a, b) => a * b, 1),
          i,
          0.1,
          2,
        ),
      ]),
    );
    session.assign(values);
    expect(session.read()).toEqual(values);
    session.dispose();
  });
});

it('a session of a program that TensorFlow refuses leaves no folder', async () => {
  const before = readdirSync(folder).length;
  const broken = { ...buildTrainingProgram(spec), savedModel: Uint8Array.of(1, 2, 3) };
  await expect(TrainingSession.open(broken, folder)).rejects.toThrow();
  expect(readdirSync(folder).length).toBe(before);
  expect(existsSync(folder)).toBe(true);
});
