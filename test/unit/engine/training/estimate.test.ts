import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TENSOR_BYTES } from '../../../../src/engine/images/limits';
import { estimateRun, largestFit } from '../../../../src/engine/training/estimate';
import { endedInTrial, isOutOfMemory, outOfMemory, requireRoom } from '../../../../src/engine/training/trial';
import { Problem } from '../../../../src/shared/problem';
import { runConfigSchema } from '../../../../src/shared/training/run-config';
import { smallConfig } from './made-run';

const numRuns = process.env.MASKWRIGHT_SOAK === '1' ? 200 : 20;
const GiB = 2 ** 30;

describe('the estimate of a run', () => {
  it('counts the multiplications and additions of a network that can be counted by hand', () => {
    // Width 4, depth 1, one grey channel, two classes: kernels of 3x3, at 16x16 and, under the pooling, at 8x8 cells.
    const config = smallConfig({ network: { kind: 'unet', width: 4, depth: 1 }, patch: 16, batch: 1 });
    const perCell = (inputs: number, outputs: number, side: number) => 2 * side * side * inputs * outputs;
    const forward =
      256 * (perCell(1, 4, 3) + perCell(4, 4, 3) + perCell(12, 4, 3) + perCell(4, 4, 3)) +
      64 * (perCell(4, 8, 3) + perCell(8, 8, 3)) +
      // The 1x1 convolution to the classes adds its bias, counted like one more product.
      256 * (perCell(4, 2, 1) + 2 * 2);
    const { flopsPerStep, secondsPerStep } = estimateRun(config, 1, 2, 1e9);
    expect(flopsPerStep).toBe(3 * forward);
    expect(secondsPerStep).toBeCloseTo((3 * forward) / 1e9, 12);
    expect(estimateRun(config, 1, 2).secondsPerStep).toBeNull();
  });

  it('names a batch and a patch that fit by its own count, and the next larger of which would not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(4, 8, 16),
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 4, max: 20 }),
        (width, batch, units) => {
          const config = smallConfig({ network: { kind: 'unet', width, depth: 2 }, patch: 16 * units, batch });
          const estimate = estimateRun(config, 1, 2);
          const memory = 0.6 * estimate.memoryBytes;
          const fit = largestFit(config, estimate, memory);
          const needs = (changes: { batch?: number; patch?: number }) => {
            const pixels = (changes.batch ?? config.batch) * (changes.patch ?? config.patch) ** 2;
            const perPixel = (estimate.memoryBytes - estimate.fixedBytes) / (config.batch * config.patch ** 2);
            return estimate.fixedBytes + perPixel * pixels;
          };
          if (fit.batch !== null) {
            expect(needs({ batch: fit.batch })).toBeLessThanOrEqual(memory * (1 + 1e-9));
            expect(needs({ batch: fit.batch + 1 })).toBeGreaterThan(memory);
          }
          if (fit.patch !== null) {
            expect(fit.patch % 4).toBe(0);
            expect(needs({ patch: fit.patch })).toBeLessThanOrEqual(memory * (1 + 1e-9));
            expect(needs({ patch: fit.patch + 4 })).toBeGreaterThan(memory);
          }
        },
      ),
      { numRuns, seed: 21 },
    );
  });
});

describe('what cannot fit', () => {
  it('is refused by its largest tensor, even where memory would do', () => {
    const config = runConfigSchema.parse({ patch: 2048, batch: 32 });
    const estimate = { ...estimateRun(smallConfig(), 3, 2), largestTensorBytes: MAX_TENSOR_BYTES + 1, memoryBytes: 1 };
    expect(() => requireRoom(config, estimate)).toThrow(/tensor of 1\.0 GB/);
  });

  it('is recognised in the words of TensorFlow and of JavaScript', () => {
    expect(isOutOfMemory(new Error('OOM when allocating tensor with shape[64,2048]'))).toBe(true);
    expect(isOutOfMemory(new RangeError('Array buffer allocation failed'))).toBe(true);
    expect(isOutOfMemory(new Error('Dimensions must be equal'))).toBe(false);
  });

  it('comes with a remedy that asks for less than what failed', () => {
    const config = runConfigSchema.parse({ patch: 512, batch: 16 });
    const problem = outOfMemory(config, { ...estimateRun(config, 3, 2), memoryBytes: 2 * GiB });
    expect(problem).toBeInstanceOf(Problem);
    const batch = Number(/a batch of (\d+)/.exec(problem.hint)?.[1]);
    expect(batch).toBeLessThanOrEqual(8);
  });

  it('is suspected where the last start never came back from its trial step', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maskwright-trial-'));
    try {
      const estimate = estimateRun(smallConfig(), 1, 2);
      expect(await endedInTrial(folder, smallConfig(), estimate)).toBeNull();
      await writeFile(join(folder, 'trial.json'), '{}');
      expect(await endedInTrial(folder, smallConfig(), estimate)).toMatchObject({ code: 'training-ended-in-trial' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
