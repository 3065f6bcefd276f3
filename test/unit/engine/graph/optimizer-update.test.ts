import { describe, expect, it } from 'vitest';
import type { VariableSpec } from '../../../../src/engine/graph/program-types';
import type { OptimizerConfig } from '../../../../src/shared/training/run-config';
import { adam, colourBatch, openWithInitialValues, smallSpec } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

/** One variable's number through the steps of an optimiser, in float64. */
type Reference = (value: number, gradient: number, slots: Map<string, number>, t: number, decays: boolean) => number;

const rate = (t: number): number => 1e-2 / t;

const adamReference =
  (weightDecay: number): Reference =>
  (value, gradient, slots, t, decays) => {
    const m = 0.9 * (slots.get('m') ?? 0) + 0.1 * gradient;
    const v = 0.999 * (slots.get('v') ?? 0) + 0.001 * gradient ** 2;
    slots.set('m', m).set('v', v);
    const decayed = decays ? value * (1 - rate(t) * weightDecay) : value;
    const rateAt = (rate(t) * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
    return decayed - (rateAt * m) / (Math.sqrt(v) + 1e-7);
  };

const momentumReference: Reference = (value, gradient, slots, t) => {
  const velocity = 0.8 * (slots.get('velocity') ?? 0) - rate(t) * gradient;
  slots.set('velocity', velocity);
  return value + velocity;
};

const optimizers: { config: OptimizerConfig; reference: Reference }[] = [
  { config: adam, reference: adamReference(0) },
  { config: { ...adam, kind: 'adamw', weightDecay: 0.1 }, reference: adamReference(0.1) },
  { config: { kind: 'sgd', momentum: 0.8 }, reference: momentumReference },
];

describe('five steps with a changing rate of', () => {
  for (const { config, reference } of optimizers) {
    it(`${config.kind} move every variable as its formula in float64 does`, async () => {
      const spec = smallSpec({ optimizer: config });
      const { program, session } = await openWithInitialValues(spec, folder);
      const trainables = program.variables.filter(({ role }) => role === 'trainable');
      const expected = new Map(trainables.map(({ name }) => [name, Float64Array.from(session.read().get(name) ?? [])]));
      const slots = new Map(trainables.map(({ name, shape }) => [name, emptySlots(shape)]));
      for (let t = 1; t <= 5; t++) {
        const batch = colourBatch(spec, t);
        const { gradients } = session.gradients(batch, { floor: 1, strength: 4 });
        session.step(batch, { learningRate: rate(t), floor: 1, strength: 4 });
        for (const { name, decays } of trainables) {
          const values = expected.get(name) ?? new Float64Array();
          const slope = gradients.get(name) ?? new Float32Array();
          for (let i = 0; i < values.length; i++) {
            values[i] = reference(values[i] ?? 0, slope[i] ?? 0, slots.get(name)?.[i] ?? new Map(), t, decays);
          }
        }
      }
      const actual = session.read();
      session.dispose();
      for (const { name } of trainables) {
        const values = expected.get(name) ?? new Float64Array();
        values.forEach((value, i) => {
          expect(Math.abs((actual.get(name)?.[i] ?? Number.NaN) - value), `${name}[${i}]`).toBeLessThan(2e-6);
        });
      }
    });
  }
});

it('weight decay may act on kernels only', async () => {
  const { program, session } = await openWithInitialValues(smallSpec(), folder);
  session.dispose();
  const decaying = program.variables.filter(({ decays }) => decays).map(({ name }) => name);
  expect(decaying.every((name) => name.endsWith('/kernel'))).toBe(true);
  expect(decaying.length).toBe(program.layers.filter(({ kind }) => kind === 'convolution').length);
});

it('SGD keeps one slot a variable and no powers; Adam two and two powers', async () => {
  const count = async (optimizer: OptimizerConfig, role: VariableSpec['role']): Promise<number> => {
    const { program, session } = await openWithInitialValues(smallSpec({ optimizer }), folder);
    session.dispose();
    const trainables = program.variables.filter((variable) => variable.role === 'trainable').length;
    const found = program.variables.filter((variable) => variable.role === role).length;
    return role === 'slot' ? found / trainables : found;
  };
  expect(await count({ kind: 'sgd', momentum: 0.9 }, 'slot')).toBe(1);
  expect(await count({ kind: 'sgd', momentum: 0.9 }, 'beta-power')).toBe(0);
  expect(await count(adam, 'slot')).toBe(2);
  expect(await count(adam, 'beta-power')).toBe(2);
});

function emptySlots(shape: number[]): Map<string, number>[] {
  return Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => new Map());
}
