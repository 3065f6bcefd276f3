import { describe, expect, it } from 'vitest';
import { uniformValues } from './random-values';
import { colourBatch, openWithInitialValues, scalars, smallSpec } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const spec = smallSpec();
const batch = colourBatch(spec);
const shape = { batch: 2, height: 16, width: 16 };

/** A session after a few steps, so that moving statistics are not those of the start. */
async function trained(changes: Parameters<typeof smallSpec>[0] = {}) {
  const { session } = await openWithInitialValues(smallSpec(changes), folder);
  for (let i = 0; i < 10; i++) session.step(batch, scalars);
  return session;
}

describe('predict', () => {
  it('gives probabilities that sum to 1, for any batch, height and width that the network takes', async () => {
    const session = await trained();
    for (const [count, height, width] of [
      [1, 4, 4],
      [1, 20, 36],
      [3, 8, 12],
    ] as const) {
      const image = uniformValues(count * height * width * 3, 5);
      const probabilities = session.predict(image, { batch: count, height, width });
      expect(probabilities.length).toBe(count * height * width * 3);
      for (let i = 0; i < probabilities.length; i += 3) {
        const total = (probabilities[i] ?? 0) + (probabilities[i + 1] ?? 0) + (probabilities[i + 2] ?? 0);
        expect(total).toBeCloseTo(1, 5);
      }
    }
    session.dispose();
  });

  it('gives an image the same probabilities alone as in a batch', async () => {
    const session = await trained();
    const together = session.predict(batch.image, shape);
    const half = batch.image.length / 2;
    const alone = [0, 1].flatMap((i) => [
      ...session.predict(batch.image.slice(i * half, (i + 1) * half), { ...shape, batch: 1 }),
    ]);
    together.forEach((p, i) => {
      expect(alone[i]).toBeCloseTo(p, 5);
    });
    session.dispose();
  });

  it('sees the normalised image: a shift of pixels and mean together changes nothing', async () => {
    const session = await trained();
    const values = session.read();
    const shifted = smallSpec({ normalisation: { mean: [0.4, 0.3, 0.5], deviation: spec.normalisation.deviation } });
    const { session: other } = await openWithInitialValues(shifted, folder);
    other.assign(values);
    const expected = session.predict(batch.image, shape);
    other
      .predict(
        batch.image.map((value) => value - 0.1),
        shape,
      )
      .forEach((p, i) => {
        expect(p).toBeCloseTo(expected[i] ?? Number.NaN, 4);
      });
    session.dispose();
    other.dispose();
  });
});

describe('evaluate', () => {
  it('gives -log of the predicted probability per valid pixel, 0 under void, and the likeliest channel', async () => {
    const session = await trained();
    const probabilities = session.predict(batch.image, shape);
    const result = session.evaluate(batch.image, batch.labels, batch.validity, shape);
    let lossSum = 0;
    batch.labels.forEach((label, i) => {
      const row = [...probabilities.subarray(i * 3, i * 3 + 3)];
      const expected = batch.validity[i] === 1 ? -Math.log(row[label] ?? Number.NaN) : 0;
      lossSum += expected;
      expect(result.perPixelLoss[i]).toBeCloseTo(expected, 4);
      expect(row[result.predictions[i] ?? 9]).toBe(Math.max(...row));
    });
    expect(result.lossSum).toBeCloseTo(lossSum, 1);
    expect(result.validPixels).toBe(batch.validity.reduce((a, b) => a + b, 0));
    session.dispose();
  });

  it('agrees with the training graph once the moving statistics are those of the batch', async () => {
    const session = await trained();
    // At rate 0 only the statistics move, by a tenth of the way each time.
    for (let i = 0; i < 120; i++) session.step(batch, { ...scalars, learningRate: 0 });
    const { loss } = session.gradients(batch, { floor: 1, strength: 0 });
    const { lossSum, validPixels } = session.evaluate(batch.image, batch.labels, batch.validity, shape);
    expect(lossSum / validPixels).toBeCloseTo(loss, 4);
    session.dispose();
  });
});

describe('in bfloat16', () => {
  it('training follows float32 closely, on float32 variables', async () => {
    const { session: exact } = await openWithInitialValues(spec, folder);
    const { session: short } = await openWithInitialValues(smallSpec({ precision: 'bfloat16' }), folder);
    for (let i = 0; i < 20; i++) {
      const [a, b] = [exact.step(batch, scalars).loss, short.step(batch, scalars).loss];
      expect(Math.abs(a - b) / a).toBeLessThan(0.03);
    }
    expect(short.read().get('head/kernel')).toBeInstanceOf(Float32Array);
    exact.dispose();
    short.dispose();
  });
});
