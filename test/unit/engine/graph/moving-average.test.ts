import { describe, expect, it } from 'vitest';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { buildInferenceModel } from '../../../../src/engine/graph/inference-model';
import { predictingValues } from '../../../../src/engine/graph/moving-average';
import { averageDecayAt } from '../../../../src/shared/training/schedules';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const spec = smallSpec({ hasAverage: true });
const shape = { batch: 2, height: 16, width: 16 };

describe('the moving average of the variables', () => {
  it('follows its recursion in float64, of trainables and statistics alike, from their first values on', async () => {
    const { program, session } = await openWithInitialValues(spec, folder);
    const averaged = program.variables.filter(({ role }) => role === 'trainable' || role === 'statistic');
    const expected = new Map(averaged.map(({ name }) => [name, Float64Array.from(session.read().get(name) ?? [])]));
    const decays = [0.1, 0.5, 0.9, 0.9];
    for (const [step, averageDecay] of decays.entries()) {
      session.step(colourBatch(spec, step), { ...scalars, learningRate: 1e-2, averageDecay });
      const now = session.read();
      for (const [name, average] of expected) {
        now.get(name)?.forEach((value, i) => {
          average[i] = averageDecay * average[i] + (1 - averageDecay) * value;
        });
      }
    }
    const after = session.read();
    session.dispose();
    expect(program.variables.filter(({ role }) => role === 'average').length).toBe(averaged.length);
    for (const [name, average] of expected) {
      const ours = after.get(`${name}/average`) ?? new Float32Array();
      average.forEach((value, i) => {
        expect(Math.abs(ours[i] - value), `${name}[${i}]`).toBeLessThan(1e-6);
      });
    }
    expect(after.get('head/kernel/average')).not.toEqual(after.get('head/kernel'));
  });

  it('changes no step: the variables move as without it', async () => {
    const [{ session: withAverage }, { session: without }] = await Promise.all([
      openWithInitialValues(spec, folder),
      openWithInitialValues(smallSpec(), folder),
    ]);
    for (let i = 0; i < 4; i++) {
      const batch = colourBatch(spec, i);
      expect(withAverage.step(batch, { ...scalars, averageDecay: 0.9 }).loss).toBe(without.step(batch, scalars).loss);
    }
    const [a, b] = [withAverage.read(), without.read()];
    for (const [name, values] of b) expect(a.get(name)).toEqual(values);
    withAverage.dispose();
    without.dispose();
  });

  it('predicts and is exported in the place of the variables', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 6; i++) {
      session.step(colourBatch(spec, i), { ...scalars, learningRate: 1e-2, averageDecay: 0.9 });
    }
    const values = session.read();
    const { image } = colourBatch(spec, 9);
    const predicted = session.predict(image, shape);
    const { session: plain } = await openWithInitialValues(smallSpec(), folder);
    plain.assign(values);
    expect(plain.predict(image, shape)).not.toEqual(predicted);
    plain.assign(predictingValues(values));
    expect(plain.predict(image, shape)).toEqual(predicted);
    const bytes = buildInferenceModel({ ...spec, lo: [0, 0, 0], hi: [1, 1, 1], values });
    const model = await GraphSession.open(bytes, ['serving_default'], folder);
    const exported = model.run('serving_default', { image: { data: image, shape: [2, 16, 16, 3] } });
    exported.get('probabilities')?.forEach((p, i) => {
      expect(p).toBeCloseTo(predicted[i], 5);
    });
    for (const opened of [model, session, plain]) opened.dispose();
  });

  it('forgets the start soon and then keeps what was asked for', () => {
    expect(averageDecayAt(0.99, 0)).toBe(0.1);
    expect(averageDecayAt(0.99, 890)).toBe(0.99);
    expect(averageDecayAt(0.99, 10_000)).toBe(0.99);
    expect(averageDecayAt(null, 50)).toBe(0);
  });
});
