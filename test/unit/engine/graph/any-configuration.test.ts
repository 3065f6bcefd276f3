import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lossSchema, optimizerSchema } from '../../../../src/shared/training/run-config';
import { uniformValues } from './random-values';
import { openWithInitialValues } from './small-program';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const isSoak = process.env.MASKWRIGHT_SOAK === '1';

const configuration = fc.record({
  network: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('unet' as const, 'attention-unet' as const),
        width: fc.integer({ min: 4, max: 12 }),
        depth: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('efficientnet-lite0' as const),
        width: fc.integer({ min: 4, max: 8 }),
        depth: fc.integer({ min: 3, max: 5 }),
        pretrained: fc.boolean(),
      }),
    },
  ),
  inputChannels: fc.integer({ min: 1, max: 5 }),
  classCount: fc.integer({ min: 2, max: 6 }),
  batch: fc.integer({ min: 1, max: 3 }),
  cells: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  loss: fc.record({
    kind: fc.constantFrom('ce', 'dice', 'ce+dice', 'focal'),
    labelSmoothing: fc.constantFrom(0, 0.1),
    focalGamma: fc.constantFrom(0, 0.5, 2),
  }),
  optimizer: fc.constantFrom('adam', 'adamw', 'sgd'),
  precision: fc.constantFrom('float32' as const, 'bfloat16' as const),
  deepSupervision: fc.boolean(),
  clipNorm: fc.constantFrom(null, 0.5),
  hasAverage: fc.boolean(),
});

it(
  'whatever the configuration, a program compiles, steps to finite values and predicts at another size',
  async () => {
    await fc.assert(
      fc.asyncProperty(configuration, async ({ cells, loss, optimizer, ...rest }) => {
        const multiple = 2 ** rest.network.depth;
        const spec = {
          ...rest,
          patchHeight: cells[0] * multiple,
          patchWidth: cells[1] * multiple,
          loss: lossSchema.parse(loss),
          optimizer: optimizerSchema.parse({ kind: optimizer }),
          normalisation: { mean: Array(rest.inputChannels).fill(0.5), deviation: Array(rest.inputChannels).fill(0.25) },
        };
        const { session } = await openWithInitialValues(spec, folder);
        const pixels = spec.batch * spec.patchHeight * spec.patchWidth;
        const batch = {
          image: uniformValues(pixels * spec.inputChannels, 1),
          labels: Int32Array.from({ length: pixels }, (_, i) => i % spec.classCount),
          validity: new Float32Array(pixels).fill(1),
          importance: uniformValues(pixels, 2),
        };
        for (const encoderRateFactor of [0, 0.1]) {
          const scalars = { learningRate: 1e-3, floor: 1, strength: 4, encoderRateFactor, averageDecay: 0.5 };
          expect(session.step(batch, scalars).loss).toBeGreaterThan(0);
        }
        for (const values of session.read().values()) expect(values.every(Number.isFinite)).toBe(true);
        const shape = { batch: 1, height: multiple, width: 4 * multiple };
        const image = uniformValues(shape.height * shape.width * spec.inputChannels, 3);
        const probabilities = session.predict(image, shape);
        expect(probabilities.length).toBe(shape.height * shape.width * spec.classCount);
        expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
        session.dispose();
      }),
      { seed: 17, numRuns: isSoak ? 150 : 4 },
    );
  },
  isSoak ? 600_000 : 60_000,
);
