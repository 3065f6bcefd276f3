import { describe, expect, it } from 'vitest';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { buildInferenceModel } from '../../../../src/engine/graph/inference-model';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from '../graph/small-program';
import { temporaryFolder } from '../graph/temporary-folder';
import { lossSlopeAlong } from '../networks/loss-slope';

const folder = temporaryFolder();
const network = { kind: 'unet', width: 4, depth: 3 } as const;
const spec = smallSpec({ network, deepSupervision: true });
const batch = colourBatch(spec);

describe('deep supervision', () => {
  it('adds a head of K (C + 1) parameters to each coarser level down to a stride of 8', () => {
    const count = (deepSupervision: boolean, depth: number) =>
      buildTrainingProgram(
        smallSpec({ network: { ...network, depth }, deepSupervision, patchHeight: 64, patchWidth: 64 }),
      ).parameterCount;
    expect(count(true, 3) - count(false, 3)).toBe(3 * (8 + 1) + 3 * (16 + 1));
    expect(count(true, 6) - count(false, 6)).toBe(3 * (8 + 1) + 3 * (16 + 1) + 3 * (32 + 1));
    expect(count(true, 1)).toBe(count(false, 1));
  });

  it('takes the losses of its heads by 1, 1/2, 1/4, in shares that sum to 1', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 5; i++) session.step(colourBatch(spec, i), scalars);
    const values = session.read();
    // A head of zeros gives every class 1/3: its cross-entropy is log 3 whatever the image.
    const flattened = (...heads: string[]): number => {
      const changed = new Map(values);
      for (const head of heads) {
        for (const part of [`${head}/kernel`, `${head}/bias`]) {
          changed.set(part, new Float32Array(values.get(part)?.length ?? 0));
        }
      }
      session.assign(changed);
      return session.gradients(batch, scalars).loss;
    };
    const whole = flattened();
    const without = ['head', 'auxiliary1', 'auxiliary2'].map((head) => flattened(head));
    expect(flattened('head', 'auxiliary1', 'auxiliary2')).toBeCloseTo(Math.log(3), 5);
    // L = (4 L0 + 2 L1 + L2) / 7, so what a head takes away is its share of log 3 - Li.
    const own = without.map((loss, i) => Math.log(3) - ((loss - whole) * 7) / 2 ** (2 - i));
    expect((4 * own[0] + 2 * own[1] + own[2]) / 7).toBeCloseTo(whole, 4);
    const alone = buildTrainingProgram(smallSpec({ network }));
    expect(alone.variables.some(({ name }) => name.startsWith('auxiliary'))).toBe(false);
    const { session: single } = await openWithInitialValues(smallSpec({ network }), folder);
    single.assign(values);
    expect(own[0]).toBeCloseTo(single.gradients(batch, scalars).loss, 4);
    session.dispose();
    single.dispose();
  });

  it('has as gradients the slope of that loss', async () => {
    const opened = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 5; i++) opened.session.step(colourBatch(spec, i), scalars);
    for (const isMoved of [() => true, (name: string) => name.startsWith('auxiliary')]) {
      const { measured, predicted } = lossSlopeAlong(opened, batch, isMoved, 1e-4);
      expect(measured / predicted).toBeCloseTo(1, 1.7);
    }
    opened.session.dispose();
  });

  it('is no part of a prediction, of an export and of what an export reads', async () => {
    const { session } = await openWithInitialValues(spec, folder);
    for (let i = 0; i < 5; i++) session.step(colourBatch(spec, i), scalars);
    const values = session.read();
    const { session: plain } = await openWithInitialValues(smallSpec({ network }), folder);
    plain.assign(values);
    const shape = { batch: 2, height: 16, width: 16 };
    const predicted = session.predict(batch.image, shape);
    expect(plain.predict(batch.image, shape)).toEqual(predicted);
    const kept = new Map([...values].filter(([name]) => !name.startsWith('auxiliary')));
    const bytes = buildInferenceModel({ ...spec, lo: [0, 0, 0], hi: [1, 1, 1], values: kept });
    expect(Buffer.from(bytes).includes('auxiliary')).toBe(false);
    const model = await GraphSession.open(bytes, ['serving_default'], folder);
    const exported = model.run('serving_default', { image: { data: batch.image, shape: [2, 16, 16, 3] } });
    exported.get('probabilities')?.forEach((p, i) => {
      expect(p).toBeCloseTo(predicted[i], 5);
    });
    for (const opened of [session, plain, model]) opened.dispose();
  });
});
